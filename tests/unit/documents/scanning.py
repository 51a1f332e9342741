"""A scanner: pages of ours turned into pictures of themselves, askew and grainy if wanted."""

import io
import zlib

import pypdfium2
from PIL import Image, ImageFilter

from tests.unit.documents.pdfs import pdf, stream, text


def photographed(body: bytes, page: int = 0, dpi: int = 150, lean: float = 0.0) -> Image.Image:
    """Return a page as a scanner sees it: grey, a little soft, ``lean`` degrees askew."""
    with pypdfium2.PdfDocument(body) as document:
        picture: Image.Image = (
            document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        )
    tilted = picture.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255)
    return tilted.filter(ImageFilter.GaussianBlur(0.5)).point(lambda grey: int(grey * 0.9 + 12))


def scanned(picture: Image.Image, turn: int = 0, dpi: int = 150) -> bytes:
    """Return a PDF that is only a picture, laid ``turn`` quarters counter-clockwise in the tray."""
    made = io.BytesIO()
    turned = picture.rotate(90 * turn, expand=True)
    turned.convert("RGB").save(made, "PDF", resolution=dpi, quality=80)
    return made.getvalue()


def half_scanned(first: str, picture: Image.Image) -> bytes:
    """Return two pages: one with a line of text, one that is only a picture."""
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode" % picture.size
    )
    image = stream(zlib.compress(picture.tobytes()), entries)
    pages = [text(first), b"595 0 0 842 0 0 cm /P Do"]
    return pdf(pages, b"/XObject << /P 50 0 R >>", {50: image})
