"""The import's own count of what lies in bond, lot by lot."""

from decimal import Decimal

from customs.acts import Released, ReleaseOpened
from customs.clock import brazilian_date
from customs.orders import ImportOrder
from customs.regime_clock import regime_clock
from customs.views import ClearanceView, RegimeClock
from stock.movements import Lot


class Bond:
    """Lots of one admission, and the releases that draw from them."""

    def __init__(self) -> None:
        self.clock: RegimeClock | None = None
        self._balance: dict[str, Decimal] = {}
        self._releases: dict[str, bool] = {}

    def enter(self, order: ImportOrder, admission: ClearanceView) -> tuple[Lot, ...]:
        """Open a lot for each item of the released admission."""
        assert admission.released_at is not None  # noqa: S101  # an admission that was released
        self.clock = regime_clock(brazilian_date(admission.released_at))
        lots = _lots(order, admission, self.clock)
        self._balance = {lot.lot: lot.quantity for lot in lots}
        return lots

    def open(self, act: ReleaseOpened) -> None:
        """Note that a release draws from us."""
        self._releases.setdefault(act.release, True)

    def take_out(self, act: Released) -> None:
        """Take out what a release took; said twice it is taken once."""
        if not self._releases.get(act.release, True):
            return
        self._releases[act.release] = False
        for item in act.items:
            self._balance[item.lot] -= item.quantity

    def is_empty(self) -> bool:
        """Return whether nothing is left and no release is under way."""
        return not any(self._balance.values()) and not any(self._releases.values())

    def balance(self) -> dict[str, Decimal]:
        """Return what is left, by lot."""
        return dict(self._balance)

    def releases(self) -> tuple[str, ...]:
        """Return the releases, in the order in which they were called off."""
        return tuple(self._releases)


def _lots(order: ImportOrder, admission: ClearanceView, clock: RegimeClock) -> tuple[Lot, ...]:
    assessed = admission.assessment
    values = (
        {row["id"]: Decimal(row["customs_value"]) for row in assessed.items} if assessed else {}
    )
    return tuple(
        Lot(
            lot=f"{admission.number}/{place}",
            import_reference=order.reference,
            product=goods.item.id,
            quantity=goods.item.quantity,
            admitted_at=admission.released_at,
            expires_on=clock.expires_on.isoformat(),
            freight=goods.freight,
            insurance=goods.insurance,
            currency=goods.freight_currency,
            net_weight_kg=goods.item.net_weight_kg,
            customs_value=values.get(goods.item.id, Decimal(0)),
            assessment=assessed.assessment.sha256 if assessed else "",
            request=assessed.request if assessed else None,
        )
        for place, goods in enumerate(admission.order.goods, start=1)
    )
