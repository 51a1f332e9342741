"""Lot events, and the terms that no movement oversteps."""

from wiring.migrations import run_step

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
