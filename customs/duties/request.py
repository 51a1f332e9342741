"""What is to be assessed: one declaration's goods, charges and quotes, as published JSON.

Amounts are decimals (strings in JSON) and rates are in percent. What is given
here overrides the rule pack, and the derivation says so.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from customs.duties.derivation import Source
from customs.duties.money import (
    Adjustment,
    Amount,
    Currency,
    Freight,
    Money,
    Percent,
    Positive,
    Rate,
    SpecificRate,
)
from customs.identifiers import Ncm
from customs.payload import Payload

Relief = Literal["none", "exempt", "suspended", "zero_rate"]


class IcmsTerms(Payload):
    """How the state's tax is computed where it is not the state's nominal rate."""

    rate: Rate | None = None
    """Nominal rate; None: the rule pack's rate of the state."""
    effective_rate: Annotated[Rate, Field(lt=100)] | None = None
    """Rate by which the base is grossed up, if not that of ``rate`` and ``base_reduction``."""
    charge_rate: Rate | None = None
    """Rate that is charged on the base under a state regime, if not ``rate``."""
    base_reduction: Percent | None = None
    """Part of the base that is taken away, in percent."""
    deferral: Percent | None = None
    """Part of the tax that is paid later, in percent."""
    exempt: bool = False
    """The state does without the tax; it is computed and not payable."""
    regime: str | None = None
    """A regime of the state, whose terms the rule pack holds (``ttd409``)."""


class AdmittedItem(Payload):
    """The item of an admission that goods are drawn from: charges are taken pro rata."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    declaration: str
    item: str
    quantity: Positive
    admitted_quantity: Positive


class GivenRates(Payload):
    """Rates that replace those of the rule pack, in percent."""

    ii: Rate | None = None
    ipi: Rate | None = None
    pis: Rate | None = None
    cofins: Rate | None = None
    antidumping: Rate | None = None
    countervailing: Rate | None = None
    safeguard: Rate | None = None


class GivenSpecific(Payload):
    """Rates per quantity that replace those of the rule pack."""

    ii: SpecificRate | None = None
    ipi: SpecificRate | None = None
    pis: SpecificRate | None = None
    cofins: SpecificRate | None = None
    antidumping: SpecificRate | None = None
    countervailing: SpecificRate | None = None
    safeguard: SpecificRate | None = None


NO_SPECIFIC = GivenSpecific()


class GivenReductions(Payload):
    """Part of a calculated tax that is taken away, in percent; replaces that of the rule pack."""

    ii: Percent | None = None
    ipi: Percent | None = None
    pis: Percent | None = None
    cofins: Percent | None = None


class GivenRelief(Payload):
    """Relief per tax, beyond what the kind of declaration gives by itself."""

    ii: Relief = "none"
    ipi: Relief = "none"
    pis: Relief = "none"
    cofins: Relief = "none"
    antidumping: Relief = "none"
    countervailing: Relief = "none"
    safeguard: Relief = "none"


NO_RATES, NO_REDUCTIONS, NO_RELIEF = GivenRates(), GivenReductions(), GivenRelief()


class RequestItem(Payload):
    """One item of the declaration."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str
    addition: Annotated[int, Field(ge=1)] | None = None
    """Number of its addition; None: items of one NCM, origin, currency and Incoterm share one."""
    ncm: Ncm
    origin: str | None = None
    """Country, ISO 3166-1 alpha-2: trade defence and agreements depend on it."""
    producer: str | None = None
    """Maker as a resolution of trade defence names it."""
    quantity: Positive = Decimal(1)
    net_weight_kg: Amount = Decimal(0)
    value: Money | None = None
    """Price of the goods under the Incoterm, for the whole quantity."""
    unit_price: Money | None = None
    """Price of one; the value is then quantity × unit price."""
    incoterm: str = "FOB"
    valuation_method: Annotated[int, Field(ge=1, le=6)] = 1
    """Method of the AVA; 1 is the price of a sale."""
    valuation_reason: str = ""
    """Why the value is not that of a sale; needed for every other method."""
    customs_value: Amount | None = None
    """In BRL; replaces the computed one."""
    adjustments: tuple[Adjustment, ...] = ()
    """Additions to its price and deductions from it."""
    class_trib: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None
    """cClassTrib: how IBS and CBS treat it (LC 214/2025); without it they are not told."""
    freight: Money | None = None
    insurance: Money | None = None
    """Own charges in place of a share; with ``linked`` those of the whole admission item."""
    linked: AdmittedItem | None = None
    ex: str | None = None
    """Number of the ex-tarifário of II that is claimed."""
    ipi_ex: str | None = None
    """Number of the ex of the TIPI that is claimed."""
    agreement: str | None = None
    """Trade agreement whose preference is claimed (``ACE18``), for goods of ``origin``."""
    rates: GivenRates = NO_RATES
    specific: GivenSpecific = NO_SPECIFIC
    reductions: GivenReductions = NO_REDUCTIONS
    relief: GivenRelief = NO_RELIEF


