"""The database: how a process reaches PostgreSQL, and the records and ledger behind their ports."""

from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from stock.sql import SqlLedger

    from records.sql import SqlPeople

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


def open_ledger(database_url: str) -> "SqlLedger":
    """Return the bonded ledger."""
    from stock.sql import SqlLedger

    return SqlLedger(make_engine(database_url))


def open_people(database_url: str) -> "SqlPeople":
    """Return the accounts."""
    from records.sql import SqlPeople

    return SqlPeople(make_engine(database_url))
