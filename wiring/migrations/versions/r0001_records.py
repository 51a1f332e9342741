"""The records."""

from wiring.migrations import run_step

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
