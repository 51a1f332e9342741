"""The import's own count of what lies in bond, lot by lot."""

from decimal import Decimal
from typing import Any

from customs.acts import DrawnItem, Released, ReleaseOpened
from customs.clock import brazilian_date
from customs.orders import DeclaredGoods, ImportOrder
from customs.parties import Ownership
from customs.regime_clock import regime_clock
from customs.views import ClearanceView, RegimeClock
from stock.movements import Lot


class Bond:
    """Lots of one admission, and the releases that draw from them."""

    def __init__(self) -> None:
        self.clock: RegimeClock | None = None
        self._balance: dict[str, Decimal] = {}
        self._products: dict[str, str] = {}
        self._releases: dict[str, bool] = {}
        self._drawn: dict[str, tuple[DrawnItem, ...]] = {}

    def enter(
        self, order: ImportOrder, admission: ClearanceView, place: str = ""
    ) -> tuple[Lot, ...]:
        """Open a lot for each item of the released admission, put at ``place``."""
        assert admission.released_at is not None  # noqa: S101  # an admission that was released
        self.clock = regime_clock(brazilian_date(admission.released_at), order.plan.terms)
        lots = _lots(order, admission, self.clock, place)
        self._balance = {lot.lot: lot.quantity for lot in lots}
        self._products = {lot.lot: lot.product for lot in lots}
        return lots

    def open(self, act: ReleaseOpened) -> None:
        """Note that a release draws from us."""
        self._releases.setdefault(act.release, True)
        self._drawn[act.release] = act.items

    def take_out(self, act: Released) -> None:
        """Take out what a release took; said twice it is taken once."""
        if not self._releases.get(act.release, True):
            return
        self._releases[act.release] = False
        for item in act.items:
            self._balance[item.lot] -= item.quantity

    def lose(self, lot: str, quantity: Decimal) -> None:
        """Take out what was lost, or forfeited: no release took it."""
        self._balance[lot] -= quantity

    def product(self, lot: str) -> str:
        """Return the item of which a lot is."""
        return self._products[lot]

    def decide(self, outcome: str) -> None:
        """Note what a person decided should become of what is left."""
        if self.clock:
            self.clock = self.clock.model_copy(update={"decision": outcome})

    def free(self) -> dict[str, Decimal]:
        """Return what is left and promised to no release, by lot; lots without any are left out."""
        free = dict(self._balance)
        for release, items in self._drawn.items():
            if self._releases[release]:
                for item in items:
                    free[item.lot] -= item.quantity
        return {lot: quantity for lot, quantity in free.items() if quantity > 0}

    def is_empty(self) -> bool:
        """Return whether nothing is left and no release is under way."""
        return not any(self._balance.values()) and not any(self._releases.values())

    def balance(self) -> dict[str, Decimal]:
        """Return what is left, by lot."""
        return dict(self._balance)

    def releases(self) -> tuple[str, ...]:
        """Return the releases, in the order in which they were called off."""
        return tuple(self._releases)


def _lots(
    order: ImportOrder, admission: ClearanceView, clock: RegimeClock, place: str
) -> tuple[Lot, ...]:
    made, parties = admission.assessment, order.parties
    rows = {row["id"]: row for row in made.items} if made else {}
    common: dict[str, Any] = {
        "import_reference": order.reference,
        "admission_version": admission.version or 1,
        "admitted_at": admission.released_at,
        "expires_on": clock.expires_on.isoformat(),
        "assessment": made.assessment.sha256 if made else "",
        "request": made.request if made else None,
        "place": place,
        "owner": parties.owner.cnpj or parties.owner.code or parties.owner.name,
        "exchange_cover": order.ownership is not Ownership.CONSIGNED,
        "beneficiary": parties.consignee.cnpj or parties.consignee.name,
    }
    return tuple(
        Lot(
            lot=f"{admission.number}/{number}",
            **common,
            **_of(goods),
            **_assessed(rows.get(goods.item.id, {})),
        )
        for number, goods in enumerate(admission.order.goods, start=1)
    )


def _of(goods: DeclaredGoods) -> dict[str, Any]:
    return {
        "product": goods.item.id,
        "quantity": goods.item.quantity,
        "unit": goods.item.unit,
        "freight": goods.freight,
        "insurance": goods.insurance,
        "currency": goods.freight_currency,
        "net_weight_kg": goods.item.net_weight_kg,
    }


def _assessed(row: dict[str, str]) -> dict[str, Any]:
    """Return an item's customs value, and its federal taxes: the regime suspends all of them."""
    told = {name: Decimal(value) for name, value in row.items() if name != "id"}
    return {"customs_value": told.pop("customs_value", Decimal(0)), "suspended": told}
