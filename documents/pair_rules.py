"""Pair rules: what one paper says against what one other, or its own sum, says."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference
from documents.checks import number
from documents.folding import tokens
from documents.reading import Check
from documents.sides import Side
from documents.telling import about, texts, told

_PAID_BY_SELLER = frozenset(["CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT"])
_LEGAL = frozenset(
    ["ltda", "ltd", "limited", "sa", "gmbh", "co", "inc", "llc", "eireli", "me", "epp", "comercio"]
)


def _unknown_lines(_: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    if invoice is None:
        return []
    strange = [invoice.reading.lines[m.line] for m in invoice.matches if m.item is None]
    said = [line["description"].value if "description" in line else "?" for line in strange]
    return [
        Difference(
            rule="line_unknown",
            message=f"Linha “{text}” da {invoice.name}: nenhum item do {order} corresponde.",
            left="",
            right=text,
            left_paper=order,
            right_paper=invoice.name,
        )
        for text in said
    ]


def _prices(items: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    if invoice is None:
        return []
    found = []
    for item in items:
        for line in invoice.lines_of(item.id):
            price = number(line, "unit_price")
            if price is not None and price != item.unit_price:
                stated = [(order, item.unit_price), (invoice.name, price)]
                label = f"Preço unitário do item {item.id}"
                found += about(item, told("unit_price", label, item.currency, stated, Decimal(0)))
            ncm = line.get("ncm")
            if ncm is not None and item.ncm not in ncm.value:
                label = f"NCM do item {item.id}"
                right = (invoice.name, ncm.value)
                found += about(item, [texts("ncm", label, (order, item.ncm), right)])
    return found


def _currency(items: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    field = invoice.field("currency") if invoice else None
    if invoice is None or field is None or not items or items[0].currency == field.value:
        return []
    left = (order, items[0].currency)
    return [texts("currency", "Moeda", left, (invoice.name, field.value))]


def _total(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    checks = invoice.reading.checks if invoice else ()
    wrong = [check for check in checks if check.id == "lines_sum_to_total" and not check.passed]
    name = invoice.name if invoice else ""
    return [
        texts(
            "total", "Total da fatura", (f"soma das linhas da {name}", c.found), (name, c.expected)
        )
        for c in wrong
    ]


def _containers(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    stated = [(s.name, f.value) for s in sides if (f := s.reading.fields.get("containers"))]
    found = [
        texts("container", "Contêiner", stated[0], other)
        for other in stated[1:]
        if set(other[1].split(", ")) != set(stated[0][1].split(", "))
    ]
    return found + [_wrong_digit(s, c.found) for s in sides for c in s.reading.checks if _wrong(c)]


def _wrong(check: Check) -> bool:
    return check.id == "container_check_digit" and not check.passed


def _wrong_digit(side: Side, printed: str) -> Difference:
    return Difference(
        rule="container_check_digit",
        message=f"Contêiner {printed} em {side.name}: o dígito verificador (ISO 6346) não confere.",
        left="",
        right=printed,
        left_paper="ISO 6346",
        right_paper=side.name,
    )


def _consignee(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    invoice, carried = _of("commercial_invoice", sides), _transport(sides)
    buyer = invoice.field("buyer_name") if invoice else None
    consignee = carried.field("consignee_name") if carried else None
    if invoice is None or carried is None or buyer is None or consignee is None:
        return []
    if _same_name(buyer.value, consignee.value):
        return []
    left, right = (invoice.name, buyer.value), (carried.name, consignee.value)
    # An import for the account of another is consigned to one and sold to the other by law.
    return [texts("consignee", "Comprador e consignatário", left, right, severity="warning")]


def _same_name(left: str, right: str) -> bool:
    a, b = set(tokens(left)) - _LEGAL, set(tokens(right)) - _LEGAL
    return bool(a & b) and len(a & b) >= 0.6 * min(len(a), len(b))


def _freight(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    invoice, carried = _of("commercial_invoice", sides), _transport(sides)
    term = invoice.field("incoterm") if invoice else None
    paid = carried.field("freight_terms") if carried else None
    if invoice is None or carried is None or term is None:
        return []
    found = []
    wanted = "PREPAID" if term.value in _PAID_BY_SELLER else "COLLECT"
    if paid is not None and paid.value != wanted:
        left, right = (invoice.name, term.value), (carried.name, f"frete {paid.value}")
        found.append(texts("incoterm_freight", "Incoterm e frete", left, right, "warning"))
    charged, carriage = invoice.number("freight"), carried.number("freight_amount")
    if charged and carriage and charged != carriage:
        stated = [(invoice.name, charged), (carried.name, carriage)]
        found += told("freight", "Frete", "", stated, Decimal(0))
    return found


def _invoice_named(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    invoice, packing = _of("commercial_invoice", sides), _of("packing_list", sides)
    own = invoice.field("invoice_number") if invoice else None
    named = packing.field("invoice_number") if packing else None
    if invoice is None or packing is None or own is None or named is None:
        return []
    if own.value == named.value:
        return []
    label, right = "Número da fatura", (packing.name, named.value)
    return [texts("invoice_reference", label, (invoice.name, own.value), right)]


def _of(kind: str, sides: Sequence[Side]) -> Side | None:
    return next((side for side in sides if side.kind == kind), None)


def _transport(sides: Sequence[Side]) -> Side | None:
    return _of("bill_of_lading", sides) or _of("air_waybill", sides)


Rule = Callable[[Sequence[Item], str, Sequence[Side]], list[Difference]]
"""From the order's items, its name and the papers to what they differ in."""
PAIR_RULES: tuple[Rule, ...] = (
    _unknown_lines, _prices, _currency, _total, _containers, _consignee, _freight, _invoice_named,
)  # fmt: skip
