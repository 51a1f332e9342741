"""Equations of transport papers, certificates and notas. A violated one is reported."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from customs.identifiers import check_access_key, check_air_waybill
from documents.reading import Check, Field

Fields = dict[str, Field]
Lines = Sequence[dict[str, Field]]
Equation = Callable[[Fields, Lines], Check | None]

_CENT = Decimal("0.011")
_LARGE_NOTA = Decimal("0.05")
"""Notas round each line: their sum may be off by some cents."""


def _number(fields: Fields, name: str) -> Decimal | None:
    field = fields.get(name)
    try:
        return Decimal(field.value) if field else None
    except InvalidOperation:
        return None


def _day(fields: Fields, name: str) -> date | None:
    field = fields.get(name)
    try:
        return date.fromisoformat(field.value) if field else None
    except ValueError:
        return None


def _digit(check: str, field: str, rule: str, accept: Callable[[str], str]) -> Equation:
    def run(fields: Fields, _: Lines) -> Check | None:
        found = fields.get(field)
        if found is None:
            return None
        try:
            accept(found.value)
        except ValueError:
            return Check(id=check, passed=False, expected=rule, found=found.value)
        return Check(id=check, passed=True, expected=rule, found=found.value)

    return run


def _awb_digit(fields: Fields, lines: Lines) -> Check | None:
    """A forwarder numbers its house air waybills as it likes; only the airline's has a digit."""
    issuer = fields.get("bl_type")
    field = "master_number" if issuer and issuer.value == "HOUSE" else "document_number"
    rule = "dígito verificador do AWB (módulo 7)"
    return _digit("awb_check_digit", field, rule, check_air_waybill)(fields, lines)


def _ordered(check: str, earlier: str, later: str) -> Equation:
    """Dates within one document stand in their order."""

    def run(fields: Fields, _: Lines) -> Check | None:
        first, second = _day(fields, earlier), _day(fields, later)
        if first is None or second is None:
            return None
        return Check(id=check, passed=first <= second, expected=f"≥ {first}", found=str(second))

    return run


def _not_below(check: str, lower: str, upper: str) -> Equation:
    def run(fields: Fields, _: Lines) -> Check | None:
        least, most = _number(fields, lower), _number(fields, upper)
        if least is None or most is None:
            return None
        return Check(id=check, passed=most >= least, expected=f"≥ {least}", found=str(most))

    return run


def _issued_by_shipment(fields: Fields, _: Lines) -> Check | None:
    """A bill may be signed after loading, but hardly weeks before or after it."""
    issued = _day(fields, "issue_date")
    shipped = _day(fields, "on_board_date") or _day(fields, "flight_date")
    if issued is None or shipped is None:
        return None
    near = abs((issued - shipped).days) <= 30
    return Check(
        id="issued_by_shipment",
        passed=near,
        expected=f"até 30 dias de {shipped}",
        found=str(issued),
    )


def _container_has_seal(fields: Fields, _: Lines) -> Check | None:
    boxes, seals = fields.get("containers"), fields.get("seals")
    if boxes is None or seals is None:
        return None
    count, closed = len(boxes.value.split(", ")), len(seals.value.split(", "))
    return Check(
        id="container_has_seal",
        passed=closed >= count,
        expected=f"{count} contêineres, um lacre cada",
        found=f"{closed} lacres",
    )


def _lines_sum(check: str, column: str, total: str) -> Equation:
    def run(fields: Fields, lines: Lines) -> Check | None:
        whole, parts = _number(fields, total), [_number(line, column) for line in lines]
        known = [part for part in parts if part is not None]
        if whole is None or not known or len(known) < len(parts):
            return None
        found = sum(known, Decimal(0))
        fits = abs(found - whole) <= max(_CENT, len(parts) * _CENT)
        return Check(id=check, passed=fits, expected=str(whole), found=str(found))

    return run


def _nota_adds_up(fields: Fields, _: Lines) -> Check | None:
    """Products − discount + freight + insurance + others + IPI + ST + II (+ ICMS, on imports)."""
    total, goods = _number(fields, "total_amount"), _number(fields, "net_amount")
    if total is None or goods is None:
        return None
    added = ("freight", "insurance", "other_expenses", "ipi_amount", "icms_st_amount")
    found = goods - (_number(fields, "discount") or Decimal(0))
    found += sum((_number(fields, name) or Decimal(0) for name in added), Decimal(0))
    imported = _number(fields, "import_tax_amount") or Decimal(0)
    icms = _number(fields, "icms_amount") or Decimal(0)
    ways = (found, found + imported, found + icms, found + imported + icms)
    fit = next((way for way in ways if abs(way - total) <= _LARGE_NOTA), None)
    return Check(
        id="nota_adds_up",
        passed=fit is not None,
        expected=str(total),
        found=str(found if fit is None else fit),
    )


def _access_key_agrees(fields: Fields, _: Lines) -> Check | None:
    """The key holds the number, the series and the issuer's CNPJ: they must be the printed ones."""
    key = fields.get("access_key")
    if key is None or not key.value.isdigit():
        return None
    said = {
        "invoice_number": str(int(key.value[25:34])),
        "series": str(int(key.value[22:25])),
        "seller_cnpj": key.value[6:20],
        "issue_date": f"20{key.value[2:4]}-{key.value[4:6]}",
    }
    wrong = [
        fields[name].value
        for name, told in said.items()
        if name in fields and not fields[name].value.startswith(told)
    ]
    return Check(
        id="access_key_agrees",
        passed=not wrong,
        expected=", ".join(said.values()),
        found=", ".join(wrong) or key.value,
    )


KIND_CHECKS: dict[str, Equation] = {
    "awb_check_digit": _awb_digit,
    "access_key_digit": _digit(
        "access_key_digit", "access_key", "dígito verificador da chave", check_access_key
    ),
    "access_key_agrees": _access_key_agrees,
    "issued_by_shipment": _issued_by_shipment,
    "certified_after_invoice": _ordered("certified_after_invoice", "invoice_date", "issue_date"),
    "notice_before_arrival": _ordered("notice_before_arrival", "issue_date", "arrival_date"),
    "chargeable_not_below_gross": _not_below(
        "chargeable_not_below_gross", "gross_weight_kg", "chargeable_weight_kg"
    ),
    "insured_covers_goods": _not_below("insured_covers_goods", "goods_value", "sum_insured"),
    "container_has_seal": _container_has_seal,
    "lines_sum_to_products": _lines_sum("lines_sum_to_products", "amount", "net_amount"),
    "volume_sums": _lines_sum("volume_sums", "measurement", "volume_m3"),
    "nota_adds_up": _nota_adds_up,
}
"""Check id → equation. Ids are permanent: screens and tests name them."""
