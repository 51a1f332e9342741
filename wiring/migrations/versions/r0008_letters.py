"""The letters that came by e-mail."""

from wiring.migrations import run_step

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
