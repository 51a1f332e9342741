"""PDF files made by hand, as small as they may be, for every way in which a file is no use."""

import zlib


def pdf(pages: list[bytes], resources: bytes = b"", extra: dict[int, bytes] | None = None) -> bytes:
    """Return a PDF with one page for each content stream; ``extra`` adds numbered objects."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for n, content in enumerate(pages):
        page = first + 2 * n
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> %s >> >>" % (page + 1, resources)
        )
        objects[page + 1] = stream(content)
    return _file(objects | (extra or {}))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def text(line: str) -> bytes:
    """Return a page's content that prints one line."""
    return b"BT /F 12 Tf 72 720 Td (%s) Tj ET" % line.encode("latin-1")


def encrypted() -> bytes:
    """Return a PDF whose password nobody knows: the check values are no password's."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
    trailer = b"/Encrypt 99 0 R /ID [<00> <00>]"
    objects = pdf([text("secret")], extra={99: lock})
    return objects.replace(b"trailer\n<< ", b"trailer\n<< " + trailer + b" ")


def scanned() -> bytes:
    """Return a PDF that holds a picture and no letters."""
    entries = (
        b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray"
    )
    picture = stream(bytes([0, 255, 255, 0]), entries)
    resources = b"/XObject << /P 50 0 R >>"
    return pdf([b"595 0 0 842 0 0 cm /P Do"], resources, {50: picture})


def bomb(megabytes: int) -> bytes:
    """Return a small file whose page inflates to ``megabytes``."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    twice = zlib.compress(packed)
    content = stream(twice, b"/Filter [/FlateDecode /FlateDecode]")
    return pdf([b""], extra={5: content})


def _file(objects: dict[int, bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size, start = max(objects) + 1, len(body)
    rows = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(size)
    )
    table = b"xref\n0 %d\n%s" % (size, rows)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return body + table + tail
