"""The database: how a process reaches PostgreSQL, and the records and ledger behind their ports."""

from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from records.sql import SqlPeople
    from stock.sql import SqlLedger

DRIVER = "postgresql+psycopg"
"""SQLAlchemy's name for psycopg 3."""


def make_engine(database_url: str, pool_size: int = 5) -> Engine:
    """Return an engine with a small pool that survives a restart of PostgreSQL.

    Each connection is tried before use, so that the first call after a restart
    works; a call cut off half-way fails, and its transaction never was.
    """
    return create_engine(
        make_url(database_url).set(drivername=DRIVER),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"connect_timeout": 10, "application_name": "entreposto"},
    )


def known_database() -> str:
    """Return the database's address; whoever needs nothing else need not wait for the stack.

    Raises:
        StackDown: the database is neither given nor running.
    """
    from wiring.settings import StackDown, load_what_is_known

    known = load_what_is_known().database_url
    if not known:
        raise StackDown(
            "The database is not running: start the stack with `entreposto up`, "
            "or set ENTREPOSTO_DATABASE_URL."
        )
    return known


def open_ledger(database_url: str) -> "SqlLedger":
    """Return the bonded ledger."""
    from stock.sql import SqlLedger

    return SqlLedger(make_engine(database_url))


def open_people(database_url: str) -> "SqlPeople":
    """Return the accounts."""
    from records.sql import SqlPeople

    return SqlPeople(make_engine(database_url))
