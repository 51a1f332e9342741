"""Whether a proxy of the environment may stand between us and an address."""

from urllib.parse import urlsplit


def may_be_proxied(url: str) -> bool:
    """Say no for this machine: a company's proxy does not lead back to it."""
    return urlsplit(url).hostname not in ("127.0.0.1", "localhost")
