"""Sides: the order and each paper as parties to a comparison, with the figures that they state."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customs.goods import Item
from customs.paper_doubts import Corrected
from customs.papers import PaperLife, PaperRead, Place
from documents.checks import number
from documents.kinds import DOCUMENTS
from documents.matching import Match, match_lines, total_of
from documents.reading import Field, Reading

REVIEWED = 0.5
"""A value read with less confidence is not held against anybody."""

_NAMES = {
    "commercial_invoice": "fatura",
    "proforma_invoice": "fatura",
    "packing_list": "romaneio",
    "bill_of_lading": "conhecimento",
    "air_waybill": "conhecimento",
    "certificate_of_origin": "certificado de origem",
    "insurance_certificate": "certificado de seguro",
    "arrival_notice": "aviso de chegada",
}
_ORDER = (
    "commercial_invoice", "packing_list", "bill_of_lading", "air_waybill",
    "certificate_of_origin", "insurance_certificate", "arrival_notice",
)  # fmt: skip
"""Papers that are compared, the one that is believed first when all differ coming first."""


@dataclass(frozen=True)
class Side:
    """One paper in a comparison."""

    kind: str
    name: str
    """How messages call it: "romaneio HY-1-PL1"."""
    reading: Reading
    matches: tuple[Match, ...]
    corrected: tuple[Corrected, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return a header field that was read with enough confidence."""
        field = self.reading.fields.get(name)
        return field if field is not None and sure(field) else None

    def number(self, name: str) -> Decimal | None:
        """Return a header figure, or the sum of the lines where only they state it."""
        if self.field(name) is not None:
            return number(self.reading.fields, name)
        values = [numeric(line, name) for line in self.reading.lines]
        if not values or any(value is None for value in values):
            return None
        return sum((value for value in values if value is not None), Decimal(0))

    def of_item(self, item: str, name: str) -> Decimal | None:
        """Return what the lines of an item say of ``name`` together."""
        return total_of(self.reading.lines, self.matches, item, name)

    def lines_of(self, item: str) -> list[dict[str, Field]]:
        """Return the lines that speak of an item."""
        return [self.reading.lines[m.line] for m in self.matches if m.item == item]

    def place(self, field: Field) -> Place:
        """Return where a value of this paper stands, under the name that its page gives it."""
        name, line = self._named(field)
        of_person = field.read_by == "person"
        told = [
            c
            for c in self.corrected
            if of_person and (c.field, c.line, c.after) == (name, line, field.value)
        ]
        return Place(
            file=self.reading.file,
            sha256=self.reading.sha256,
            page=field.page,
            box=field.box,
            field=name if line is None else f"lines.{line}.{name}",
            corrected=told[-1] if told else None,
        )

    def _named(self, field: Field) -> tuple[str, int | None]:
        """Return a value's name and its line, counted from 1; None: it is of the head."""
        for name, known in self.reading.fields.items():
            if known is field:
                return name, None
        for place, line in enumerate(self.reading.lines, start=1):
            for name, known in line.items():
                if known is field:
                    return name, place
        raise LookupError("a value of another paper")


def sure(field: Field) -> bool:
    """Return whether a value was read surely enough to be held against anybody."""
    return field.confidence >= REVIEWED


def numeric(line: dict[str, Field], name: str) -> Decimal | None:
    """Return a figure of a line that was read surely enough."""
    field = line.get(name)
    return number(line, name) if field is not None and sure(field) else None


def sides_of(
    items: Sequence[Item], papers: Sequence[PaperRead], readings: Sequence[Reading | None]
) -> list[Side]:
    """Return the papers in force, one a kind, the newest of each; a final one before a draft."""
    chosen: dict[str, tuple[bool, Side]] = {}
    for paper, reading in zip(papers, readings, strict=True):
        # A paper that a person vouched for by eye states nothing that could be compared.
        if reading is None or reading.problems or paper.kind not in _ORDER:
            continue
        if paper.paper.life is PaperLife.SUPERSEDED:
            continue
        final = paper.paper.life is PaperLife.FINAL
        before = chosen.get(paper.kind)
        if before is None or final or not before[0]:
            chosen[paper.kind] = (final, _side(items, paper, reading))
    return [chosen[kind][1] for kind in _ORDER if kind in chosen]


def _side(items: Sequence[Item], paper: PaperRead, reading: Reading) -> Side:
    kind = str(paper.kind)
    title = _NAMES.get(kind) or DOCUMENTS[kind].label.lower()
    named = ("invoice_number",) if title == "fatura" else ("document_number", "invoice_number")
    own = next((reading.fields[n].value for n in named if n in reading.fields), "")
    name = f"{title} {own or paper.paper.filename}"
    per_item = kind in ("commercial_invoice", "packing_list", "certificate_of_origin")
    matches = match_lines(items, reading.lines) if per_item else ()
    return Side(kind, name, reading, matches, paper.corrected)
