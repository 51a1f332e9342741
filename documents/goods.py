"""Lines of goods: the rows of the tables of a paper as fields, with a confidence each."""

from collections.abc import Mapping, Sequence

from documents.codes import identifier, ncm
from documents.columns import Figure
from documents.fields import Candidate
from documents.heads import heads_of
from documents.inline import parts_of
from documents.memory_columns import with_roles
from documents.reading import Field
from documents.rows import Table, table_under
from documents.totals import Row
from documents.typed import Conventions, Value, from_words, plain
from documents.words import Line, Segment

_PROVEN, _PRINTED, _TEXT = 0.98, 0.8, 0.8
_UNIT_WORDS = 2


def tables_of(
    lines: Sequence[Line], mark: str, columns: Mapping[str, str] | None = None
) -> list[Table]:
    """Return the tables of goods: the best one, and those with the same head on other pages.

    ``columns`` is what the supplier's memory says of the heads' words.
    """
    heads = [with_roles(head, columns or {}) for head in heads_of(lines)]
    if not heads:
        return []
    ends = [head.first for head in heads[1:]] + [len(lines)]
    tables = [table_under(h, lines, e, mark) for h, e in zip(heads, ends, strict=True)]
    tables = [table for table in tables if table.rows]
    if not tables:
        return []
    best = max(tables, key=lambda table: table.weight)
    return [t for t in tables if t is best or t.head.roles == best.head.roles]


def goods_lines(tables: Sequence[Table], wanted: Sequence[str]) -> list[dict[str, Field]]:
    """Return the rows as fields, the columns of ``wanted`` only; a value not printed is absent."""
    rows = [_line(row, wanted) for table in tables for row in table.rows]
    return [row for row in rows if row]


def total_candidates(tables: Sequence[Table], wanted: Sequence[str]) -> list[Candidate]:
    """Return what the total lines of the tables say, as candidates for header fields."""
    names = {"amount": "net_amount"}
    return [
        Candidate(
            names.get(role, role),
            from_words(plain(figure.number.value), figure.words),
            0.94,
            table.head.last,
        )
        for table in tables
        for role, figure in table.totals.items()
        if names.get(role, role) in wanted
    ]


def lone_row_candidates(tables: Sequence[Table], wanted: Sequence[str]) -> list[Candidate]:
    """Return the figures of a table with one row: there the row is the total."""
    rows = [row for t in tables for row in t.rows if any(r in wanted for r in row.figures)]
    if len(rows) != 1:
        return []
    return [
        Candidate(role, from_words(plain(f.number.value), f.words), 0.8, 0)
        for role, f in rows[0].figures.items()
        if role in wanted
    ]


def _line(row: Row, wanted: Sequence[str]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for role, figure in row.figures.items():
        if role in wanted:
            sure = row.multiplied and role in ("quantity", "unit_price", "amount")
            found[role] = _figure(figure, _PROVEN if sure else _PRINTED)
    texts = dict(row.texts)
    described, remarks = parts_of(texts.get("description", ()))
    if described:
        texts["description"] = tuple(described)
    for role, value in remarks.items():
        if role in wanted and role not in texts:
            found[role] = _field(value, _TEXT * value.trust)
    for role, segments in texts.items():
        printed = _text(role, segments)
        if printed is not None and role in wanted and role not in found:
            found[role] = _field(printed, _TEXT * printed.trust)
    _add_unit(row, found, wanted)
    return found


def _add_unit(row: Row, found: dict[str, Field], wanted: Sequence[str]) -> None:
    quantity = row.figures.get("quantity")
    if quantity is None or "unit" not in wanted or "unit" in found:
        return
    unit = (quantity.number.unit or quantity.following).strip(".,()")
    if unit.isalpha() and len(unit) <= 8:
        found["unit"] = _figure(quantity, _TEXT, unit)


def _text(role: str, segments: tuple[Segment, ...]) -> Value | None:
    conventions = Conventions(".", None)
    if role == "ncm":
        return ncm(segments, conventions)
    words = [word for segment in segments for word in segment.words]
    if role == "item_code":
        return identifier(segments, conventions) or from_words(segments[0].text, segments[0].words)
    if role in ("unit", "origin"):
        return from_words(segments[0].text, segments[0].words)
    if role in ("description", "other"):
        return from_words(" ".join(segment.text for segment in segments), words)
    return None


def _figure(figure: Figure, confidence: float, text: str = "") -> Field:
    value = from_words(text or plain(figure.number.value), figure.words)
    return _field(value, confidence)


def _field(value: Value, confidence: float) -> Field:
    return Candidate("", value, confidence, 0).as_field()
