"""What is to be assessed: one declaration's goods, charges and quotes, as published JSON.

Amounts are decimals (strings in JSON) and rates are in percent. What is given
here overrides the rule pack, and the derivation says so.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from customs.duties.derivation import Source
from customs.identifiers import Ncm
from customs.payload import Payload

Amount = Annotated[Decimal, Field(ge=0)]
Rate = Annotated[Decimal, Field(ge=0, lt=1000)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Relief = Literal["none", "exempt", "suspended", "zero_rate"]
Kind = Literal["admission", "consumption", "bonded_consumption"]


class Money(Payload):
    """An amount in a currency."""

    amount: Amount
    currency: Currency


class Freight(Money):
    """International freight of the whole declaration and the key by which items share it."""

    apportion_by: Literal["net_weight", "value"] = "net_weight"


class IcmsTerms(Payload):
    """How the state's tax is computed where it is not the state's nominal rate."""

    rate: Rate | None = None
    """Nominal rate; None: the rule pack's rate of the state."""
    effective_rate: Rate | None = None
    """Rate by which the base is grossed up, if not that of ``rate`` and ``base_reduction``."""
    charge_rate: Rate | None = None
    """Rate that is charged on the base under a state regime, if not ``rate``."""
    base_reduction: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    """Part of the base that is taken away, in percent."""


class AdmittedItem(Payload):
    """The item of an admission that goods are drawn from: charges are taken pro rata."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    declaration: str
    item: str
    quantity: Annotated[Decimal, Field(gt=0)]
    admitted_quantity: Annotated[Decimal, Field(gt=0)]


class GivenRates(Payload):
    """Rates that replace those of the rule pack."""

    ii: Rate | None = None
    ipi: Rate | None = None
    pis: Rate | None = None
    cofins: Rate | None = None


class GivenRelief(Payload):
    """Relief per tax, beyond what the kind of declaration gives by itself."""

    ii: Relief = "none"
    ipi: Relief = "none"
    pis: Relief = "none"
    cofins: Relief = "none"


class RequestItem(Payload):
    """One item of the declaration."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str
    addition: int | None = None
    """Number of its addition; None: items of one NCM, origin, currency and Incoterm share one."""
    ncm: Ncm
    origin: str | None = None
    quantity: Amount = Decimal(1)
    net_weight_kg: Amount = Decimal(0)
    value: Money | None = None
    """Price of the goods under the Incoterm, for the whole quantity."""
    incoterm: str = "FOB"
    customs_value: Amount | None = None
    """In BRL; replaces the computed one."""
    class_trib: str | None = None
    freight: Money | None = None
    insurance: Money | None = None
    """Own charges in place of a share; with ``linked`` those of the whole admission item."""
    linked: AdmittedItem | None = None
    rates: GivenRates = GivenRates()
    relief: GivenRelief = GivenRelief()


class AssessmentRequest(Payload):
    """Input of the engine: the registration date decides rules and quotes."""

    registered_on: date
    kind: Kind
    declaration: Literal["duimp", "di"] = "duimp"
    state: str = "SP"
    transport: str = "sea"
    exchange: dict[str, Annotated[Decimal, Field(gt=0)]] = {}
    """Currency → BRL for one unit, of the right day for ``registered_on``."""
    freight: Freight | None = None
    insurance: Money | None = None
    afrmm: Amount | None = None
    """Given in BRL; None: computed where ``afrmm_due`` says so."""
    afrmm_due: bool = False
    other_in_icms_base: Amount = Decimal(0)
    icms: IcmsTerms | None = None
    items: tuple[RequestItem, ...]
    provenance: dict[str, Source] = {}
    """Path of a field, as in ``items.0.value`` or ``exchange.USD`` → where its value comes from."""

    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that need a quote, in order of appearance."""
        told = [self.freight, self.insurance]
        told += [m for i in self.items for m in (i.value, i.freight, i.insurance)]
        named = dict.fromkeys(money.currency for money in told if money is not None)
        return tuple(currency for currency in named if currency != "BRL")
