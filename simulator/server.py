"""The simulator over TLS: uvicorn, with the client's certificate shown to the application."""

import asyncio
import socket
import ssl
from pathlib import Path
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from simulator import tls
from simulator.app import build, open_world


class ShowingPeer(H11Protocol):
    """Hands the application the peer's certificate, and a way to hang up.

    uvicorn asks for a client certificate but keeps it to itself.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note whose connection this is."""
        super().connection_made(transport)
        secure = cast(ssl.SSLObject | None, transport.get_extra_info("ssl_object"))
        peer = secure.getpeercert() if secure else None
        self.app_state = {**self.app_state, "peer": peer, "hang_up": transport.abort}


class Announcing(uvicorn.Server):
    """Says on which address it is ready: port 0 takes a free one."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so."""
        await super().startup(sockets)
        for server in self.servers:
            host, port = server.sockets[0].getsockname()[:2]
            print(f"simulator ready on https://{host}:{port}", flush=True)


def server_for(folder: Path, host: str, port: int) -> Announcing:
    """Return a server that is configured but does not run yet."""
    certificates = tls.prepare(folder)
    config = uvicorn.Config(
        build(open_world(folder)),
        host=host,
        port=port,
        http=ShowingPeer,
        ssl_certfile=certificates / "server.pem",
        ssl_keyfile=certificates / "server.key",
        ssl_ca_certs=str(certificates / "ca.pem"),
        # Optional: whoever signs in with a pair of keys has no certificate.
        ssl_cert_reqs=ssl.CERT_OPTIONAL,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    return Announcing(config)


def serve(folder: Path, host: str, port: int) -> None:
    """Serve until the process is told to stop."""
    server_for(folder, host, port).run()
