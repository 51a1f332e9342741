"""Where a reading child's call for OCR is answered: pages side by side, each in a child process.

One page takes about two seconds and a gigabyte, so pages take turns by processors and memory,
whoever asks. What was read of a file is remembered for a while: a paper is read again once its
supplier is known, and once more when a person has corrected it.
"""

import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

from documents.processes import ChildDied, Children, ChildSilent, command
from documents.scans import Scan, Scans

COMMAND = command("documents.ocr")
PAGE_SECONDS = 90.0
"""The longest that one page may take on the clock of the wall."""
FILE_SECONDS = 480.0
"""A page whose turn comes later than this after its file's first is left to a person."""
MOST_PAGES = 60
"""Scanned pages of a file that are read; a longer one is not one shipment's papers."""
_MEMORY = 3 * 1024**3
"""Memory of this machine for each page read at the same time."""
_REMEMBERED = 16

_ENGINE = ("rapidocr", "onnxruntime", "numpy")


def engine_found() -> bool:
    """Return whether the OCR engine is installed; it is not loaded for that."""
    return all(find_spec(name) is not None for name in _ENGINE)


def side_by_side() -> int:
    """Return how many pages this machine reads at the same time."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(os.cpu_count() or 1, memory // _MEMORY, 8))


class OcrDesk:
    """Reads the pages of files that have no text of their own; safe to use from many threads."""

    def __init__(self, started_by: Sequence[str] = COMMAND) -> None:
        self._most = side_by_side()
        self._children = Children(started_by, self._most)
        self._remembered: OrderedDict[str, dict[int, Scan]] = OrderedDict()
        self._lock = threading.Lock()

    def scans(self, body: bytes, pages: Sequence[int]) -> Scans:
        """Return what is printed on ``pages`` of a file, and why some may be missing."""
        if not engine_found():
            return Scans(hindrance="falta o mecanismo de OCR neste computador; instale-o com make")
        known = self._known(hashlib.sha256(body).hexdigest())
        begun = time.monotonic()
        wanted = [page for page in pages[:MOST_PAGES] if page not in known]
        with ThreadPoolExecutor(self._most) as pool:
            for scan in pool.map(lambda page: self._scan(body, page, begun), wanted):
                if scan is not None:
                    known[scan.page] = scan
        read = tuple(known[page] for page in pages if page in known)
        seconds = round(time.monotonic() - begun, 3)
        return Scans(pages=read, hindrance=_hindrance(len(pages), len(read)), seconds=seconds)

    def close(self) -> None:
        """End the idle children."""
        self._children.close()

    def _known(self, digest: str) -> dict[int, Scan]:
        with self._lock:
            known = self._remembered.setdefault(digest, {})
            self._remembered.move_to_end(digest)
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
            return known

    def _scan(self, body: bytes, page: int, begun: float) -> Scan | None:
        if time.monotonic() - begun > FILE_SECONDS:
            return None
        try:
            return self._children.ask({"page": page}, body, PAGE_SECONDS, Scan.model_validate_json)
        except (ChildDied, ChildSilent):
            return None


def _hindrance(asked: int, read: int) -> str:
    if asked == read:
        return ""
    if asked > MOST_PAGES:
        return f"o OCR lê no máximo {MOST_PAGES} páginas de um arquivo"
    return "o OCR não terminou"
