"""Which column is the quantity, which the price, which the amount: arithmetic is the judge.

Every way to give the three roles to the columns is scored: rows that its equations prove, heads
that agree, how the figures look, and whether the amounts add up to a sum printed outside.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from documents.columns import Column
from documents.equations import Extras, Proof, proof
from documents.figures import Figure
from documents.heads import NUMERIC

TRIPLE = ("quantity", "unit_price", "amount")
_PRICED = frozenset({"unit_price", "amount", "gross_amount"})
_NO_FIGURES = frozenset(
    {"position", "ncm", "cfop", "item_code", "date", "origin", "unit", "description"}
)
_OF_ALL = frozenset({"net_weight_kg", "gross_weight_kg", "measurement"})
_PROOF, _SUM, _PROVEN, _SAMPLE, _MOST = 4.0, 1.2, 0.95, 14, 9
_KIN = {("amount", "gross_amount"): 0.3, ("quantity", "packages"): 0.2}
_OTHER_ROLE, _NO_FIGURE, _TAX = -0.8, -1.2, -1.0

Near = Mapping[int, Sequence[int]]
"""Line → the lines that may belong to the same row, nearest first."""
Placed = tuple[str | None, Figure]
"""A figure and the role that its column's head names."""
Found = tuple[Figure, Figure, Proof]
"""The quantity and the price that an amount follows from, and how."""


@dataclass(frozen=True)
class Assignment:
    """A column per role, and the evidence that it is the right one."""

    roles: dict[str, Column] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    score: float = 0.0
    share: float = 0.0
    """Rows proven, as a share of the rows that could be."""
    sums: bool = False
    """Whether the amounts add up to a sum that is printed outside the table."""

    def around(self, lines: Sequence[int]) -> Sequence[Placed]:
        """Return the figures of some lines, each with what its column's head says."""
        return [(column.role, figure) for column in self.columns for figure in column.on(lines)]


def extras_of(around: Sequence[Placed], used: tuple[Figure, Figure, Figure]) -> Extras:
    """Return the figures of a row's surroundings that are neither quantity, price nor amount."""
    quantity, price, amount = used
    kept = [
        (role, figure)
        for role, figure in around
        if figure is not quantity and figure is not price and figure is not amount
    ]
    plain = [(role, figure.amount) for role, figure in kept if not figure.percent]
    return Extras(
        [figure.amount for _, figure in kept if figure.percent]
        + [value for role, value in plain if role in ("discount", "tax") and value < 100],
        [value for role, value in plain if role in ("discount", None, "other")],
        [value for role, value in plain if role in ("tax", None, "other")],
        [value for _, value in plain],
    )


def assigned(columns: Sequence[Column], near: Near, sums: frozenset[int]) -> Assignment:
    """Return the columns by role; where heads and arithmetic disagree, arithmetic wins."""
    named = _named(columns)
    if columns and not _PRICED & set(named) and len(named) >= 2:
        return Assignment(named, tuple(columns), 1.0)
    best = _best(columns, named, near, sums)
    if not best.share:
        told = {"amount": best.roles["amount"]} if best.sums and "amount" not in named else {}
        return Assignment(named | told, tuple(columns), best.score, 0.0, best.sums)
    rest = {role: c for role, c in named.items() if c not in best.roles.values()}
    free = {role: c for role, c in rest.items() if role not in TRIPLE}
    return Assignment(free | best.roles, tuple(columns), best.score, best.share, best.sums)


def _best(
    columns: Sequence[Column], named: Mapping[str, Column], near: Near, sums: frozenset[int]
) -> Assignment:
    """Return the best triple: the one that heads name, if it is proven; else the best of all."""
    told = tuple(named[role] for role in TRIPLE if role in named)
    if len(told) == len(TRIPLE):
        first = _weighed((told[0], told[1], told[2]), columns, near, sums)
        if first.share > _PROVEN:
            return first
    usable = sorted((c for c in columns if not c.percent), key=lambda c: -len(c.figures))[:_MOST]
    tried = [_weighed(triple, columns, near, sums) for triple in _triples(usable, named)]
    return max(tried, key=lambda a: a.score, default=Assignment())


