"""Quotes and rules of one day, put to a declaration: what two activities need."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from temporalio.exceptions import ApplicationError

from customs.duties import Assessment, AssessmentRefused, AssessmentRequest, RulePack, assess
from customs.duties.derivation import QuoteSource
from customs.duties.kinds import DEFENCE, TAXES
from customs.duties.terms import currencies
from customs.filing import AssessmentMade
from customs.payload import StoredRef
from gateways.doors import ExchangeRates, ObjectStore, Quote, QuoteMissing, Unavailable

Packs = Callable[[], RulePack]
"""Gives the rule pack in force."""

ASK_AGAIN = timedelta(minutes=1)
"""A missing quote is asked for again after so long: it is published within hours, or a person
brings it."""


class DutyDesk:
    """Assesses a request as if it were registered on a day."""

    def __init__(self, rates: ExchangeRates, packs: Packs) -> None:
        self._rates = rates
        self.packs = packs

    def dated(self, request: AssessmentRequest, on: date) -> AssessmentRequest:
        """Return ``request`` as of ``on``, with that day's quotes and where they come from.

        Raises:
            ApplicationError: ``QuoteMissing``: it is asked for again later.
        """
        needed = currencies(request, self.packs().on(on))
        quotes = [self._quote(currency, on) for currency in needed]
        sources = {
            f"exchange.{quote.currency}": QuoteSource(
                currency=quote.currency, quoted_on=quote.quote_date, source=quote.source
            )
            for quote in quotes
        }
        return request.model_copy(
            update={
                "registered_on": on,
                "exchange": {quote.currency: quote.rate for quote in quotes},
                "provenance": request.provenance | sources,
            }
        )

    def assess(self, request: AssessmentRequest, on: date) -> Assessment:
        """Return the duties of ``request`` on ``on``; raises as its two steps do."""
        return self.assess_dated(self.dated(request, on))

    def assess_dated(self, request: AssessmentRequest) -> Assessment:
        """Return the duties of a request that has its day and quotes.

        Raises:
            ApplicationError: ``Refused``, with every problem of the request.
        """
        try:
            assessment = assess(request, self.packs())
        except AssessmentRefused as refused:
            told = [
                {**p.model_dump(mode="json"), "field": f"assessment.{p.field}"}
                for p in refused.problems
            ]
            raise ApplicationError(
                str(refused), told, type="Refused", non_retryable=True
            ) from refused
        return assessment.model_copy(update={"quote_date": _quote_date(request)})

    def _quote(self, currency: str, on: date) -> Quote:
        try:
            return self._rates.quote(currency, on)
        except QuoteMissing as missing:
            raise ApplicationError(
                str(missing) or f"no quote of {currency} for {on}",
                type="QuoteMissing",
                next_retry_delay=ASK_AGAIN,
            ) from missing
        except Unavailable as away:
            if away.retry_after is None:
                raise
            later = timedelta(seconds=away.retry_after)
            raise ApplicationError(str(away), type="Unavailable", next_retry_delay=later) from away


def _quote_date(request: AssessmentRequest) -> date | None:
    """Return the day of the quotes, where who brought them said it."""
    sources = (request.provenance.get(f"exchange.{name}") for name in request.currencies())
    return next((each.quoted_on for each in sources if isinstance(each, QuoteSource)), None)


def _defence(assessment: Assessment) -> dict[str, Decimal]:
    """Return what is payable of each duty of trade defence that arises."""
    arising = (tax for tax in DEFENCE if tax in assessment.calculated)
    return {
        tax: sum(
            (i.taxes[tax].payable for i in assessment.items if tax in i.taxes), Decimal("0.00")
        )
        for tax in arising
    }


def assessment_made(
    assessment: Assessment, stored: StoredRef, request: StoredRef | None = None
) -> AssessmentMade:
    """Return the figures of an assessment that approvals and lists need."""
    totals = assessment.totals
    charges = {"siscomex_fee": totals.siscomex_fee}
    items = tuple(
        {"id": i.id, "customs_value": str(i.customs_value)}
        | {tax: str(i.taxes[tax].calculated) for tax in TAXES}
        for i in assessment.items
    )
    return AssessmentMade(
        assessment=stored,
        on=assessment.registered_on,
        quotes=assessment.quotes,
        quote_date=assessment.quote_date,
        totals={
            "customs_value": totals.customs_value,
            **assessment.calculated,
            **charges,
            "afrmm": totals.afrmm or Decimal("0.00"),
            "icms_base": totals.icms_base or Decimal("0.00"),
            "icms": totals.icms,
        },
        suspended=assessment.suspended,
        payable={tax: getattr(totals, tax) for tax in TAXES} | _defence(assessment) | charges,
        cash=totals.payable,
        items=items,
        rule_pack=assessment.rule_pack,
        request=request,
    )


def keep(store: ObjectStore, assessment: Assessment) -> StoredRef:
    """Store an assessment, which knows where the tree of its amounts lies."""
    if assessment.tree is not None:
        tree = store.put(assessment.tree.canonical(), "application/json")
        assessment = assessment.model_copy(update={"derivation": tree})
    return store.put_json(assessment.model_dump(mode="json"))
