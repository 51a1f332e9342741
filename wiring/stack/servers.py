"""The servers that others made: Temporal and the S3 server."""

import json
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from wiring.stack.parts import Part, our_environment, our_python, run
from wiring.stack.ports import LOCAL, answers

RETENTION_DAYS = 365
"""How long closed histories are kept; the embedded server's own default is one day."""

_PROGRAMS = Path(sysconfig.get_path("scripts"))


class Temporal(Part):
    """The Temporal server on a file, with its Web UI."""

    name = "temporal"

    @property
    def external(self) -> str:
        """Somebody else's frontend."""
        return self._settings.temporal_address

    def prepare(self) -> None:
        """Choose the frontend's and the Web UI's ports."""
        self._port = self._ports.choose("temporal", self._settings.temporal_port)
        self._ui_port = self._ports.choose("temporal-ui", self._settings.temporal_ui_port)

    def command(self) -> Sequence[str]:
        """Return the server's command line.

        With the two pragmas a file costs no more than memory; a crash of the machine (not of the
        server) may lose the last moments. Timers are looked at every 10 ms instead of every
        second, so that a retry is not late.
        """
        start = [str(_PROGRAMS / "temporal"), "server", "start-dev"]
        where = ["--ip", LOCAL, "--port", str(self._port), "--ui-port", str(self._ui_port)]
        database = ["--db-filename", str(self._folder.data("temporal") / "temporal.db")]
        pragmas = ["--sqlite-pragma=journal_mode=WAL", "--sqlite-pragma=synchronous=NORMAL"]
        timers = ["--dynamic-config-value", 'history.timerProcessorMaxTimeShift="10ms"']
        names = ["--namespace", self._settings.temporal_namespace]
        quiet = ["--ui-disable-news-fetch", "--log-level", "warn"]
        return [*start, *where, *database, *pragmas, *timers, *names, *quiet]

    def addresses(self) -> dict[str, str]:
        """Return the frontend and the Web UI."""
        if self.external:
            return {"address": self.external, "ui": self._settings.temporal_ui}
        return {"address": self._address(), "ui": f"http://{LOCAL}:{self._ui_port}"}

    def is_ready(self, pid: int) -> bool:
        """Say whether the frontend serves and knows our namespace."""
        return self.external != "" or (answers(self._port) and self._retention() is not None)

    def settle(self) -> None:
        """Have closed histories kept for a year; somebody else's server keeps its own rule."""
        if not self.external and self._retention() != RETENTION_DAYS:
            verb = ["update", "--retention", f"{RETENTION_DAYS}d"]
            _operator(self._address(), self._settings.temporal_namespace, verb)

    def _address(self) -> str:
        return self.external or f"{LOCAL}:{self._port}"

    def _retention(self) -> int | None:
        return retention(self._address(), self._settings.temporal_namespace)


def retention(address: str, namespace: str) -> int | None:
    """Return for how many days closed histories are kept; None while nobody knows the namespace."""
    try:
        told = json.loads(_operator(address, namespace, ["describe", "--output", "json"]))
    except (RuntimeError, ValueError):
        return None
    seconds = str(told["config"]["workflowExecutionRetentionTtl"]).removesuffix("s")
    return int(float(seconds)) // 86400


def _operator(address: str, namespace: str, verb: Sequence[str]) -> str:
    command = [str(_PROGRAMS / "temporal"), "operator", "namespace", *verb]
    where = ["--address", address, "--namespace", namespace]
    # Nobody's own profile of the Temporal CLI may point this elsewhere.
    return run([*command, *where, "--disable-config-file", "--disable-config-env"])


class ObjectServer(Part):
    """The S3 server: its buckets are folders, its objects files."""

    name = "s3"

    @property
    def external(self) -> str:
        """Somebody else's S3."""
        return self._settings.s3_endpoint

    def prepare(self) -> None:
        """Choose the port and make the keys."""
        self._port = self._ports.choose("s3", self._settings.s3_port)
        self._keys = self._folder.keys()

    def command(self) -> Sequence[str]:
        """Return the server's command line."""
        where = ["--host", LOCAL, "--port", str(self._port)]
        data = ["--data-dir", str(self._folder.data("s3"))]
        return [*our_python("nanio", "serve"), *where, *data, "--no-access-log"]

    def environment(self) -> dict[str, str]:
        """Return the keys: an environment is private, a command line is not."""
        return {
            "NANIO_ACCESS_KEY": self._keys["s3_access_key"],
            "NANIO_SECRET_KEY": self._keys["s3_secret_key"],
        }

    def addresses(self) -> dict[str, str]:
        """Return the endpoint."""
        return {"url": self.external or f"http://{LOCAL}:{self._port}"}

    def is_ready(self, pid: int) -> bool:
        """Say whether it accepts connections; ``settle`` then lists with a signed request."""
        return self.external != "" or answers(self._port)

    def settle(self) -> None:
        """Make the bucket. In a process of its own: the supervisor stays small."""
        # The address is already in stack.json, where the child finds it.
        run(our_python("wiring.stack.bucket"), our_environment(self._folder.home))
