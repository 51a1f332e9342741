"""Funds for a release (``numerário``): duties with a margin, and what the warehouse, the broker
and the carrier will charge."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from customs.orders import LocalCosts
from customs.storage_bill import StorageStep, started_periods, stored_for
from customs.views import FundsRequest

_CENT = Decimal("0.01")


def storage(
    admission_value: Decimal, costs: LocalCosts, entered_on: date | None, leaving_on: date
) -> Decimal:
    """Return the storage of goods worth ``admission_value`` at admission, in BRL.

    Nothing while it is not known when they entered.
    """
    if entered_on is None:
        return Decimal("0.00")
    periods = started_periods(entered_on, leaving_on, costs.period_days)
    return stored_for(admission_value, periods, (StorageStep(rate=costs.storage_rate),))


def funds(
    taxes: Decimal, storage_brl: Decimal, costs: LocalCosts, quote_date: date | None
) -> FundsRequest:
    """Return what the buyer is asked for: duties, a margin for the exchange rate, local costs."""
    margin = _cents(taxes * costs.margin)
    local = _cents(storage_brl + costs.handling + costs.broker + costs.carrier)
    return FundsRequest(
        taxes=taxes,
        margin=margin,
        storage=storage_brl,
        local=local,
        total=taxes + margin + local,
        quote_date=quote_date,
    )


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
