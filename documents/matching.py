"""Matching: which line of a paper speaks of which item, and why we think so."""

import re
from collections.abc import Sequence
from decimal import Decimal

from customs.goods import Item
from customs.payload import Payload
from documents.checks import number
from documents.folding import fold, tokens
from documents.reading import Field

ENOUGH = 0.4
"""Evidence below which a line is left unmatched."""


class Match(Payload):
    """A line of a paper, the item it speaks of, and the evidence."""

    line: int
    item: str | None
    score: float = 0.0
    why: tuple[str, ...] = ()


def match_lines(items: Sequence[Item], lines: Sequence[dict[str, Field]]) -> tuple[Match, ...]:
    """Return a match for each line; the strongest pairs first, several lines may share an item.

    A paper with one line and an order with one item need no evidence.
    """
    if len(items) == 1 and len(lines) == 1:
        score, why = _evidence(items[0], lines[0])
        return (Match(line=0, item=items[0].id, score=score, why=(*why, "única linha")),)
    return tuple(_best(items, line, place) for place, line in enumerate(lines))


def _best(items: Sequence[Item], line: dict[str, Field], place: int) -> Match:
    ranked = sorted(
        ((*_evidence(item, line), item.id) for item in items), key=lambda found: -found[0]
    )
    if not ranked or ranked[0][0] < ENOUGH:
        return Match(line=place, item=None)
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return Match(line=place, item=None, score=ranked[0][0], why=("dois itens servem",))
    score, why, item = ranked[0]
    return Match(line=place, item=item, score=round(score, 3), why=why)


def _evidence(item: Item, line: dict[str, Field]) -> tuple[float, tuple[str, ...]]:
    said = " ".join(line[name].value for name in ("item_code", "description") if name in line)
    score, why = 0.0, []
    if _shares_code(item, said):
        score, why = 0.6, ["código"]
    ncm = line.get("ncm")
    if ncm is not None and item.ncm in ncm.value.split(", "):
        score, why = score + 0.25, [*why, "NCM"]
    likeness = _likeness(item.description, said)
    if likeness >= 0.3:
        score, why = score + 0.5 * likeness, [*why, f"descrição {likeness:.0%}"]
    if number(line, "unit_price") == item.unit_price:
        score, why = score + 0.1, [*why, "preço"]
    return score, tuple(why)


def _shares_code(item: Item, said: str) -> bool:
    """Return whether a code of the item, a word with a digit in it, stands in the line."""
    printed = _compact(said)
    codes = {item.product_code or "", *(w for w in item.description.split() if _is_code(w))}
    return any(_compact(code) in printed for code in codes if len(_compact(code)) >= 4)


def _is_code(word: str) -> bool:
    digits = sum(c.isdigit() for c in word)
    return digits >= 2 and any(c.isalpha() for c in word)


def _compact(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _likeness(left: str, right: str) -> float:
    a, b = set(tokens(left)), set(tokens(right))
    return len(a & b) / len(a) if a else 0.0


def total_of(
    lines: Sequence[dict[str, Field]], matches: Sequence[Match], item: str, name: str
) -> Decimal | None:
    """Return what all lines of an item say of ``name`` together, None if one does not say it."""
    values = [number(lines[m.line], name) for m in matches if m.item == item]
    if not values or any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Decimal(0))
