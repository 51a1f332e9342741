"""The back room of attachments: the files that a PDF carries inside it.

An invoice's own data are among them; whatever else somebody attached is named and left alone.
"""

from collections.abc import Iterator

import pypdfium2

from documents.embedded_xml import (
    MOST_BYTES,
    Structured,
    UnsafeXml,
    announced,
    structured,
)

_MOST_FILES = 20
"""Attachments that are looked at; nobody's invoice has more."""


def attached_data(body: bytes) -> tuple[list[Structured], list[str]]:
    """Return what the attachments of an open PDF say, and notes on those that say nothing."""
    found: list[Structured] = []
    notes: list[str] = []
    names = []
    for name, content in _attachments(body):
        names.append(name)
        try:
            xml = structured(content) if content is not None else None
        except UnsafeXml as why:
            notes.append(f"Anexo “{name}” não lido: {why}.")
            continue
        if xml is None:
            notes.append(f"Anexo “{name}” não é dado de documento e não foi lido.")
        else:
            found.append(xml)
    if _has_script(body):
        notes.append("O PDF traz JavaScript, que não foi executado.")
    hint = announced(body)
    if hint and hint not in names:
        notes.append(f"O PDF anuncia o anexo “{hint}”, que não está nele.")
    return found, notes


def _has_script(body: bytes) -> bool:
    """Return whether a PDF brings a program; nobody here runs one, but a person may be told."""
    with pypdfium2.PdfDocument(body) as document:
        listed = pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0
    return listed or b"/JavaScript" in body


def _attachments(body: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Yield name and bytes of each attachment; None for what is no XML or too large."""
    with pypdfium2.PdfDocument(body) as document:
        for place in range(min(document.count_attachments(), _MOST_FILES)):
            attachment = document.get_attachment(place)
            name = attachment.get_name()[:120]
            try:
                content = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                continue
            readable = name.lower().endswith(".xml") and len(content) <= MOST_BYTES
            yield name, content if readable else None
