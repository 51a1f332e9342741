"""What a release draws from bond: its goods with their part of the admission's charges."""

from decimal import Decimal

from temporalio import activity
from temporalio.exceptions import ApplicationError

from customs.declared import part_of
from customs.orders import DeclaredGoods, LinkedItem, LotDraw, ReleaseItem
from customs.payload import Payload
from stock.ledger import Ledger
from stock.movements import Lot


class DrawGoods(Payload):
    """Work out the goods of these draws."""

    items: tuple[ReleaseItem, ...]


class GoodsDrawn(Payload):
    """The goods to be declared, linked to their admission items."""

    goods: tuple[DeclaredGoods, ...]
    admission_value: Decimal
    """Customs value at admission, in BRL, of what is drawn: the base of its storage."""


class LotActivities:
    """Reads lots for those who draw from them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @activity.defn(name="lot.goods")
    def goods(self, request: DrawGoods) -> GoodsDrawn:
        """Return each draw with freight and insurance pro rata of its admission item.

        The sale's price stays as agreed: only the charges follow the admission
        (practice 1.4, point 16).
        """
        lots = {lot.lot: lot for lot in self._ledger.lots()}
        drawn = [(line, draw, _known(lots, draw)) for line in request.items for draw in line.draws]
        return GoodsDrawn(
            goods=tuple(_declared(line, draw, lot) for line, draw, lot in drawn),
            admission_value=sum(
                (part_of(lot.customs_value, draw.quantity, lot.quantity) for _, draw, lot in drawn),
                Decimal(0),
            ),
        )


def _known(lots: dict[str, Lot], draw: LotDraw) -> Lot:
    if draw.lot not in lots:
        message = f"no lot {draw.lot!r} in bond"
        raise ApplicationError(message, type="UnknownLot", non_retryable=True)
    return lots[draw.lot]


def _declared(line: ReleaseItem, draw: LotDraw, lot: Lot) -> DeclaredGoods:
    declaration, _, number = draw.lot.rpartition("/")
    weight = part_of(lot.net_weight_kg, draw.quantity, lot.quantity)
    item = line.item.model_copy(update={"quantity": draw.quantity, "net_weight_kg": weight})
    return DeclaredGoods(
        item=item,
        freight=part_of(lot.freight, draw.quantity, lot.quantity),
        freight_currency=lot.currency,
        insurance=part_of(lot.insurance, draw.quantity, lot.quantity),
        insurance_currency=lot.currency,
        lot=draw.lot,
        linked=LinkedItem(
            declaration=declaration,
            item_number=int(number),
            quantity=lot.quantity,
            freight=lot.freight,
            insurance=lot.insurance,
            currency=lot.currency,
        ),
    )
