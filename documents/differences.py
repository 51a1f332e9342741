"""Differences: the rules by which the papers of an import are held against each other.

Rule ids are permanent: tasks, reports and statistics name them.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference
from documents.checks import number
from documents.folding import tokens
from documents.sides import Side

Stated = list[tuple[str, Decimal]]
"""Who says how much; the one that is believed first when all differ comes first."""

MEASURES = {
    "packages": ("Volumes", "volumes", Decimal(0)),
    "gross_weight_kg": ("Peso bruto", "kg", Decimal("0.05")),
    "net_weight_kg": ("Peso líquido", "kg", Decimal("0.05")),
}
"""Figure of the whole shipment → how it is called, its unit, the tolerance of rounding."""

RULES = {
    "packages": "packages", "gross_weight_kg": "gross_weight", "net_weight_kg": "net_weight",
}  # fmt: skip
"""Figure → permanent id of the rule that compares it."""

_PAID_BY_SELLER = frozenset(["CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT"])
_LEGAL = frozenset(
    ["ltda", "ltd", "limited", "sa", "gmbh", "co", "inc", "llc", "eireli", "me", "epp", "comercio"]
)


def brazilian(value: Decimal) -> str:
    """Return a number as Brazil writes it: 15.358,0."""
    text = f"{value:,f}" if value == value.to_integral_value() else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def signed(value: Decimal) -> str:
    """Return a difference with its sign, a true minus before it."""
    return ("−" if value < 0 else "+") + brazilian(abs(value))


def all_differences(items: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    """Return every difference, quantities first, in the order that people work them."""
    found: list[Difference] = []
    for item in items:
        found += _quantity(item, order, sides)
    for measure in MEASURES:
        found += _measure(measure, sides)
    for rule in _PAIR_RULES:
        found += rule(items, order, sides)
    return found


def outliers(stated: Stated, tolerance: Decimal) -> tuple[Stated, Stated]:
    """Return who agrees with most, and who does not; where all differ the first is believed."""
    agreeing = [
        [other for other in stated if abs(other[1] - own[1]) <= tolerance] for own in stated
    ]
    most = max(agreeing, key=len)
    return most, [one for one in stated if one not in most]


def _quantity(item: Item, order: str, sides: Sequence[Side]) -> list[Difference]:
    stated: Stated = [(order, item.quantity)]
    found = []
    for side in sides:
        if not side.matches:
            continue
        quantity = side.of_item(item.id, "quantity")
        if quantity is not None:
            stated.append((side.name, quantity))
        elif side.kind == "commercial_invoice" and not side.lines_of(item.id):
            found.append(_missing(item, order, side))
    label = f"Quantidade do item {item.id}"
    return found + _about(item, _told("quantity", label, "peças", stated, Decimal(0)))


def _about(item: Item, found: list[Difference]) -> list[Difference]:
    return [difference.model_copy(update={"item": item.id}) for difference in found]


def _missing(item: Item, order: str, side: Side) -> Difference:
    return Difference(
        rule="item_missing",
        message=f"Item {item.id} ({item.description}): está no {order} e não foi achado na {side.name}.",
        left=item.description,
        right="",
        left_paper=order,
        right_paper=side.name,
        item=item.id,
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


def _measure(measure: str, sides: Sequence[Side]) -> list[Difference]:
    label, unit, tolerance = MEASURES[measure]
    stated = [(side.name, value) for side in sides if (value := side.number(measure)) is not None]
    return _told(RULES[measure], label, unit, stated, tolerance) if stated else []


def _told(rule: str, label: str, unit: str, stated: Stated, tolerance: Decimal) -> list[Difference]:
    agreeing, others = outliers(stated, tolerance)
    names = " e ".join(name for name, _ in agreeing)
    right = agreeing[0][1]
    return [
        Difference(
            rule=rule,
            message=(
                f"{label}: {brazilian(right)} {unit} em {names}, {brazilian(value)} em {name} "
                f"({signed(value - right)} {unit})."
            ),
            left=str(right),
            right=str(value),
            left_paper=names,
            right_paper=name,
        )
        for name, value in others
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
                told = _told("unit_price", label, item.currency, stated, Decimal(0))
                found += _about(item, told)
            ncm = line.get("ncm")
            if ncm is not None and item.ncm not in ncm.value:
                label = f"NCM do item {item.id}"
                told = [_texts("ncm", label, (order, item.ncm), (invoice.name, ncm.value))]
                found += _about(item, told)
    return found


def _currency(items: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    field = invoice.field("currency") if invoice else None
    if invoice is None or field is None or not items or items[0].currency == field.value:
        return []
    left = (order, items[0].currency)
    return [_texts("currency", "Moeda", left, (invoice.name, field.value))]


def _total(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    checks = invoice.reading.checks if invoice else ()
    wrong = [check for check in checks if check.id == "lines_sum_to_total" and not check.passed]
    name = invoice.name if invoice else ""
    return [
        _texts(
            "total", "Total da fatura", (f"soma das linhas da {name}", c.found), (name, c.expected)
        )
        for c in wrong
    ]


def _containers(_: Sequence[Item], __: str, sides: Sequence[Side]) -> list[Difference]:
    stated = [(s.name, f.value) for s in sides if (f := s.reading.fields.get("containers"))]
    found = [
        _texts("container", "Contêiner", stated[0], other)
        for other in stated[1:]
        if set(other[1].split(", ")) != set(stated[0][1].split(", "))
    ]
    for side in sides:
        for check in side.reading.checks:
            if check.id == "container_check_digit" and not check.passed:
                right = (side.name, check.found)
                label = "Dígito verificador do contêiner (ISO 6346)"
                found.append(_texts("container_check_digit", label, ("regra", "válido"), right))
    return found


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
    return [_texts("consignee", "Comprador e consignatário", left, right, severity="warning")]


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
        found.append(_texts("incoterm_freight", "Incoterm e frete", left, right, "warning"))
    charged, carriage = invoice.number("freight"), carried.number("freight_amount")
    if charged and carriage and charged != carriage:
        stated = [(invoice.name, charged), (carried.name, carriage)]
        found += _told("freight", "Frete", "", stated, Decimal(0))
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
    return [_texts("invoice_reference", label, (invoice.name, own.value), right)]


def _of(kind: str, sides: Sequence[Side]) -> Side | None:
    return next((side for side in sides if side.kind == kind), None)


def _transport(sides: Sequence[Side]) -> Side | None:
    return _of("bill_of_lading", sides) or _of("air_waybill", sides)


def _texts(
    rule: str, label: str, left: tuple[str, str], right: tuple[str, str], severity: str = "error"
) -> Difference:
    return Difference(
        rule=rule,
        message=f"{label}: {left[1]} em {left[0]}, {right[1]} em {right[0]}.",
        left=left[1],
        right=right[1],
        left_paper=left[0],
        right_paper=right[0],
        severity=severity,
    )


_Rule = Callable[[Sequence[Item], str, Sequence[Side]], list[Difference]]
_PAIR_RULES: tuple[_Rule, ...] = (
    _unknown_lines, _prices, _currency, _total, _containers, _consignee, _freight, _invoice_named,
)  # fmt: skip
