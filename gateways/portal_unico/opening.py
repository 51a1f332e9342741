"""From an address and a credential to a client that is ready to be asked."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from customs.portal_session import PortalSessions
from gateways.portal_unico.certificate import ssl_context
from gateways.portal_unico.client import PortalUnico
from gateways.portal_unico.session import KeyPair, Session

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
"""Seconds: the system is slow at times, but a connection is there or it is not."""


@dataclass(frozen=True)
class PortalAddress:
    """Where the system is and how one signs in: a certificate, or a pair of keys."""

    url: str
    ca: Path | None = None
    certificate: Path | None = None
    password_file: Path | None = None
    role: str = "IMPEXP"
    client_id: str = ""
    client_secret: str = field(default="", repr=False)

    def context_password(self) -> str:
        """Return the password of the PKCS#12."""
        return self.password_file.read_text().strip() if self.password_file else ""


def open_portal(address: PortalAddress, credential: str, sessions: PortalSessions) -> PortalUnico:
    """Return the client of one credential. Nothing is sent before the first call."""
    context = ssl_context(address.ca, address.certificate, address.context_password())
    http = httpx.AsyncClient(
        base_url=address.url,
        verify=context,
        timeout=TIMEOUT,
        trust_env=_may_be_proxied(address.url),
    )
    keys = KeyPair(address.client_id, address.client_secret) if address.client_id else None
    return PortalUnico(Session(http, sessions, credential, address.role, keys))


def _may_be_proxied(url: str) -> bool:
    """Say no for this machine: a proxy of the environment does not lead back to it."""
    return urlsplit(url).hostname not in ("127.0.0.1", "localhost")
