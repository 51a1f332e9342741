"""The bonded ledger."""

from wiring.migrations import run_step

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
