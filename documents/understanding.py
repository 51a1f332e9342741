"""Understanding: from the words of a document to its kind, fields, lines and checks.

Pure: it is given words with boxes and knows nothing of files. Absent stays absent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.checks import run_checks
from documents.dates import month_first, month_hint
from documents.evidence import Evidence, evidence_of
from documents.extras import (
    consignee_cnpj,
    extra_candidates,
    unlabelled_date,
    vessel_and_voyage,
)
from documents.fields import Candidate, best, candidates, page_of
from documents.finders import found_by, named_for
from documents.goods import goods_lines, lone_row_candidates, tables_of, total_candidates
from documents.headings import heading_candidates
from documents.kinds import DOCUMENTS, DocumentKind
from documents.labels import Hit
from documents.letterheads import unlabelled
from documents.memory import Layout, SupplierProfile
from documents.memory_candidates import remembered, undenied, usual_conventions
from documents.neighbours import number_before
from documents.numerals import decimal_mark
from documents.parties import party_candidates
from documents.party_details import details
from documents.reading import Check, Field
from documents.recognition import Recognition, recognise
from documents.regions import Page
from documents.rows import Table
from documents.sight import Sight
from documents.sums import settled_total
from documents.typed import Conventions
from documents.words import Word, lines_of

FLOOR = 0.3
"""Evidence below which a value counts as absent."""
_AMONG_GOODS = frozenset({"net_weight_kg", "invoice_number", "ncm", "hs_codes"})
"""What transport documents remark between the words of the goods."""


@dataclass(frozen=True)
class Understood:
    """What the words of a document say."""

    recognition: Recognition
    fields: dict[str, Field]
    lines: tuple[dict[str, Field], ...]
    checks: tuple[Check, ...]
    page: Page | None = None
    conventions: Conventions | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Features of each chosen field, for a calibration."""


def understand(
    words: Sequence[Word], kind: str | None = None, profile: SupplierProfile | None = None
) -> Understood:
    """Return what ``words`` say.

    ``kind`` if whoever handed the paper in knew it, ``profile`` if its supplier is known.
    """
    printed = lines_of(words)
    text = " ".join(line.text for line in printed)
    conventions = Conventions(
        decimal_mark(word.text for word in words), month_first(text), month_hint(text)
    )
    recognition = Recognition(DOCUMENTS[kind], 1.0) if kind else recognise(printed)
    if recognition.kind is None:
        return Understood(recognition, {}, (), ())
    page = page_of(printed, recognition.kind.labels)
    layout = profile.layouts.get(recognition.kind.tag) if profile else None
    return _read(page, usual_conventions(layout, conventions), recognition, layout or Layout())


def _read(
    page: Page, conventions: Conventions, recognition: Recognition, layout: Layout
) -> Understood:
    kind = recognition.kind
    assert kind is not None  # noqa: S101 - asked before
    tables = tables_of(page.lines, conventions.mark, layout.columns) if kind.columns else []
    lines = goods_lines(tables, kind.columns)
    found = _found(page, tables, conventions, kind)
    found = remembered(found, layout, page.lines, conventions)
    found = [candidate for candidate in found if candidate.confidence >= FLOOR]
    if not any(candidate.field == "issue_date" for candidate in found):
        found += unlabelled_date(_outside(page, tables, kind.transport), conventions)
    fields = _chosen(found)
    if _unnumbered(fields, kind):
        found += number_before(page, fields["issue_date"], conventions)
        fields = _chosen(found)
    if "total_amount" in kind.fields:
        total = settled_total(page, tables, conventions, fields, found, lines)
        fields |= {"total_amount": total} if total is not None else {}
    found += _unlabelled(_apart(page, tables), fields, kind, layout)
    if kind.blocks:
        fields |= details(page, kind.parties, fields)
    fields.pop("vessel_and_voyage", None)
    checks = run_checks(kind.checks, fields, lines)
    evidence = evidence_of(fields, found, checks)
    return Understood(recognition, fields, tuple(lines), checks, page, conventions, evidence)


def _unnumbered(fields: dict[str, Field], kind: DocumentKind) -> bool:
    """Return whether an invoice's date is known and its number is not."""
    wanted = "invoice_number" in kind.fields and "seller_name" in kind.parties
    return wanted and "issue_date" in fields and "invoice_number" not in fields


def _found(
    page: Page, tables: Sequence[Table], conventions: Conventions, kind: DocumentKind
) -> list[Candidate]:
    """Return every candidate that the paper itself gives for the fields of its kind."""
    outside = _outside(page, tables, kind.transport)
    found = candidates(outside, conventions, kind.fields)
    found += extra_candidates(page, kind.fields)
    if "invoice_number" in kind.fields:
        found += heading_candidates(page, conventions, "invoice_number")
    found += total_candidates(tables, kind.fields) + lone_row_candidates(tables, kind.fields)
    found += party_candidates(outside, kind.parties)
    if kind.transport:
        found = [c for c in found if c.field != "freight"]
        found += [c for c in [consignee_cnpj(page)] if c is not None]
    found += found_by(kind, Sight(page, tables, conventions, kind.fields))
    return named_for(kind, found)


def _outside(page: Page, tables: Sequence[Table], transport: bool) -> Page:
    """Return the page without the words of its tables: heads and goods label nothing there.

    A transport document keeps its remarks in the cell of the goods ("NCM: …"), so labels with a
    colon stay.
    """
    heads = {n for table in tables for n in range(table.head.first, table.head.last + 1)}
    bodies = {n for table in tables for n in range(table.head.last + 1, table.last + 1)}

    def kept(place: int, hits: list[Hit]) -> list[Hit]:
        if place in heads:
            return []
        return [h for h in hits if transport and _remarks(h)] if place in bodies else hits

    return replace(page, hits=[kept(place, hits) for place, hits in enumerate(page.hits)])


def _apart(page: Page, tables: Sequence[Table]) -> Page:
    """Return the page without the lines of its tables: no party stands among the goods."""
    within = {n for table in tables for n in range(table.head.first, table.last + 1)}
    return replace(page, lines=[line for line in page.lines if line.index not in within])


def _remarks(hit: Hit) -> bool:
    """Return whether a label stands among the goods: with a colon, or plainly before its value."""
    return hit.colon or (hit.leads and not hit.exact and not _AMONG_GOODS.isdisjoint(hit.roles))


def _chosen(found: list[Candidate]) -> dict[str, Field]:
    both = best(found, "vessel_and_voyage")
    found = found + (vessel_and_voyage(both) if both else [])
    names = dict.fromkeys(candidate.field for candidate in found)
    chosen = ((name, best(found, name)) for name in names)
    return {name: candidate.as_field() for name, candidate in chosen if candidate is not None}


def _unlabelled(
    page: Page, fields: dict[str, Field], kind: DocumentKind, layout: Layout
) -> list[Candidate]:
    """Add the parties that no label names to ``fields``; return all that might have been them."""
    found: list[Candidate] = []
    if "seller_name" not in kind.parties:
        return found
    for name, other in (("seller_name", "buyer_name"), ("buyer_name", "seller_name")):
        if name not in fields:
            named = unlabelled(page, name, [fields[other].value] if other in fields else [])
            named = undenied(named, layout, page.lines)
            likely = [candidate for candidate in named if candidate.confidence >= FLOOR]
            fields |= {name: likely[0].as_field()} if likely else {}
            found += likely
    return found
