"""The history of the database's form: one line of steps over the ledger and the records.

A step is a file ``versions/rNNNN_name.sql`` and the few lines of Python that name
its place. Steps go forward only: what a step made wrong, a later one mends.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from wiring.database import make_engine

_ONE_AT_A_TIME = text("select pg_advisory_lock(hashtextextended('entreposto/migrations', 0))")


def upgrade(database_url: str) -> None:
    """Bring the database to the newest form; a second process waits for the first."""
    engine = make_engine(database_url, pool_size=1)
    try:
        with engine.connect() as connection:
            connection.execute(_ONE_AT_A_TIME)
            connection.commit()
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        # The lock ends with its connection.
        engine.dispose()


def pending(database_url: str) -> list[str]:
    """Return the steps that the database lacks, oldest first."""
    engine = make_engine(database_url, pool_size=1)
    try:
        with engine.connect() as connection:
            return _lacking(connection)
    finally:
        engine.dispose()


def _lacking(connection: Connection) -> list[str]:
    here = MigrationContext.configure(connection).get_current_revision()
    steps = ScriptDirectory.from_config(_config()).iterate_revisions("head", here or "base")
    return [step.revision for step in steps][::-1]


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", folder)
    return config


def run_step(revision_file: str) -> None:
    """Run the SQL that stands beside a step."""
    from alembic import op

    op.execute(text(Path(revision_file).with_suffix(".sql").read_text("utf-8")))
