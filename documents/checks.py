"""Equations that a paper should satisfy. A violated one is reported, never repaired."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from customs.identifiers import check_container
from documents.equations import multiplies
from documents.kind_checks import KIND_CHECKS
from documents.reading import Check, Field

Fields = dict[str, Field]
Lines = Sequence[dict[str, Field]]

_CENT = Decimal("0.011")
_PROVEN = ("row:", "column:amount less discount")
"""Rules of an amount that arithmetic found in its row."""


def number(fields: Fields, name: str) -> Decimal | None:
    """Return the value of a field as a number, None if it is absent."""
    field = fields.get(name)
    try:
        return Decimal(field.value) if field else None
    except InvalidOperation:
        return None


def run_checks(names: Sequence[str], fields: Fields, lines: Lines) -> tuple[Check, ...]:
    """Return the result of each check that the paper has the figures for."""
    found = (CHECKS[name](fields, lines) for name in names)
    return tuple(check for check in found if check is not None)


def expected_totals(fields: Fields, lines: Lines) -> list[Decimal]:
    """Return what the total may be: the lines alone, with tax, with freight and insurance."""
    amounts = [number(line, "amount") for line in lines]
    if not amounts or any(amount is None for amount in amounts):
        return []
    net = sum((amount for amount in amounts if amount is not None), Decimal(0))
    tax = number(fields, "tax_amount") or Decimal(0)
    freight = number(fields, "freight") or Decimal(0)
    insurance = number(fields, "insurance") or Decimal(0)
    return [
        net,
        net + tax,
        net + freight + insurance,
        net + freight,
        net + freight + insurance + tax,
    ]


def _line_multiplies(_: Fields, lines: Lines) -> Check | None:
    full = [line for line in lines if {"quantity", "unit_price", "amount"} <= set(line)]
    if not full:
        return None
    good = sum(_multiplies(line) for line in full)
    return Check(
        id="line_multiplies",
        passed=good == len(full),
        expected=f"{len(full)} linhas com quantidade × preço = valor",
        found=f"{good} linhas",
    )


def _multiplies(line: Fields) -> bool:
    """Return whether a line's amount follows from it, by what the row prints besides too.

    The rule of the amount tells of a discount, a tax or a price basis of the row.
    """
    amount = line["amount"]
    if amount.read_by != "person" and amount.rule.startswith(_PROVEN):
        return True
    values = (number(line, name) for name in ("quantity", "unit_price", "amount"))
    quantity, price, total = values
    return None not in (quantity, price, total) and multiplies(
        quantity or Decimal(0), price or Decimal(0), total or Decimal(0)
    )


def _lines_sum_to_total(fields: Fields, lines: Lines) -> Check | None:
    total, sums = number(fields, "total_amount"), expected_totals(fields, lines)
    if total is None or not sums:
        return None
    fits = next((s for s in sums if abs(s - total) <= _CENT), None)
    return Check(
        id="lines_sum_to_total",
        passed=fits is not None,
        expected=str(total),
        found=str(sums[0] if fits is None else fits),
    )


def _sums(check: str, field: str) -> Callable[[Fields, Lines], Check | None]:
    def run(fields: Fields, lines: Lines) -> Check | None:
        total = number(fields, field)
        parts = [number(line, field) for line in lines]
        if total is None or not parts or any(part is None for part in parts):
            return None
        found = sum((part for part in parts if part is not None), Decimal(0))
        return Check(
            id=check, passed=abs(found - total) <= _CENT, expected=str(total), found=str(found)
        )

    return run


def _pieces_fill_packages(_: Fields, lines: Lines) -> Check | None:
    names = ("packages", "pieces_per_package", "quantity")
    full = [v for line in lines if None not in (v := tuple(number(line, n) for n in names))]
    if not full:
        return None
    good = sum(1 for packages, each, pieces in full if (packages or 0) * (each or 0) == pieces)
    return Check(
        id="pieces_fill_packages",
        passed=good == len(full),
        expected=f"{len(full)} linhas com volumes × peças por volume = quantidade",
        found=f"{good} linhas",
    )


def _gross_not_below_net(fields: Fields, _: Lines) -> Check | None:
    gross, net = number(fields, "gross_weight_kg"), number(fields, "net_weight_kg")
    if gross is None or net is None:
        return None
    return Check(
        id="gross_not_below_net", passed=gross >= net, expected=f"≥ {net}", found=str(gross)
    )


def _container_check_digit(fields: Fields, _: Lines) -> Check | None:
    field = fields.get("containers")
    if field is None:
        return None
    wrong = [text for text in field.value.split(", ") if not _passes(text)]
    return Check(
        id="container_check_digit",
        passed=not wrong,
        expected="dígito verificador ISO 6346",
        found=", ".join(wrong) or field.value,
    )


def _passes(text: str) -> bool:
    try:
        check_container(text)
    except ValueError:
        return False
    return True


CHECKS: dict[str, Callable[[Fields, Lines], Check | None]] = {
    "line_multiplies": _line_multiplies,
    "lines_sum_to_total": _lines_sum_to_total,
    "packages_sum": _sums("packages_sum", "packages"),
    "gross_weight_sums": _sums("gross_weight_sums", "gross_weight_kg"),
    "net_weight_sums": _sums("net_weight_sums", "net_weight_kg"),
    "pieces_fill_packages": _pieces_fill_packages,
    "gross_not_below_net": _gross_not_below_net,
    "container_check_digit": _container_check_digit,
    **KIND_CHECKS,
}
"""Check id → equation. Ids are permanent: screens and tests name them."""
