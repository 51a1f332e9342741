"""From what papers say to the form of a direct import; what they do not say is named, not guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from babel import Locale

from documents.reading import Field, Reading

Form = dict[str, Any]
_INVOICES = ("commercial_invoice", "proforma_invoice")
_TRANSPORT = {"bill_of_lading": "sea", "air_waybill": "air"}
_THOUSANDTH = Decimal("0.001")


@dataclass
class Draft:
    """A form as far as papers fill it in."""

    form: Form
    missing: list[str] = field(default_factory=list)
    """What is asked for and stands on no paper."""
    assumed: list[str] = field(default_factory=list)
    """What was worked out from what stands on them."""


def draft_form(readings: list[Reading], reference: str, warehouse: Form) -> Draft:
    """Return the form of a direct import of what the papers are about."""
    invoice = _first(readings, _INVOICES)
    carriage = _first(readings, tuple(_TRANSPORT))
    draft = Draft({"reference": reference, "regime": "direct", "warehouse": warehouse})
    draft.form["transport"] = _TRANSPORT[carriage.kind] if carriage and carriage.kind else "sea"
    if invoice is None:
        draft.missing.append("a commercial invoice")
        return draft
    draft.form["incoterm"] = _value(invoice, "incoterm") or "FOB"
    draft.form["items"] = _items(invoice, readings, draft)
    draft.form["parties"] = _parties(invoice, readings, draft)
    draft.form["charges"] = _charges(readings, draft)
    return draft


def _items(invoice: Reading, readings: list[Reading], draft: Draft) -> list[Form]:
    if not invoice.lines:
        draft.missing.append("the lines of the invoice")
    items = [_item(n, line, invoice) for n, line in enumerate(invoice.lines, start=1)]
    _weigh(items, readings, draft)
    for item in items:
        needed = ("description", "quantity", "unit_price", "ncm", "origin", "net_weight_kg")
        draft.missing += [f"{name} of item {item['id']}" for name in needed if not item.get(name)]
    return items


def _item(n: int, line: dict[str, Field], invoice: Reading) -> Form:
    def said(name: str) -> str | None:
        return line[name].value if name in line else None

    origin = said("origin") or _value(invoice, "country_of_origin")
    return {
        "id": said("item_code") or f"L{n}",
        "description": said("description"),
        "ncm": said("ncm") or _value(invoice, "ncm"),
        "quantity": said("quantity"),
        "unit_price": said("unit_price"),
        "currency": _value(invoice, "currency") or "USD",
        "origin": _country(origin),
        "net_weight_kg": said("net_weight_kg"),
    }


def _weigh(items: list[Form], readings: list[Reading], draft: Draft) -> None:
    """Give items their net weights: their own line's, or else a part of the total by amount."""
    for reading in readings:
        for line in reading.lines:
            code, weight = line.get("item_code"), line.get("net_weight_kg")
            for item in items:
                if code and weight and code.value == item["id"]:
                    item["net_weight_kg"] = weight.value
    total = next((w for r in readings if (w := _value(r, "net_weight_kg"))), None)
    bare = [item for item in items if not item["net_weight_kg"]]
    if not bare or total is None or any(not i["quantity"] or not i["unit_price"] for i in items):
        return
    amounts = [Decimal(i["quantity"]) * Decimal(i["unit_price"]) for i in items]
    for item, amount in zip(items, amounts, strict=True):
        share = Decimal(total) * amount / sum(amounts)
        item["net_weight_kg"] = str(share.quantize(_THOUSANDTH))
    draft.assumed.append(f"net weights: {total} kg shared out by amount")


def _parties(invoice: Reading, readings: list[Reading], draft: Draft) -> Form:
    seller = _value(invoice, "seller_name") or _any(readings, "shipper_name")
    buyer = _value(invoice, "buyer_name") or _any(readings, "consignee_name")
    cnpj = _any(readings, "consignee_cnpj") or _any(readings, "buyer_cnpj")
    origins = [item["origin"] for item in draft.form["items"] if item["origin"]]
    draft.missing += [
        name
        for name, value in (
            ("the exporter's name", seller),
            ("the importer's name", buyer),
            ("the importer's CNPJ", cnpj),
        )
        if not value
    ]
    if origins:
        draft.assumed.append(f"the exporter is in {origins[0]}, where the goods come from")
    return {
        "exporter": {"name": seller, "country": origins[0] if origins else None, "code": "PAPERS"},
        "consignee": {"name": buyer, "cnpj": cnpj},
    }


def _charges(readings: list[Reading], draft: Draft) -> Form:
    charges: Form = {}
    for reading in readings:
        for name in ("freight", "insurance"):
            amount = _value(reading, f"{name}_amount")
            if amount:
                charges[name] = amount
                currency = _value(reading, f"{name}_currency") or _value(reading, "currency")
                charges[f"{name}_currency"] = currency or "USD"
    draft.assumed += [
        f"{n}: 0, no paper says it" for n in ("freight", "insurance") if n not in charges
    ]
    return charges


def _country(name: str | None) -> str | None:
    """Return the ISO code of a country by its name in a language that papers are written in."""
    if not name:
        return None
    for language in ("en", "pt", "de", "it", "es", "fr", "zh"):
        for code, known in Locale(language).territories.items():
            if len(code) == len("BR") and code.isalpha() and known.casefold() == name.casefold():
                return str(code)
    return _OTHER_NAMES.get(name.casefold())


_OTHER_NAMES = {
    "p.r. china": "CN",
    "czech republic": "CZ",
    "usa": "US",
    "united states of america": "US",
}
"""Names that trade papers use and the registry of names does not."""


def _first(readings: Iterable[Reading], kinds: tuple[str, ...]) -> Reading | None:
    return next((reading for reading in readings if reading.kind in kinds), None)


def _value(reading: Reading, name: str) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def _any(readings: Iterable[Reading], name: str) -> str | None:
    return next((value for reading in readings if (value := _value(reading, name))), None)
