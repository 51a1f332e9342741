"""Exchange quotes, the rule packs in force, and the rows of proposed packs."""

from wiring.migrations import run_step

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
