"""Releases: what one will cost, to be asked of the buyer before it is filed."""

from temporalio import activity

from activities.assessing import DutyDesk, Packs, keep
from customs.clock import brazilian_date
from customs.declarations.assembling import build
from customs.filing import RequestFunds
from customs.views import FundsRequest
from gateways.doors import ExchangeRates, ObjectStore
from planning.funds import funds, storage
from records.ports import BusinessClock


class ReleaseActivities:
    """Works out the money of a release."""

    def __init__(
        self, store: ObjectStore, rates: ExchangeRates, packs: Packs, clock: BusinessClock
    ) -> None:
        self._store = store
        self._duties = DutyDesk(rates, packs)
        self._clock = clock

    @activity.defn(name="release.request_funds")
    def request_funds(self, request: RequestFunds) -> FundsRequest:
        """Return the funds to ask for: duties at today's quote, what is late, margin, local costs."""
        today = brazilian_date(self._clock.read().now)
        assessment = self._duties.assess(build(request.order).assessment, today)
        stored_for = storage(
            request.admission_value,
            request.costs,
            request.entered_on,
            request.leaving_on or today,
        )
        late = request.order.late
        taxes = assessment.totals.payable + (late.charges if late else 0)
        asked = funds(taxes, stored_for, request.costs, assessment.quote_date)
        return asked.model_copy(update={"assessment": keep(self._store, assessment)})
