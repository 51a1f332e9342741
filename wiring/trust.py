"""Whose certificates the outside's servers may show."""

import ssl

from wiring.settings import Settings


def trust(settings: Settings) -> ssl.SSLContext:
    """Return a context that trusts the machine's authorities, and the portal's own if it has one."""
    context = ssl.create_default_context()
    if settings.portal_ca:
        context.load_verify_locations(cafile=settings.portal_ca)
    return context
