"""A page of a stranger's PDF as a picture, drawn in a process of its own that may die.

``python -P -m documents.page_image PAGE`` reads the file from standard input and writes a PNG in
greys: a reviewer wants the print, not the letterhead's colours. Exit 2: no such page.
"""

import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2

PIXELS_PER_POINT = 1.5
"""108 dots to the inch: small print is legible, a page is under 100 kB."""
MOST_PIXELS = 40_000_000
"""A page may be metres wide; a larger picture is drawn smaller."""
_ADDRESS_SPACE = 1536 * 1024 * 1024
_CPU_SECONDS = 20


def main() -> int:
    """Draw one page."""
    _limit()
    number = int(sys.argv[1])
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    if not 1 <= number <= len(document):
        return 2
    sys.stdout.buffer.write(_png(document[number - 1]))
    return 0


def _limit() -> None:
    # macOS refuses the limit on memory; the parent's clock still holds there.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _png(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    fits = (MOST_PIXELS / max(width * height, 1)) ** 0.5
    scale = min(PIXELS_PER_POINT, fits)
    # As drawn, turned pages are turned: so are the boxes of a reading.
    drawn = page.render(scale=scale, grayscale=True)
    pixels, stride = bytes(drawn.buffer), drawn.stride
    rows = (
        b"\0" + pixels[row * stride : row * stride + drawn.width] for row in range(drawn.height)
    )
    head = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, 0, 0, 0, 0)
    size = struct.pack(">II", round(drawn.width / scale * 1000), round(drawn.height / scale * 1000))
    body = zlib.compress(b"".join(rows), 6)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunks((b"IHDR", head), (b"ptSz", size), (b"IDAT", body), (b"IEND", b""))
    )


def _chunks(*chunks: tuple[bytes, bytes]) -> Iterator[bytes]:
    """Return PNG chunks; ours, ``ptSz``, says the page's size in thousandths of a point."""
    for name, data in chunks:
        checksum = struct.pack(">I", zlib.crc32(name + data))
        yield struct.pack(">I", len(data)) + name + data + checksum


if __name__ == "__main__":
    sys.exit(main())
