"""Files bound together or given attachments, as senders do it."""

import io
from collections.abc import Mapping, Sequence

import pypdfium2


def bound(files: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all ``files`` in their order."""
    whole = pypdfium2.PdfDocument.new()
    for body in files:
        with pypdfium2.PdfDocument(body) as part:
            whole.import_pages(part)
    return _saved(whole)


def attached(body: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return a PDF that carries ``files`` inside it."""
    document = pypdfium2.PdfDocument(body)
    for name, content in files.items():
        document.new_attachment(name).set_data(content)
    return _saved(document)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
