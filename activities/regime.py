"""Activities of the regime's clock: what each choice costs for goods that are left in bond."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.assessing import DutyDesk, Packs
from customs.declared import part_of
from customs.duties import Assessment, AssessmentRefused, AssessmentRequest
from customs.duties.impact import leaving
from customs.duties.kinds import TAXES
from customs.duties.overdue import LateAmounts, LateTaxes, overdue
from customs.duties.request import RequestItem
from customs.payload import Payload
from customs.regime_prices import Choice, Figures, HeldLot, PriceRegime, RegimePriced, choices
from customs.storage_bill import PriceTable
from gateways.doors import ExchangeRates, ObjectStore
from stock.ledger import Ledger
from stock.movements import Lot

Prices = Callable[[str, date], PriceTable | None]
"""Gives the price table of a bonded place on a day, None if the house has none."""


class RegimeEvidence(Payload):
    """What a person decides upon: what is left, what it would cost, and what is not known."""

    reference: str
    on: date
    expires_on: date
    abandonment_on: date
    lots: tuple[HeldLot, ...]
    admission_value: Decimal
    duties: dict[str, Decimal]
    """Tax → BRL, if all of it were cleared on the day of asking."""
    choices: tuple[Choice, ...]
    loss: dict[str, str] = {}
    unknown: tuple[str, ...] = ()


class _Held(NamedTuple):
    lot: Lot
    quantity: Decimal


class RegimeActivities:
    """Prices the ways out of bond."""

    def __init__(
        self,
        ledger: Ledger,
        store: ObjectStore,
        rates: ExchangeRates,
        packs: Packs,
        prices: Prices,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._duties = DutyDesk(rates, packs)
        self._prices = prices

    @activity.defn(name="regime.price")
    def price(self, asked: PriceRegime) -> RegimePriced:
        """Return what each choice costs for what is held, stored as a task's evidence."""
        held = self._held(asked)
        assessment, problem = self._assessed(held, asked.on)
        late, late_note = self._late(assessment, asked)
        value = _admission_value(held)
        figures = Figures(
            clock=asked.clock,
            terms=asked.terms,
            on=asked.on,
            entered_on=asked.entered_on,
            admission_value=value,
            payable=assessment.totals.payable if assessment else None,
            late=late,
            late_note=late_note,
            table=self._prices(asked.recinto, asked.on),
        )
        problems = tuple(each for each in (problem, late_note, _lacks(figures)) if each)
        evidence = RegimeEvidence(
            reference=asked.reference,
            on=asked.on,
            expires_on=asked.clock.expires_on,
            abandonment_on=asked.clock.abandonment_on,
            lots=asked.held,
            admission_value=value,
            duties=_duties(assessment),
            choices=choices(figures),
            loss=asked.loss,
            unknown=problems,
        )
        stored = self._store.put_json(evidence.model_dump(mode="json"))
        return RegimePriced(evidence=stored, payable=figures.payable, problems=problems)

    def _held(self, asked: PriceRegime) -> list[_Held]:
        lots = {lot.lot: lot for lot in self._ledger.lots(import_reference=asked.reference)}
        return [_Held(lots[held.lot], held.quantity) for held in asked.held if held.lot in lots]

    def _assessed(self, held: list[_Held], on: date) -> tuple[Assessment | None, str]:
        """Return the duties of one consumption of all that is held, or why they are not known."""
        try:
            request = self._request(held)
            return self._duties.assess(request, on), ""
        except ValueError as why:
            return None, str(why)
        except ApplicationError as why:
            # A quote that is not out yet comes by itself: asked for again. A refusal does not.
            if why.type != "Refused":
                raise
            return None, str(why)

    def _request(self, held: list[_Held]) -> AssessmentRequest:
        """Return one consumption of every lot, from what their admission was assessed from.

        Raises:
            ValueError: an admission's input is not kept, or tells its charges as a whole.
        """
        parts = [
            leaving(self._admission(one.lot), _place(one.lot), one.quantity, {}) for one in held
        ]
        if not parts:
            raise ValueError("nothing is left of it")
        items = tuple(_numbered(part.items[0], n) for n, part in enumerate(parts, start=1))
        return parts[0].model_copy(update={"items": items})

    def _admission(self, lot: Lot) -> AssessmentRequest:
        if lot.request is None:
            raise ValueError(f"the input of the admission's assessment of {lot.lot} is not kept")
        return AssessmentRequest.model_validate(self._store.get_json(lot.request))

    def _late(
        self, assessment: Assessment | None, asked: PriceRegime
    ) -> tuple[dict[str, Decimal] | None, str]:
        """Return the taxes with interest and fine if the breach were paid for on the day."""
        taxes = {t: a for t, a in _duties(assessment).items() if t in TAXES and a > 0}
        if not taxes:
            return None, ""
        late = LateTaxes(taxes=taxes, due_on=asked.registered_on, paid_on=asked.on)
        try:
            return _parts(overdue(late, self._duties.packs())), ""
        except AssessmentRefused as refused:
            return None, str(refused)


def _numbered(item: RequestItem, number: int) -> RequestItem:
    """Return an item under a number of its own: it is told alone, and so is its admission's."""
    linked = item.linked and item.linked.model_copy(update={"item": str(number)})
    return item.model_copy(update={"id": str(number), "linked": linked})


def _parts(late: LateAmounts) -> dict[str, Decimal]:
    return {
        "taxes": late.taxes,
        "interest": sum(late.interest.values(), Decimal(0)),
        "fine": sum(late.fine.values(), Decimal(0)),
    }


def _duties(assessment: Assessment | None) -> dict[str, Decimal]:
    if assessment is None:
        return {}
    totals = assessment.totals
    names = (*TAXES, "antidumping", "siscomex_fee", "afrmm", "icms")
    return {name: getattr(totals, name) for name in names}


def _admission_value(held: list[_Held]) -> Decimal:
    parts = (part_of(lot.customs_value, quantity, lot.quantity) for lot, quantity in held)
    return sum(parts, Decimal(0))


def _lacks(figures: Figures) -> str:
    if figures.entered_on is None:
        return "storage is not told: it is not known when the goods entered"
    return "" if figures.table else "storage is not told: the house has no prices of this place"


def _place(lot: Lot) -> int:
    return int(lot.lot.rpartition("/")[2])
