"""Papers with what they say: the public corpus, the strangers', and the project's golden pairs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.strangers.making import strangers
from bench.strangers.plans import BATCHES
from simulator.papers.__main__ import all_shipments
from simulator.papers.maker import make_papers

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
GOLDEN = ROOT / "tests" / "documents"

Said = dict[str, list[str]]
"""Field → what counts as right."""


class Paper(NamedTuple):
    """A paper and the truth about it."""

    name: str
    family: str
    """Papers of one family share a layout."""
    pdf: bytes
    head: Said
    rows: list[Said] | None
    """Rows of goods, None where nobody wrote them down."""
    spare: list[Said]
    """Rows that may be read as goods or not."""


def corpus(folder: str = "dev") -> Iterator[Paper]:
    """Return the public papers beside the checkout, none where there is no corpus."""
    for path in sorted((CORPUS / folder).glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        yield _told(truth, (path.parent / truth["file"]).read_bytes())


def made(batch: str) -> Iterator[Paper]:
    """Return a batch of strangers' papers."""
    return (_told(paper.truth, paper.pdf) for paper in strangers(batch))


def golden() -> Iterator[Paper]:
    """Return the project's own golden pairs."""
    for path in sorted(GOLDEN.glob("*/*.json")):
        truth = json.loads(path.read_text("utf-8"))
        layout = truth.get("shipment", "")
        if layout:
            shipment, layout = all_shipments()[layout]
            pdf = make_papers(shipment, layout)[path.parent.name]
        else:
            pdf = path.with_suffix(".pdf").read_bytes()
        rows = [{name: [value] for name, value in row.items()} for row in truth["lines"]]
        head = {name: [value] for name, value in truth["fields"].items()}
        family = f"golden_{layout or path.stem}"
        yield Paper(f"{path.parent.name}_{path.stem}", family, pdf, head, rows or None, [])


def everything() -> Iterator[Paper]:
    """Return all papers that a calibration may learn from."""
    yield from corpus()
    for batch in BATCHES:
        yield from made(batch)
    yield from golden()


def _told(truth: dict[str, Any], pdf: bytes) -> Paper:
    also = truth.get("alt", {})
    head = {
        name: [str(value), *map(str, also.get(name, []))]
        for name, value in truth["header"].items()
        if value is not None
    }
    rows = None if truth.get("items") is None else [_row(item) for item in truth["items"]]
    spare = [_row(item) for item in truth.get("optional_items") or []]
    return Paper(truth["file"], truth["family"], pdf, head, rows, spare)


def _row(item: dict[str, Any]) -> Said:
    return {
        name: [str(value), *map(str, item.get(f"alt_{name}", []))]
        for name, value in item.items()
        if value is not None and not name.startswith("alt_")
    }
