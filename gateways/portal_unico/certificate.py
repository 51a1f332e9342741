"""A client certificate for TLS: PKCS#12 in, because that is what authorities hand out."""

import os
import secrets
import ssl
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12


def ssl_context(ca: Path | None, certificate: Path | None, password: str) -> ssl.SSLContext:
    """Return a context that trusts ``ca`` (None: the machine's authorities) and shows ours.

    Raises:
        ValueError: the file is no PKCS#12, or the password is wrong.
    """
    context = ssl.create_default_context(cafile=str(ca) if ca else None)
    if certificate is not None:
        _show(context, certificate.read_bytes(), password.encode())
    return context


def _show(context: ssl.SSLContext, packed: bytes, password: bytes) -> None:
    """Load key and certificate; ``ssl`` reads files only, so one lies there for a moment."""
    passphrase = secrets.token_bytes(24).hex()
    handle, name = tempfile.mkstemp(suffix=".pem")  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_pem(packed, password, passphrase.encode()))
        context.load_cert_chain(name, password=passphrase)
    finally:
        os.unlink(name)


def _pem(packed: bytes, password: bytes, passphrase: bytes) -> bytes:
    key, certificate, chain = pkcs12.load_key_and_certificates(packed, password)
    if key is None or certificate is None:
        raise ValueError("the PKCS#12 holds no key with its certificate")
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase),
    )
    public = [c.public_bytes(serialization.Encoding.PEM) for c in (certificate, *chain)]
    return b"".join([private, *public])
