"""The declarants' product catalogue."""

from wiring.migrations import run_step

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
