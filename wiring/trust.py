"""Whose certificates the outside's servers may show."""

import ssl

from wiring.settings import Settings


def trust(settings: Settings) -> ssl.SSLContext:
    """Return a context that trusts the portal's authority, or the machine's own ones."""
    return ssl.create_default_context(cafile=settings.portal_ca)
