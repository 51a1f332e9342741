"""The goods of an imaginary supplier: rows, sums, taxes and carried totals."""

import random
from decimal import Decimal
from typing import Any, NamedTuple

from bench.strangers.plans import Plan
from bench.strangers.printing import Style, money

_CENT = Decimal("0.01")
_PAGE_ROWS = 14
"""Rows on a page of a paper that goes over several."""


class Row(NamedTuple):
    """One line of goods, in figures."""

    text: str
    code: str
    quantity: Decimal
    price: Decimal
    percent: int
    amount: Decimal


def made_row(dice: random.Random, plan: Plan, names: list[str], place: int) -> Row:
    """Return one line of goods by the dice."""
    code = f"{dice.choice(['6', '30', 'HX', 'UC', 'TB-', '22'])}{dice.randint(100, 999)}"
    text = f"{names[(place * 3 + dice.randint(0, 9)) % len(names)]} {code}"
    text += dice.choice(["", " 2RS", f" {dice.randint(10, 90)}x{dice.randint(91, 180)} mm", " C3"])
    quantity = Decimal(dice.choice([4, 12, 25, 60, 144, 250, 600, 1000, 1250, 4800]))
    price = Decimal(dice.randint(35, 9900)) / 100
    if plan.basis:
        quantity, price = quantity * 10, price * 3
    percent = dice.choice([0, 5, 10, 15]) if "disc" in plan.columns else 0
    amount = quantity * price / (plan.basis or 1) * (100 - percent) / 100
    return Row(text, code, quantity, price, percent, amount.quantize(_CENT))


def pages(
    rows: list[Row], cells: list[list[str]], words: dict[str, str], style: Style
) -> list[dict[str, Any]]:
    """Return the rows of each page, with the sums carried from one to the next."""
    starts = range(0, len(rows), _PAGE_ROWS)
    found: list[dict[str, Any]] = []
    for start in starts:
        end = start + _PAGE_ROWS
        so_far = [
            money(sum((r.amount for r in rows[:k]), Decimal()), style, 2) for k in (start, end)
        ]
        before = [words["brought"], so_far[0]] if start else None
        after = [words["carried"], so_far[1]] if end < len(rows) else None
        found.append({"rows": cells[start:end], "before": before, "after": after})
    return found


def sums(
    rows: list[Row], plan: Plan, words: dict[str, str], style: Style
) -> tuple[list[tuple[str, str, bool]], Decimal, Decimal]:
    """Return the sums as printed, the net amount and the total."""
    goods = sum((row.amount for row in rows), Decimal())
    less = (goods * Decimal("0.03")).quantize(_CENT) if "discount" in plan.charges else Decimal()
    freight = Decimal(480) if "freight" in plan.charges else Decimal()
    net = goods - less + freight
    tax = (net * Decimal("0.2")).quantize(_CENT) if "tax" in plan.charges else Decimal()
    figures = {"sub": goods, "discount": -less, "freight": freight, "tax": tax}
    printed = [(words[c], money(figures[c], style, 2), False) for c in plan.charges]
    label = f"{words['total']} {plan.currency}" if plan.money == "total" else words["total"]
    return [*printed, (label, money(net + tax, style, 2), True)], net, net + tax


def tax_table(plan: Plan, words: dict[str, str], net: Decimal, style: Style) -> list[list[str]]:
    """Return the small table of taxes, empty where none is charged."""
    if "tax" not in plan.charges:
        return []
    figures = [money(net, style, 2), money((net * Decimal("0.2")).quantize(_CENT), style, 2)]
    return [[words["tax_rate"], words["base"], words["tax"]], ["20 %", *figures]]
