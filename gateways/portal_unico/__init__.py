"""The Portal Único Siscomex over httpx: signing in, tokens, the Duimp's functions.

Formats follow public documents with their dates; no call was ever made to the live Portal.
"""

from gateways.portal_unico.client import PortalUnico
from gateways.portal_unico.opening import PortalAddress, open_portal
from gateways.portal_unico.session import KeyPair

__all__ = ["KeyPair", "PortalAddress", "PortalUnico", "open_portal"]
