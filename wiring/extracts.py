"""The extract of a declaration as HTML, for screens: from the very evidence that is signed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from documents.printing import TemplatePrinter
from wiring.settings import ROOT

_TEMPLATE = "extract.html.j2"


def extract_html(evidence: Mapping[str, Any], sha256: str) -> str:
    """Return the extract of a piece of evidence and its hash; every value in it is escaped.

    Raises:
        LookupError: the evidence lacks a value that the extract shows.
    """
    return _printer().html(_TEMPLATE, {**evidence, "evidence_sha256": sha256})


@cache
def _printer() -> TemplatePrinter:
    return TemplatePrinter(ROOT / "templates")
