"""Events of the bonded place that we keep, for customs."""

from wiring.migrations import run_step

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
