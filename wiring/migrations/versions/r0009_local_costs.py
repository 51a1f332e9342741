"""What was invoiced beside goods and taxes."""

from wiring.migrations import run_step

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
