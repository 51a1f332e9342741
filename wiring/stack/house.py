"""The parts that are ours: the simulator, the workers and the console."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from wiring.stack.parts import Part, our_environment, our_python
from wiring.stack.ports import LOCAL

_SERVERS = ("postgres", "temporal", "s3", "simulator")


class OurPart(Part):
    """A program of this checkout."""

    def environment(self) -> dict[str, str]:
        """Return where it finds this checkout and the stack's folder."""
        return our_environment(self._folder.home)


class Simulator(OurPart):
    """The foreign-trade system of this machine, over TLS; it makes its certificates itself."""

    name = "simulator"

    @property
    def external(self) -> str:
        """The real foreign-trade system, or anybody's."""
        return self._settings.portal_url

    def prepare(self) -> None:
        """Choose the port."""
        self._port = self._ports.choose("simulator", self._settings.simulator_port)

    def command(self) -> Sequence[str]:
        """Return the simulator's command line."""
        data = str(self._folder.data("simulator"))
        return our_python("simulator", "--port", str(self._port), "--data", data)

    def addresses(self) -> dict[str, str]:
        """Return the address and the authority that signed its certificate."""
        if self.external:
            return {"url": self.external}
        return {"url": f"https://{LOCAL}:{self._port}", "ca": str(self._authority)}

    def is_ready(self, pid: int) -> bool:
        """Say whether it answers over TLS with its own certificate."""
        if self.external:
            return True
        return self._authority.exists() and _is_well(
            f"https://{LOCAL}:{self._port}/admin/health", self._authority
        )

    @property
    def _authority(self) -> Path:
        return self._folder.home / "simulator" / "tls" / "ca.pem"


class Worker(OurPart):
    """A process that works task queues."""

    needs = _SERVERS

    queues: tuple[str, ...]

    def prepare(self) -> None:
        """Forget the last process: its word that it was ready is not this one's."""
        self._folder.ready_file(self.name).unlink(missing_ok=True)

    def command(self) -> Sequence[str]:
        """Return the worker's command line."""
        return our_python("worker", *self.queues)

    def is_ready(self, pid: int) -> bool:
        """Say whether this very process wrote that it polls."""
        paper = self._folder.ready_file(self.name)
        return paper.exists() and paper.read_text().strip() == str(pid)


class ImportsWorker(Worker):
    """The worker of the workflows, the light activities and the foreign-trade system."""

    name = "worker-imports"
    queues = ("imports", "foreign-trade")


class DocumentsWorker(Worker):
    """The worker that reads papers."""

    name = "worker-documents"
    queues = ("documents",)


class Console(OurPart):
    """The HTTP API and the pages."""

    name = "web"
    needs = _SERVERS

    @property
    def external(self) -> str:
        """A console that somebody else serves."""
        return self._settings.web_address

    def prepare(self) -> None:
        """Choose the port."""
        self._port = self._ports.choose("web", self._settings.web_port)

    def command(self) -> Sequence[str]:
        """Return the server's command line."""
        return our_python("web")

    def environment(self) -> dict[str, str]:
        """Return our environment and the port that was chosen."""
        return {**super().environment(), "ENTREPOSTO_WEB_PORT": str(self._port)}

    def addresses(self) -> dict[str, str]:
        """Return where people find it."""
        return {"url": self.external or f"http://{LOCAL}:{self._port}"}

    def is_ready(self, pid: int) -> bool:
        """Say whether it answers."""
        return self.external != "" or _is_well(f"http://{LOCAL}:{self._port}/health")


def _is_well(url: str, authority: Path | None = None) -> bool:
    """Say whether a server of ours answers 200; a proxy of the user's is never asked."""
    context = ssl.create_default_context(cafile=authority) if authority else None
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    )
    try:
        with direct.open(url, timeout=2) as answer:
            return bool(answer.status == http.HTTPStatus.OK)
    except (OSError, urllib.error.URLError, http.client.HTTPException):
        return False
