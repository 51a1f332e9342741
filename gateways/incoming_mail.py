"""Letters that came by e-mail: who wrote, about what, and the files attached. Pure; nothing is trusted.

A stranger's letter may be malformed in any way: what cannot be understood is left out, and the
letter itself is kept by who calls. The sender's address proves nothing by itself: the mail server
in front of the drop is what checks signatures (ADR 0076).
"""

import hashlib
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from typing import NamedTuple

MOST_FILES = 30
"""Attachments taken from one letter."""
_MOST_PARTS = 300
_PAPERS = ("application/pdf", "application/xml", "text/xml")
_SENT_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
_TAGGED = re.compile(r"[^+@\s]+\+([^@\s]+)@")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")


class Attachment(NamedTuple):
    """One file of a letter."""

    filename: str
    body: bytes


class Letter(NamedTuple):
    """A letter as far as it could be understood."""

    key: str
    """Hash of its Message-ID and content: by it a letter is handled once."""
    message_id: str
    sender: str
    subject: str
    attachments: tuple[Attachment, ...]
    names: tuple[str, ...]
    """What it may be about: tags of the addresses (``papers+IMP-7@…``), then words of the subject."""


def read_letter(raw: bytes) -> Letter:
    """Return what a letter says; never raises on odd input."""
    # Not the modern policy: it raises on headers that real mail has.
    message = BytesParser(policy=compat32).parsebytes(raw)
    message_id = _text(message, "message-id").strip("<> ")
    content = hashlib.sha256(raw).hexdigest()
    subject = _text(message, "subject")
    return Letter(
        key=hashlib.sha256(f"{message_id}\n{content}".encode()).hexdigest(),
        message_id=message_id,
        sender=parseaddr(_text(message, "from"))[1].lower(),
        subject=subject,
        attachments=tuple(_attachments(message))[:MOST_FILES],
        names=tuple(dict.fromkeys([*_tags(message), *_words(subject)])),
    )


def is_from(sender: str, addresses: tuple[str, ...]) -> bool:
    """Return whether one of ``addresses`` is the sender's, or ``@domain`` its whole domain."""
    domain = "@" + sender.rpartition("@")[2]
    return bool(sender) and any(known.lower() in (sender, domain) for known in addresses)


def _tags(message: Message) -> list[str]:
    headers = [_text(message, name) for name in _SENT_TO]
    return [tag for _, address in getaddresses(headers) for tag in _TAGGED.findall(f"{address}")]


def _words(subject: str) -> list[str]:
    return [word.rstrip("._-") for word in _WORD.findall(subject)]


def _text(message: Message, name: str) -> str:
    """Return a header, decoded as far as it can be, on one line."""
    raw = str(message.get(name, ""))
    try:
        decoded = str(make_header(decode_header(raw)))
    except (ValueError, LookupError):
        decoded = raw
    return " ".join(decoded.encode("utf-8", "replace").decode().split())


def _attachments(message: Message) -> Iterator[Attachment]:
    """Return attached files and papers; a picture within the text is a signature's logo."""
    for count, part in enumerate(message.walk()):
        if count >= _MOST_PARTS:
            return
        if part.is_multipart():
            continue
        attached = part.get_content_disposition() == "attachment"
        if attached or part.get_content_type() in _PAPERS:
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body:
                yield Attachment(_filename(part, count), body)


def _filename(part: Message, count: int) -> str:
    """Return the name without a path or control characters; no name at all is numbered."""
    try:
        given = str(make_header(decode_header(part.get_filename() or "")))
    except (ValueError, LookupError, AttributeError):
        given = ""
    last = re.split(r"[/\\]", given)[-1]
    plain = "".join(c for c in last if c.isprintable()).strip()
    return plain[:200] or f"anexo-{count}"
