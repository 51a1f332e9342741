"""Mail: by SMTP where a server is set, else as files that a person can open.

A message's key is its identity: the folder holds one file per key, and a mail's
Message-ID is made from it, so that a repeated mail is the same mail.
"""

import hashlib
import os
import re
import smtplib
import ssl
import tempfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from gateways.doors import Unavailable


class MailFolder:
    """Keeps each message as ``.eml`` in a folder: what a machine without a mail server does."""

    def __init__(self, folder: Path, domain: str = "entreposto.invalid") -> None:
        self._folder = folder
        self._domain = domain

    def send(self, to: tuple[str, ...], subject: str, body: str, key: str) -> None:
        """Write the message of a key; the first one stays."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{_slug(key)}.eml"
        if path.exists():
            return
        message = _message(to, subject, body, key, self._domain)
        # Another process may look at the folder: a file is there whole or not at all.
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as part:
            part.write(bytes(message))
        Path(name).replace(path)


class SmtpMailbox:
    """Sends through ``smtp(s)://user:password@host:port?domain=example.com``.

    ``domain`` completes names of people that are no addresses; the host's name where none is
    given. ``smtps`` speaks TLS from the first byte, ``smtp`` turns to it if the server offers it.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("a mail server's address looks like smtp://user:password@host:587")
        self._encrypted = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._encrypted else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._domain = parse_qs(parts.query).get("domain", [self._host])[0]

    def send(self, to: tuple[str, ...], subject: str, body: str, key: str) -> None:
        """Hand the message to the server.

        Raises:
            Unavailable: it did not answer, or did not take the message now.
        """
        try:
            with self._connect() as server:
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(_message(to, subject, body, key, self._domain))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused):
            # These are OSErrors too, but they are answers: asking again changes nothing.
            raise
        except OSError as silence:
            raise Unavailable(f"mail server {self._host} did not take it: {silence}") from silence

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._encrypted:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=30, context=context)
        server = smtplib.SMTP(self._host, self._port, timeout=30)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        return server


def _message(to: tuple[str, ...], subject: str, body: str, key: str, domain: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Entreposto <entreposto@{domain}>"
    message["To"] = ", ".join(name if "@" in name else f"{name}@{domain}" for name in to)
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"
    message["X-Entreposto-Key"] = key
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _slug(key: str) -> str:
    # The hash keeps apart keys that look alike without their punctuation.
    readable = re.sub(r"[^A-Za-z0-9.-]+", "_", key).strip("_.")[:100]
    return f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
