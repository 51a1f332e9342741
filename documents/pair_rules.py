"""Pair rules: what no comparison of equal statements finds, such as a line that nobody ordered."""

from collections.abc import Callable, Sequence
from datetime import date

from customs.goods import Item
from customs.papers import Difference
from documents.facts import DateOrder, fact_book
from documents.likeness import same_name
from documents.ordered import Ordered
from documents.reading import Check, Field
from documents.sides import Side

_PAID_BY_SELLER = frozenset(["CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT"])


def _missing_items(order: Ordered, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    if invoice is None or not invoice.matches:
        return []
    return [_missing(i, order, invoice) for i in order.items if not invoice.lines_of(i.id)]


def _missing(item: Item, order: Ordered, invoice: Side) -> Difference:
    return Difference(
        rule="item_missing",
        message=f"Item {item.id} ({item.description}): está no {order.name} e não foi achado na {invoice.name}.",
        left=item.description,
        right="",
        left_paper=order.name,
        right_paper=invoice.name,
        item=item.id,
    )


def _unknown_lines(order: Ordered, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    if invoice is None:
        return []
    strange = [invoice.reading.lines[m.line] for m in invoice.matches if m.item is None]
    return [_unknown(line, order, invoice) for line in strange]


def _unknown(line: dict[str, Field], order: Ordered, invoice: Side) -> Difference:
    field = next((line[n] for n in ("description", "item_code", "amount") if n in line), None)
    said = field.value if field else "?"
    return Difference(
        rule="line_unknown",
        message=f"Linha “{said}” da {invoice.name}: nenhum item do {order.name} corresponde.",
        left="",
        right=said,
        left_paper=order.name,
        right_paper=invoice.name,
        right_place=invoice.place(field) if field else None,
    )


def _total(_: Ordered, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    if invoice is None:
        return []
    wrong = [c for c in invoice.reading.checks if c.id == "lines_sum_to_total" and not c.passed]
    left = f"soma das linhas da {invoice.name}"
    total = invoice.reading.fields.get("total_amount")
    return [
        _apart("total", "Total da fatura", (left, c.found, None), (invoice, c.expected, total))
        for c in wrong
    ]


def _check_digits(_: Ordered, sides: Sequence[Side]) -> list[Difference]:
    return [_wrong_digit(s, c) for s in sides for c in s.reading.checks if _wrong(c)]


def _wrong(check: Check) -> bool:
    return check.id == "container_check_digit" and not check.passed


def _wrong_digit(side: Side, check: Check) -> Difference:
    field = side.reading.fields.get("containers")
    return Difference(
        rule="container_check_digit",
        message=f"Contêiner {check.found} em {side.name}: o dígito verificador (ISO 6346) não confere.",
        left="",
        right=check.found,
        left_paper="ISO 6346",
        right_paper=side.name,
        right_place=side.place(field) if field else None,
    )


def _buyer(order: Ordered, sides: Sequence[Side]) -> list[Difference]:
    """Return a difference where the invoice is made out to nobody of the agreement."""
    invoice, buyers = _of("commercial_invoice", sides), order.buyers()
    buyer = invoice.field("buyer_name") if invoice else None
    if invoice is None or buyer is None or not buyers:
        return []
    if any(same_name(buyer.value, known) for known in buyers):
        return []
    left = (order.name, " ou ".join(dict.fromkeys(buyers)), None)
    return [_apart("buyer", "Comprador", left, (invoice, buyer.value, buyer))]


def _freight_term(_: Ordered, sides: Sequence[Side]) -> list[Difference]:
    invoice = _of("commercial_invoice", sides)
    carried = _of("bill_of_lading", sides) or _of("air_waybill", sides)
    term = invoice.field("incoterm") if invoice else None
    paid = carried.field("freight_terms") if carried else None
    if invoice is None or carried is None or term is None or paid is None:
        return []
    if paid.value == ("PREPAID" if term.value in _PAID_BY_SELLER else "COLLECT"):
        return []
    left, right = (invoice, term.value, term), (carried, f"frete {paid.value}", paid)
    return [_apart("incoterm_freight", "Incoterm e frete", left, right, "warning")]


def _dates(_: Ordered, sides: Sequence[Side]) -> list[Difference]:
    found = (_out_of_order(rule, sides) for rule in fact_book().date_order)
    return [difference for difference in found if difference is not None]


def _out_of_order(rule: DateOrder, sides: Sequence[Side]) -> Difference | None:
    earlier, later = _of(rule.earlier[0], sides), _of(rule.later[0], sides)
    first = earlier.field(rule.earlier[1]) if earlier else None
    then = later.field(rule.later[1]) if later else None
    if earlier is None or later is None or first is None or then is None:
        return None
    if not _dated(first.value) or not _dated(then.value) or first.value <= then.value:
        return None
    left, right = (earlier, first.value, first), (later, then.value, then)
    return _apart("date_order", rule.label, left, right, "warning")


def _dated(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _insured_sum(_: Ordered, sides: Sequence[Side]) -> list[Difference]:
    """Return a difference where the goods are insured below what they cost, in one currency."""
    invoice, policy = _of("commercial_invoice", sides), _of("insurance_certificate", sides)
    if invoice is None or policy is None:
        return []
    total, insured = invoice.number("total_amount"), policy.number("sum_insured")
    one, other = invoice.field("currency"), policy.field("currency")
    if total is None or insured is None or one is None or other is None:
        return []
    if one.value != other.value or insured >= total:
        return []
    left = (invoice, str(total), invoice.field("total_amount"))
    right = (policy, str(insured), policy.field("sum_insured"))
    return [_apart("insured_sum", "Importância segurada", left, right, "warning")]


Said = tuple[Side | str, str, Field | None]
"""A side (or a name), what it says, and where."""


def _apart(rule: str, label: str, left: Said, right: Said, severity: str = "error") -> Difference:
    names = [said[0] if isinstance(said[0], str) else said[0].name for said in (left, right)]
    places = [
        side.place(field) if isinstance(side, Side) and field is not None else None
        for side, _, field in (left, right)
    ]
    return Difference(
        rule=rule,
        message=f"{label}: {left[1]} em {names[0]}, {right[1]} em {names[1]}.",
        left=left[1],
        right=right[1],
        left_paper=names[0],
        right_paper=names[1],
        severity=severity,
        left_place=places[0],
        right_place=places[1],
    )


def _of(kind: str, sides: Sequence[Side]) -> Side | None:
    return next((side for side in sides if side.kind == kind), None)


Rule = Callable[[Ordered, Sequence[Side]], list[Difference]]
"""From the order and the papers to what they differ in."""
PAIR_RULES: tuple[Rule, ...] = (
    _missing_items, _unknown_lines, _total, _check_digits, _buyer, _freight_term, _dates, _insured_sum,
)  # fmt: skip
PENALTIES = {"item_missing": "information", "line_unknown": "information", "buyer": "information",
             "container_check_digit": "information", "total": "information"}  # fmt: skip
"""Rule → family of ``penalties.yaml``."""
