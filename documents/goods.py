"""Lines of goods: the tables of a paper, and their rows as fields."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from documents.body import copies_of, furniture_of
from documents.fields import Candidate
from documents.goods_fields import fields_of
from documents.heads import Head, heads_of
from documents.memory_columns import with_roles
from documents.open_rows import open_table
from documents.printed_sums import PrintedSums
from documents.reading import Field
from documents.rows import Table, table_under
from documents.selection import adds_up
from documents.sheet import Sheet, sheet_of
from documents.typed import from_words, plain
from documents.words import Line

_DOUBTFUL = re.compile(r"\D*\d{1,3}[.,]\d{3}\D*")
"""A number whose mark may be that of decimals or of thousands."""
_HEAD = re.compile(r"\D{0,3}\d{1,3}")
_TAIL = re.compile(r"\d{3}[.,]\d{2,4}\D{0,4}")
_GROUP = re.compile(r"\d{3}\D{0,4}")
"""The groups of a number that has blanks between its thousands."""
_OTHER_MARK = {".": ",", ",": "."}


def tables_of(
    lines: Sequence[Line], mark: str, columns: Mapping[str, str] | None = None
) -> list[Table]:
    """Return the tables of goods, read with the decimal mark that arithmetic confirms.

    ``columns`` is what the supplier's memory says of the heads' words.
    """
    heads = [with_roles(head, columns or {}) for head in heads_of(lines)]
    copies = copies_of(lines)
    furniture = furniture_of(lines) | copies
    best: list[Table] = []
    for reading in _readings(lines, mark):
        found = _tables(heads, sheet_of(lines, reading, furniture, copies))
        if not best or _worth(found) > _worth(best):
            best = found
        if best and all(row.proof for table in best for row in table.rows):
            break
    return best


def _readings(lines: Sequence[Line], mark: str) -> list[tuple[str, bool]]:
    """Return the ways in which the numbers of a document may be meant, the likeliest first."""
    texts = [word.text for line in lines for word in line.words]
    pairs = list(pairwise(texts))
    spaced = any(_HEAD.fullmatch(a) and _TAIL.fullmatch(b) for a, b in pairs)
    ways = [(mark, spaced)]
    if any(_HEAD.fullmatch(a) and _GROUP.fullmatch(b) for a, b in pairs):
        ways.append((mark, not spaced))
    if any(_DOUBTFUL.fullmatch(text) for text in texts):
        ways.append((_OTHER_MARK[mark], spaced))
    return ways


def _worth(tables: Sequence[Table]) -> float:
    return sum(table.weight[0] for table in tables)


def _tables(heads: Sequence[Head], sheet: Sheet) -> list[Table]:
    tables = [table_under(head, sheet, parts) for head, parts in _repeated(heads, sheet)]
    kept = _goods_tables([table for table in tables if table.rows], sheet.printed)
    loose = open_table(kept, sheet)
    return [loose] if loose else kept


def _repeated(heads: Sequence[Head], sheet: Sheet) -> list[tuple[Head, list[tuple[int, int]]]]:
    """Return each head with the lines under it and under its repeats on later pages."""
    ends = [*(head.first for head in heads), len(sheet.lines)][1:]
    found: list[tuple[Head, list[tuple[int, int]]]] = []
    for head, end in zip(heads, ends, strict=False):
        if head.first in sheet.copies:
            continue
        before = next((parts for known, parts in found if _same(known, head)), None)
        if before is None:
            found.append((head, [(head.last + 1, end)]))
        else:
            before.append((head.last + 1, end))
    return found


def _same(a: Head, b: Head) -> bool:
    return len(a.cells) == len(b.cells) and all(
        one.text == other.text and abs(one.x0 - other.x0) < 4
        for one, other in zip(a.cells, b.cells, strict=True)
    )


def _goods_tables(tables: list[Table], printed: PrintedSums) -> list[Table]:
    """Return the best table, and those that belong to it by their heads or by their sum."""
    if not tables:
        return []
    best = max(tables, key=lambda table: table.weight)
    alike = [t for t in tables if t is best or t.head.roles == best.head.roles]
    sound = [t for t in tables if t is best or _proven(t)]
    if len(sound) > len(alike) and _explains(sound, printed) and not _explains(alike, printed):
        return sound
    return alike


def _proven(table: Table) -> bool:
    return sum(row.proof is not None for row in table.rows) * 2 > len(table.rows)


def _explains(tables: Sequence[Table], printed: PrintedSums) -> bool:
    rows = [row for table in tables for row in table.rows]
    return adds_up(rows, printed.outside(rows[0].anchor.index, rows[-1].last))


def goods_lines(tables: Sequence[Table], wanted: Sequence[str]) -> list[dict[str, Field]]:
    """Return the rows as fields, the columns of ``wanted`` only; a value not printed is absent."""
    rows = [fields_of(row, table, wanted) for table in tables for row in table.rows]
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
