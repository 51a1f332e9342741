"""The preview of a proposed pack over everything that lies in bond, spread over the cores."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import cache
from multiprocessing import get_context
from typing import NamedTuple

from customs.clock import brazilian_date
from customs.duties import AssessmentRequest, RulePack, parse
from customs.duties.impact import Outcome, days_around, leaving, outcomes
from customs.duties.previewing import LotImpact, Preview, savings
from customs.quotes import Quote
from gateways.doors import ExchangeRates, ObjectStore
from records.ports import BusinessClock
from stock.ledger import Ledger
from stock.movements import Lot

FEW = 400
"""Requests for which starting processes would take longer than assessing them."""
_CHUNK = 200
_IN_BOND = ("bonded", "reserved:")
"""Accounts whose goods will be declared yet; what is in clearance is assessed already."""


class PackText(NamedTuple):
    """A pack and the text that a child process reads it from."""

    pack: RulePack
    text: str


class _Held(NamedTuple):
    lot: Lot
    quantity: Decimal


class ImpactDesk:
    """Knows what lies in bond, and puts a proposed pack to it."""

    def __init__(
        self, ledger: Ledger, store: ObjectStore, rates: ExchangeRates, clock: BusinessClock
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._rates = rates
        self._clock = clock

    def preview(self, before: PackText, after: PackText) -> Preview:
        """Return what ``after`` in place of ``before`` changes, lot by lot and day by day.

        Raises:
            QuoteMissing: a currency has no quote in force today.
            Unavailable: its publisher did not answer.
        """
        today = brazilian_date(self._clock.read().now)
        held = self._in_bond()
        admissions = self._admissions(held)
        quotes = self._quotes([a for a in admissions.values() if a is not None], today)
        requests, unknown = _leaving(held, admissions, {q.currency: q.rate for q in quotes})
        found = assessed(requests, before, after, today)
        impacts = [_impact(h, found[h.lot.lot]) for h in held if h.lot.lot in found]
        changed = tuple(impact for impact in impacts if impact.outcome.changes)
        return Preview(
            base=before.pack.sha256,
            pack=after.pack.sha256,
            today=today,
            days=days_around(before.pack, after.pack, today),
            exchange=tuple(quotes),
            lots_in_bond=len(held),
            changed=changed,
            savings=savings(changed),
            unknown=unknown | {i.lot: i.outcome.problem for i in impacts if i.outcome.problem},
        )

    def _in_bond(self) -> list[_Held]:
        """Return the lots that hold goods to be declared yet, the earliest to expire first."""
        quantities: dict[str, Decimal] = {}
        for account in _IN_BOND:
            for balance in self._ledger.balances(account):
                quantities[balance.lot] = quantities.get(balance.lot, Decimal(0)) + balance.quantity
        lots = (lot for lot in self._ledger.lots() if quantities.get(lot.lot))
        return [_Held(lot, quantities[lot.lot]) for lot in lots]

    def _admissions(self, held: Sequence[_Held]) -> dict[str, AssessmentRequest | None]:
        """Return the admission's assessment input of each lot, each read once."""
        inputs = {h.lot.request.sha256: h.lot.request for h in held if h.lot.request is not None}
        read = {
            sha256: AssessmentRequest.model_validate(self._store.get_json(ref))
            for sha256, ref in inputs.items()
        }
        return {h.lot.lot: read[h.lot.request.sha256] if h.lot.request else None for h in held}

    def _quotes(self, admissions: Sequence[AssessmentRequest], today: date) -> list[Quote]:
        named = sorted({currency for each in admissions for currency in each.currencies()})
        return [self._rates.quote(currency, today) for currency in named]


def _leaving(
    held: Sequence[_Held],
    admissions: Mapping[str, AssessmentRequest | None],
    exchange: dict[str, Decimal],
) -> tuple[dict[str, AssessmentRequest], dict[str, str]]:
    """Return the consumption of all that each lot holds, and why some have none."""
    requests: dict[str, AssessmentRequest] = {}
    unknown: dict[str, str] = {}
    for lot, quantity in held:
        admission = admissions[lot.lot]
        if admission is None:
            unknown[lot.lot] = "the input of its admission's assessment is not kept"
            continue
        try:
            requests[lot.lot] = leaving(admission, _place(lot), quantity, exchange)
        except ValueError as why:
            unknown[lot.lot] = str(why)
    return requests, unknown


def assessed(
    requests: dict[str, AssessmentRequest], before: PackText, after: PackText, today: date
) -> dict[str, Outcome]:
    """Return the outcome of each request by its name; equal requests are assessed once."""
    texts = {name: request.model_dump_json() for name, request in requests.items()}
    different = {text: requests[name] for name, text in texts.items()}
    found = _spread(list(different.values()), before, after, today)
    by_text = dict(zip(different, found, strict=True))
    return {name: by_text[text] for name, text in texts.items()}


def _spread(
    requests: list[AssessmentRequest], before: PackText, after: PackText, today: date
) -> list[Outcome]:
    if len(requests) < FEW:
        return outcomes(requests, before.pack, after.pack, today)
    chunks = [requests[start : start + _CHUNK] for start in range(0, len(requests), _CHUNK)]
    # Spawned: a thread of the worker may hold any lock while it would be forked.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(_in_child, chunk, before.text, after.text, today) for chunk in chunks]
        return [outcome for task in tasks for outcome in task.result()]


def _in_child(
    requests: list[AssessmentRequest], before: str, after: str, today: date
) -> list[Outcome]:
    return outcomes(requests, _pack(before), _pack(after), today)


_pack = cache(parse)


def _place(lot: Lot) -> int:
    return int(lot.lot.rpartition("/")[2])


def _impact(held: _Held, outcome: Outcome) -> LotImpact:
    return LotImpact(
        lot=held.lot.lot,
        product=held.lot.product,
        quantity=held.quantity,
        expires_on=date.fromisoformat(held.lot.expires_on),
        outcome=outcome,
    )
