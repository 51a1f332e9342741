"""Pictures of pages, for who checks a value with the eye; drawn by a child (``documents.page_image``)."""

import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

SECONDS = 20.0
"""The longest that one page may take."""
_ROOT = Path(__file__).resolve().parent.parent
_SIZE = b"ptSz"


class PagePicture(NamedTuple):
    """A PNG of a page, and the page's size in PDF points, in which boxes are measured."""

    png: bytes
    width: float
    height: float


def picture_of(body: bytes, page: int) -> PagePicture | None:
    """Return a page as a picture; None where the file has no such page or cannot be drawn."""
    keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    try:
        drawn = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            (sys.executable, "-P", "-m", "documents.page_image", str(page)),
            input=body,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            # No secret of ours reaches a process that opens strangers' files.
            env=keep | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
        ).stdout
    except (subprocess.SubprocessError, OSError):
        return None
    at = drawn.index(_SIZE) + len(_SIZE)
    width, height = struct.unpack(">II", drawn[at : at + 8])
    return PagePicture(drawn, width / 1000, height / 1000)