def _named(columns: Sequence[Column]) -> dict[str, Column]:
    """Return a column for each role that a head names; of two, the fuller or the larger one."""
    named: dict[str, Column] = {}
    for column in columns:
        role = str(column.role)
        if role in NUMERIC and (role not in named or _outweighs(column, named[role], role)):
            named[role] = column
    return named


def _outweighs(column: Column, other: Column, role: str) -> bool:
    """Return whether a column is rather the one meant: weights of all packages, not of each."""
    if len(column.figures) > 2 * len(other.figures):
        return True
    larger = sum(f.amount for f in column.figures) > sum(f.amount for f in other.figures)
    return role in _OF_ALL and larger and len(column.figures) >= len(other.figures)


def _triples(
    usable: Sequence[Column], named: Mapping[str, Column]
) -> Iterator[tuple[Column, Column, Column]]:
    most = max((len(c.figures) for c in usable), default=0)
    full = [c for c in usable if 3 * len(c.figures) >= most or c in named.values()]
    for amount in full:
        if amount.role in _NO_FIGURES:
            continue
        for price in full:
            if price is not amount and price.role not in _NO_FIGURES:
                yield from ((q, price, amount) for q in full if q is not price and q is not amount)


def _weighed(
    triple: tuple[Column, Column, Column],
    columns: Sequence[Column],
    near: Near,
    sums: frozenset[int],
) -> Assignment:
    """Return a triple with its score."""
    roles = dict(zip(TRIPLE, triple, strict=True))
    # What no head speaks for must be proven plainly: with other figures anything can be.
    prior = sum(_prior(role, column) for role, column in roles.items())
    known = any(column.cell is not None for column in columns)
    draft = Assignment(roles, tuple(columns) if prior >= 0 or not known else ())
    amounts = triple[2].figures[:_SAMPLE]
    proofs = [p for figure in amounts if (p := proven(draft, figure, near)) is not None]
    share = sum(p[2].weight for p in proofs) / max(len([f for f in amounts if f.amount]), 1)
    adds_up = _adds_up(triple[2], sums)
    score = _PROOF * share + _SUM * adds_up + _looks(triple) + prior
    return Assignment(roles, tuple(columns), score, share, adds_up)


def proven(draft: Assignment, amount: Figure, near: Near) -> Found | None:
    """Return the quantity and the price that an amount follows from, best proof first."""
    if not amount.amount:
        return None
    lines = near.get(amount.line, (amount.line,))
    best: tuple[Figure, Figure, Proof] | None = None
    around = draft.around(lines) if draft.columns else ()
    for quantity in draft.roles["quantity"].on(lines):
        for price in draft.roles["unit_price"].on(lines):
            if quantity.percent or price.percent:
                continue
            extras = Extras()
            found = proof(quantity.amount, price.amount, amount.amount, extras)
            if found is None and around:
                extras = extras_of(around, (quantity, price, amount))
                found = proof(quantity.amount, price.amount, amount.amount, extras)
            if found is not None and (best is None or found.weight > best[2].weight):
                best = (quantity, price, found)
    return best


def _adds_up(amount: Column, sums: frozenset[int]) -> bool:
    values = [figure.amount for figure in amount.figures if not figure.percent]
    return bool(values) and round(sum(values) * 100) in sums


def _prior(role: str, column: Column) -> float:
    """Return what the head says for a role: known words for it or against it."""
    if column.role == role:
        return 1.0
    if column.role is None or column.role == "other":
        return 0.0
    if (role, column.role) in _KIN:
        return _KIN[role, column.role]
    if column.role in ("tax", "discount"):
        return _TAX
    return _NO_FIGURE if column.role in _NO_FIGURES else _OTHER_ROLE


def _looks(triple: Sequence[Column]) -> float:
    quantity, price, amount = triple
    whole = all(f.amount == int(f.amount) for f in quantity.figures)
    broken = any(f.amount != int(f.amount) for f in price.figures)
    bare = not any(f.number.currency for f in quantity.figures)
    paid = any(f.money for f in amount.figures)
    ordered = quantity.span[0] < price.span[0] < amount.span[0]
    return 0.2 * whole + 0.1 * broken + 0.1 * bare + 0.15 * paid + 0.15 * ordered
