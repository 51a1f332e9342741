"""Explanation: one whole number of packages of one item that accounts for every residual.

A packing list that is short of ten cartons differs in pieces, packages and kilograms at once;
three alarms say less than "ten cartons of B".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference
from documents.checks import number
from documents.sides import Side
from documents.telling import brazilian, signed

_MEASURED = frozenset(["quantity", "packages", "gross_weight", "net_weight"])
"""Facts whose differences a number of packages may explain."""
_TOLERANCE_KG = Decimal("0.05")


@dataclass(frozen=True)
class _Package:
    """What one package of an item holds."""

    item: Item
    pieces: Decimal
    gross_kg: Decimal | None
    net_kg: Decimal | None


def explain(
    items: Sequence[Item], sides: Sequence[Side], differences: Sequence[Difference]
) -> str | None:
    """Return the sentence that explains all differing measures, None if no one number does."""
    residuals = _residuals(differences)
    if not residuals:
        return None
    for package in _packages(items, sides):
        count = _count(package, residuals)
        if count:
            return _sentence(package, count, residuals)
    return None


def _residuals(differences: Sequence[Difference]) -> dict[str, Decimal]:
    """Return rule → difference, empty if the differences are not between one pair of sides."""
    measured = [d for d in differences if d.rule in _MEASURED]
    rules = [d.rule for d in measured]
    if len(set(rules)) != len(rules) or len({d.right_paper for d in measured}) > 1:
        return {}
    return {d.rule: Decimal(d.right) - Decimal(d.left) for d in measured}


def _packages(items: Sequence[Item], sides: Sequence[Side]) -> list[_Package]:
    lists = [side for side in sides if side.kind == "packing_list"]
    found = []
    for item in items:
        line = next((line for side in lists for line in side.lines_of(item.id)), None)
        packages = number(line, "packages") if line else None
        if line is None or not packages:
            continue
        pieces = number(line, "pieces_per_package") or item.pieces_per_package
        quantity = number(line, "quantity")
        pieces = pieces or (quantity / packages if quantity else None)
        if pieces:
            gross, net = number(line, "gross_weight_kg"), number(line, "net_weight_kg")
            found.append(
                _Package(
                    item,
                    Decimal(pieces),
                    gross / packages if gross else None,
                    net / packages if net else None,
                )
            )
    return found


def _count(package: _Package, residuals: dict[str, Decimal]) -> int:
    """Return the number of packages, with its sign, that every residual agrees on; 0 if none."""
    per_package = {
        "quantity": package.pieces,
        "packages": Decimal(1),
        "gross_weight": package.gross_kg,
        "net_weight": package.net_kg,
    }
    counts = set()
    for rule, residual in residuals.items():
        step = per_package[rule]
        if not step:
            return 0
        count = (residual / step).to_integral_value()
        exact = _TOLERANCE_KG if rule.endswith("weight") else Decimal(0)
        if abs(count * step - residual) > exact:
            return 0
        counts.add(int(count))
    return counts.pop() if len(counts) == 1 else 0


def _sentence(package: _Package, count: int, residuals: dict[str, Decimal]) -> str:
    parts = [f"{abs(count)} volumes", f"{brazilian(package.pieces)} peças"]
    if package.gross_kg and "gross_weight" in residuals:
        parts.append(f"{brazilian(package.gross_kg)} kg")
    units = {"quantity": "peças", "packages": "volumes", "gross_weight": "kg", "net_weight": "kg"}
    told = ", ".join(f"{signed(value)} {units[rule]}" for rule, value in residuals.items())
    item = package.item
    return f"{told}: explicado por exatamente {' × '.join(parts)} do item {item.id} ({item.description})."
