"""The application's own role, which is not the owner's."""

from wiring.migrations import run_step

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Run the SQL beside this file."""
    run_step(__file__)
