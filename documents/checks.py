"""Equations that a paper should satisfy. A violated one is reported, never repaired."""

from collections.abc import Callable, Mapping, Sequence
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


def number(fields: Mapping[str, Field], name: str) -> Decimal | None:
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
    """Return what the total may be: the lines alone, with or without whatever else is charged.

    The likeliest stand last: tax, freight and insurance are charged oftener than other expenses,
    and are read more surely than a discount.
    """
    amounts = [number(line, "amount") for line in lines]
    if not amounts or any(amount is None for amount in amounts):
        return []
    net = sum((amount for amount in amounts if amount is not None), Decimal(0))
    tax, freight = _charge(fields, "tax_amount"), _charge(fields, "freight")
    insured = freight + _charge(fields, "insurance")
    others, discount = _charge(fields, "other_expenses"), abs(_charge(fields, "discount"))
    discount = discount if 2 * discount < abs(net) else Decimal(0)
    charged = (Decimal(0), tax, insured, freight, freight + tax, insured + tax)
    adjusted = [a + c for a in (others, -discount, others - discount) for c in charged if a]
    return list(dict.fromkeys(net + more for more in (Decimal(0), *adjusted, *charged)))


def _charge(fields: Fields, name: str) -> Decimal:
    return number(fields, name) or Decimal(0)


def _line_multiplies(_: Fields, lines: Lines) -> Check | None:
    told = [holds for line in lines if (holds := line_holds(line)) is not None]
    if not told:
        return None
    return Check(
        id="line_multiplies",
        passed=all(told),
        expected=f"{len(told)} linhas com quantidade × preço = valor",
        found=f"{sum(told)} linhas",
    )


def line_holds(line: Mapping[str, Field]) -> bool | None:
    """Return whether a line's amount follows from it, by what the row prints besides too.

    None where it lacks one of the figures. The rule of the amount tells of a discount, a tax or
    a price basis of the row.
    """
    values = [number(line, name) for name in ("quantity", "unit_price", "amount")]
    quantity, price, total = values
    if quantity is None or price is None or total is None:
        return None
    amount = line["amount"]
    proven = amount.read_by != "person" and amount.rule.startswith(_PROVEN)
    return proven or multiplies(quantity, price, total)


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
