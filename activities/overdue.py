"""What goods owe beside their taxes once their term in bond is over."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.assessing import DutyDesk, Packs
from customs.clock import brazilian_date
from customs.declarations.assembling import build
from customs.duties import AssessmentRefused
from customs.duties.kinds import TAXES
from customs.duties.overdue import LateTaxes, overdue
from customs.duties.request import AssessmentRequest
from customs.orders import ClearanceOrder, LateCharges
from gateways.doors import ExchangeRates, ObjectStore
from records.ports import BusinessClock
from stock.ledger import Ledger
from stock.lots import LotState

_Due = defaultdict[date, defaultdict[str, Decimal]]


class OverdueActivities:
    """Works out interest and fine of an overdue exit (RA art. 311)."""

    def __init__(
        self,
        ledger: Ledger,
        store: ObjectStore,
        rates: ExchangeRates,
        packs: Packs,
        clock: BusinessClock,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._duties = DutyDesk(rates, packs)
        self._clock = clock

    @activity.defn(name="release.overdue_charges")
    def charges(self, order: ClearanceOrder) -> LateCharges:
        """Return what the goods of a consumption owe today because they are late.

        The taxes are those of a consumption registered today; interest and fine are counted
        from the registration of each lot's admission.

        Raises:
            ApplicationError: ``NotOverdue``: the term of a lot is not over; or the rules refuse.
        """
        today = brazilian_date(self._clock.read().now)
        lots = self._overdue(order, today)
        due = self._taxes(order, lots, today)
        try:
            late = [
                overdue(LateTaxes(taxes=dict(taxes), due_on=on, paid_on=today),
                        self._duties.packs())
                for on, taxes in due.items()
            ]  # fmt: skip
        except AssessmentRefused as refused:
            raise ApplicationError(str(refused), type="Refused", non_retryable=True) from refused
        return LateCharges(
            interest=sum((sum(each.interest.values(), Decimal(0)) for each in late), Decimal(0)),
            fine=sum((sum(each.fine.values(), Decimal(0)) for each in late), Decimal(0)),
            taxes=sum((each.taxes for each in late), Decimal(0)),
            due_on=min(due),
            counted_on=today,
            expired_on=min(state.expires_on for state in lots.values()),
            abandonment_on=min(state.abandonment_on for state in lots.values()),
        )

    def _overdue(self, order: ClearanceOrder, today: date) -> dict[str, LotState]:
        wanted = {goods.lot for goods in order.goods}
        states = {s.lot.lot: s for s in self._ledger.lot_states() if s.lot.lot in wanted}
        for state in states.values():
            if not state.is_overdue(today):
                raise ApplicationError(
                    f"lot {state.lot.lot} is in term until {state.expires_on}: it leaves as a "
                    "consumption, without interest and fine",
                    type="NotOverdue",
                    non_retryable=True,
                )
        return states

    def _taxes(self, order: ClearanceOrder, lots: dict[str, LotState], today: date) -> _Due:
        assessed = self._duties.assess(build(order).assessment, today)
        due: _Due = defaultdict(lambda: defaultdict(Decimal))
        for goods, item in zip(order.goods, assessed.items, strict=True):
            on = self._admission_registered_on(lots[goods.lot or ""])
            for tax in TAXES:
                due[on][tax] += item.taxes[tax].payable
        return due

    def _admission_registered_on(self, state: LotState) -> date:
        """Return the day from which interest counts; the release's, where no input was kept."""
        if state.lot.request is None:
            return brazilian_date(state.lot.admitted_at)
        told = self._store.get_json(state.lot.request)
        return AssessmentRequest.model_validate(told).registered_on
