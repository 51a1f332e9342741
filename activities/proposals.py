"""How a proposal reads: its reference, its title, and the figures that speak for it."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from customs.agreed_orders import fresh_reference
from customs.programme import ItemOutlook, Proposal, ProposedItem, ReviewProgramme


def order_proposal(asked: ReviewProgramme, outlook: list[ItemOutlook]) -> Proposal:
    """Return the proposal to order one agreed lot of every item from the supplier."""
    items = tuple(ProposedItem(item=each.item) for each in asked.agreement.items)
    pt, en = _quantities(items)
    return Proposal(
        kind="order",
        reference=_reference(asked, ""),
        on=asked.on,
        items=items,
        wanted_on=asked.on + timedelta(days=asked.agreement.lead_time_days),
        title=f"Pedir ao fornecedor: {pt}",
        title_en=f"Order from the supplier: {en}",
        reason="\n".join(_why_order(each) for each in outlook),
        reason_en="\n".join(_why_order_en(each) for each in outlook),
    )


def release_proposal(
    asked: ReviewProgramme, items: list[ProposedItem], outlook: list[ItemOutlook]
) -> Proposal:
    """Return the proposal to take ``items`` out of bond."""
    pt, en = _quantities(items)
    drawn = {draw.import_reference for each in items for draw in each.draws}
    entries = [i.entered_on for i in asked.imports if i.reference in drawn and i.entered_on]
    return Proposal(
        kind="release",
        reference=_reference(asked, "R"),
        on=asked.on,
        items=tuple(items),
        wanted_on=asked.on + timedelta(days=asked.agreement.release_days),
        entered_on=min(entries, default=None),
        title=f"Liberar do entreposto: {pt}",
        title_en=f"Release from bond: {en}",
        reason="\n".join(_why_release(each) for each in outlook),
        reason_en="\n".join(_why_release_en(each) for each in outlook),
    )


def _reference(asked: ReviewProgramme, letter: str) -> str:
    """Return a reference made of agreement and month: the same review suggests the same."""
    agreement = asked.agreement
    prefix = f"{agreement.reference_prefix}-" if agreement.reference_prefix else ""
    name = "".join(c for c in agreement.name.upper() if c.isalnum() or c in "._-")
    month = f"-{letter}{asked.on:%y%m}"
    suggested = f"{prefix}{name[: 36 - len(prefix) - len(month)]}{month}"
    return fresh_reference(suggested, suggested, asked.used)


def _quantities(items: Iterable[ProposedItem]) -> tuple[str, str]:
    named = [(each.item.quantity, each.item.id) for each in items]
    pt = " + ".join(f"{_pieces(quantity)} {item}" for quantity, item in named)
    return pt, " + ".join(f"{_pieces_en(quantity)} {item}" for quantity, item in named)


def _why_order(each: ItemOutlook) -> str:
    return (
        f"{each.item}: {_pieces(each.domestic)} no mercado interno, "
        f"{_pieces(each.coming + each.bonded)} no entreposto ou a caminho, "
        f"{_pieces(each.in_transit + each.on_order)} em trânsito ou pedidas; "
        f"mínimo de {_pieces(each.min)} em {_day(each.echelon_min_on)}, "
        f"pedir até {_day(each.order_by)}"
    )


def _why_order_en(each: ItemOutlook) -> str:
    return (
        f"{each.item}: {_pieces_en(each.domestic)} domestic, "
        f"{_pieces_en(each.coming + each.bonded)} in bond or coming, "
        f"{_pieces_en(each.in_transit + each.on_order)} in transit or on order; "
        f"minimum of {_pieces_en(each.min)} on {_day_en(each.echelon_min_on)}, "
        f"order by {_day_en(each.order_by)}"
    )


def _why_release(each: ItemOutlook) -> str:
    return (
        f"{each.item}: {_pieces(each.domestic)} no mercado interno, "
        f"{_pieces(each.coming)} a caminho, faixa {_pieces(each.min)} a {_pieces(each.max)}; "
        f"{_pieces(each.bonded)} livres no entreposto; ruptura em {_day(each.short_on)}"
    )


def _why_release_en(each: ItemOutlook) -> str:
    return (
        f"{each.item}: {_pieces_en(each.domestic)} domestic, {_pieces_en(each.coming)} coming, "
        f"band {_pieces_en(each.min)} to {_pieces_en(each.max)}; "
        f"{_pieces_en(each.bonded)} free in bond; stock-out on {_day_en(each.short_on)}"
    )


def _pieces_en(quantity: Decimal) -> str:
    return f"{quantity.quantize(Decimal(1), ROUND_HALF_UP):,}"


def _pieces(quantity: Decimal) -> str:
    return _pieces_en(quantity).replace(",", ".")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "mais de um ano"


def _day_en(day: date | None) -> str:
    return day.isoformat() if day else "more than a year from now"
