"""Supplier memory: what people said of papers, and what was learned from it."""

from wiring.migrations import run_step

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
