"""The migrations build what the tables say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData

from records.sql.tables import metadata as records
from stock.sql.tables import metadata as stock
from tests.postgres import TestServer
from wiring.migrations import pending, upgrade


def _both() -> MetaData:
    """Return the tables of both rooms as one set, as the migrations build them."""
    both = MetaData()
    for table in (*records.tables.values(), *stock.tables.values()):
        table.to_metadata(both)
    return both


def test_the_tables_of_the_code_are_those_of_the_database(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, _both())
    assert differences == []


def test_an_empty_database_lacks_every_step_and_an_upgraded_one_none(postgres: TestServer) -> None:
    url = postgres.url(postgres.new_database("template1"))
    assert pending(url)[:2] == ["0001", "0002"]
    upgrade(url)
    upgrade(url)
    assert pending(url) == []
