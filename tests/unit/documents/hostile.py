"""PDF files made by hand that are locked, cut short, or bring what no paper should bring."""

import hashlib
import re

from tests.unit.documents.pdfs import pdf, stream, text

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
"""What fills a password up to 32 bytes (ISO 32000-1, 7.6.3.3)."""
_OWNER = b"\x5a" * 32
_ID = b"\x01" * 16


def locked(password: bytes) -> bytes:
    """Return a packing list encrypted by the standard handler; it opens with ``password``."""
    padded = (password + _PADDING)[:32]
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + _OWNER + permissions + _ID).digest()[:5]
    content = text("PACKING LIST")
    number = (5).to_bytes(3, "little") + b"\0\0"
    secret = _rc4(hashlib.md5(key + number).digest()[:10], content)
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
        _OWNER.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    made = pdf([b""], extra={5: stream(secret), 99: lock})
    trailer = b"trailer\n<< /Encrypt 99 0 R /ID [<%s> <%s>] " % ((_ID.hex().encode(),) * 2)
    return made.replace(b"trailer\n<< ", trailer)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def truncated() -> bytes:
    """Return a file that ends in the middle of its first page."""
    whole = pdf([text("PACKING LIST")])
    return whole[: whole.index(b"/Contents")]


def without_its_end() -> bytes:
    """Return a file that lost on the way what says where its table of objects stands."""
    whole = pdf([text("PACKING LIST")])
    return whole[: whole.index(b"startxref")]


def containing_itself() -> bytes:
    """Return a page that draws a form that draws itself."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
    form = stream(
        b"/P Do " + text("PACKING LIST"), entries + b"/Resources << /XObject << /P 50 0 R >> >>"
    )
    return pdf([b"/P Do " + text("PACKING LIST")], b"/XObject << /P 50 0 R >>", {50: form})


def with_program_and_attachment() -> bytes:
    """Return a packing list that wants to run a program and carries a file."""
    extra = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 60 0 R /Names << /EmbeddedFiles 61 0 R "
        b"/JavaScript << /Names [(go) 60 0 R] >> >> >>",
        60: b"<< /S /JavaScript /JS (app.launchURL\\('http://evil.invalid'\\);) >>",
        61: b"<< /Names [(evil.exe) 62 0 R] >>",
        62: b"<< /Type /Filespec /F (evil.exe) /UF (evil.exe) /EF << /F 63 0 R >> >>",
        63: stream(b"MZ\x90\0 this is a program", b"/Type /EmbeddedFile"),
    }
    return pdf([text("PACKING LIST")], extra=extra)


def with_broken_font() -> bytes:
    """Return a packing list whose font program is rubbish."""
    extra = {
        3: b"<< /Type /Font /Subtype /TrueType /BaseFont /XYZ /FirstChar 32 /LastChar 99 "
        b"/Widths [" + b"600 " * 68 + b"] /FontDescriptor 70 0 R >>",
        70: b"<< /Type /FontDescriptor /FontName /XYZ /Flags 4 /FontFile2 71 0 R >>",
        71: stream(b"\0\1\0\0 rubbish" * 40),
    }
    return pdf([text("PACKING LIST")], extra=extra)


def shifted(lines: list[str]) -> bytes:
    """Return a page that looks right, while its table of letters says the next letter for each."""
    table = b"".join(b"<%02x> <%04x>\n" % (c, _next(c)) for c in range(33, 127))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n94 beginbfchar\n"
        + table
        + b"endbfchar endcmap end end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding /WinAnsiEncoding /ToUnicode 80 0 R >>"
    )
    return pdf([page(lines)], extra={3: font, 80: stream(cmap)})


def _next(code: int) -> int:
    letter = chr(code)
    if letter.isalpha():
        first = ord("a") if letter.islower() else ord("A")
        return (code - first + 7) % 26 + first
    return code


def page(lines: list[str]) -> bytes:
    """Return a page's content that prints lines in 12 points below one another."""
    safe = (re.sub(r"([()\\])", r"\\\1", line).encode("latin-1") for line in lines)
    shown = b" ".join(b"(%s) '" % line for line in safe)
    return b"BT /F 12 Tf 16 TL 60 780 Td %s ET" % shown