class AssessmentRequest(Payload):
    """Input of the engine: the registration date decides rules and quotes."""

    registered_on: date
    kind: str
    """``consumption``, ``admission``, ``bonded_consumption`` or another of ``duties.kinds``."""
    declaration: Literal["duimp", "di"] = "duimp"
    state: str = "SP"
    transport: str = "sea"
    navigation: str | None = None
    """By sea: ``cabotage``, ``river_liquid_bulk`` or ``river``; None is long haul."""
    exchange: dict[Currency, Positive] = {}
    """Currency → BRL for one unit, of the right day for ``registered_on``."""
    freight: Freight | None = None
    """Of the items that bring none of their own."""
    insurance: Money | None = None
    adjustments: tuple[Adjustment, ...] = ()
    """Additions and deductions that all items share."""
    net_weight_kg: Amount | None = None
    """Of the whole, as the packing list says it; the items have to add up to it."""
    siscomex_fee: Amount | None = None
    """Given in BRL; None: computed."""
    afrmm: Amount | None = None
    """Given in BRL; None: computed where it is due."""
    afrmm_due: bool | None = None
    """Whether AFRMM is due with this declaration; None: it is by sea, where goods are released."""
    afrmm_base: Money | None = None
    """Freight of the bill of lading, if it is not that of the items."""
    other_in_icms_base: Amount = Decimal(0)
    expenses: dict[str, Amount] = {}
    """Customs expenses in BRL by name (``storage``); the state says which are in its base."""
    icms: IcmsTerms | None = None
    items: tuple[RequestItem, ...]
    provenance: dict[str, Source] = {}
    """Path of a field, as in ``items.0.value`` or ``exchange.USD`` → where its value comes from."""

    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that need a quote, in order of appearance."""
        return tuple(currency for currency in _currencies(self) if currency != "BRL")


def _currencies(request: AssessmentRequest) -> dict[str, None]:
    """Return every currency once; asked of each request, so without looking at empty fields."""
    named = dict.fromkeys(money.currency for _, _, money in _of_the_whole(request))
    for place, item in enumerate(request.items):
        for money in (item.value, item.unit_price, item.freight, item.insurance):
            if money is not None:
                named[money.currency] = None
        if item.adjustments or item.specific is not NO_SPECIFIC:
            named |= dict.fromkeys(money.currency for _, _, money in _rarely(place, item))
    return named


def moneys(request: AssessmentRequest) -> Iterator[tuple[int, str, Money]]:
    """Tell every amount in a currency: place of the item or -1, field, and the amount."""
    yield from _of_the_whole(request)
    for place, item in enumerate(request.items):
        yield from _told(place, item, ("value", "unit_price", "freight", "insurance"))
        yield from _rarely(place, item)


def _of_the_whole(request: AssessmentRequest) -> Iterator[tuple[int, str, Money]]:
    yield from _told(-1, request, ("freight", "insurance", "afrmm_base"))
    yield from _adjustments(-1, request.adjustments)


def _rarely(place: int, item: RequestItem) -> Iterator[tuple[int, str, Money]]:
    yield from _adjustments(place, item.adjustments)
    for _, tax, rate in _told(place, item.specific, tuple(GivenSpecific.model_fields)):
        yield place, f"specific.{tax}", rate


def _told(place: int, holder: Payload, fields: tuple[str, ...]) -> Iterator[tuple[int, str, Money]]:
    for field in fields:
        money: Money | None = getattr(holder, field)
        if money is not None:
            yield place, field, money


def _adjustments(
    place: int, adjustments: tuple[Adjustment, ...]
) -> Iterator[tuple[int, str, Money]]:
    return ((place, f"adjustments.{n}", one) for n, one in enumerate(adjustments))
