"""What a bonded place charges: its price table as data, the expected bill, and the invoiced one.

Storage is ad valorem: a part of the customs value at admission for each started period, by steps
that may grow with the stay. Capatazia is kept apart: it never enters the customs value, and the
base of the state's tax only where the state says so (practice 1.3, point 14).
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field

from customs.payload import Payload

STORAGE = "storage"
"""Code of the line of ad valorem storage."""
_CENT = Decimal("0.01")


class StorageStep(Payload):
    """The part of the value that each started period costs, from a period on."""

    from_period: int = Field(default=1, ge=1)
    rate: Decimal = Field(ge=0)


class Service(Payload):
    """Something else that the place charges for: handling, stripping, photos, overtime."""

    code: str
    label: str
    label_en: str
    price: Decimal = Field(ge=0)
    """In BRL, each."""
    each: str = "exit"
    """What it is counted by: ``entry``, ``exit``, ``package``, ``pallet``, ``tonne``, ``hour``."""
    apart: bool = False
    """Capatazia: told apart from the rest of the bill."""


class PriceTable(Payload):
    """The prices of one bonded place while they hold."""

    recinto: str
    valid_from: date
    valid_until: date | None = None
    period_days: int = Field(default=10, gt=0)
    steps: tuple[StorageStep, ...]
    minimum: Decimal = Field(default=Decimal(0), ge=0)
    """The least that storage costs per exit."""
    services: tuple[Service, ...] = ()
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Return whether the prices hold on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Stay(Payload):
    """What lay in a bonded place: its worth at admission, its days, and the services it had."""

    value: Decimal
    """Customs value at admission in BRL of the part that leaves."""
    entered_on: date
    left_on: date
    services: dict[str, Decimal] = {}
    """Code → how many; what is charged once per exit need not be told."""


class BillLine(Payload):
    """One line of a bill, in BRL."""

    code: str
    label: str
    quantity: Decimal = Decimal(1)
    amount: Decimal
    apart: bool = False


class BillDifference(Payload):
    """A line that is not what was expected; an amount of None: the bill has no such line."""

    code: str
    label: str
    expected: Decimal | None
    invoiced: Decimal | None

    @property
    def over(self) -> Decimal:
        """How much too much was invoiced, below zero if too little."""
        return (self.invoiced or Decimal(0)) - (self.expected or Decimal(0))


def parse_tables(text: str) -> tuple[PriceTable, ...]:
    """Return the price tables of a TOML text.

    Raises:
        ValueError: the text is no TOML, or a table lacks something.
    """
    told = tomllib.loads(text)
    return tuple(PriceTable.model_validate(one) for one in told.get("table", ()))


def table_of(tables: Iterable[PriceTable], day: date) -> PriceTable | None:
    """Return the table that holds on a day, the newest if several do."""
    found = [table for table in tables if table.holds_on(day)]
    return max(found, key=lambda table: table.valid_from, default=None)


def started_periods(entered_on: date, left_on: date, period_days: int) -> int:
    """Return the started periods; the day of entry is the first day of the first."""
    return max((left_on - entered_on).days, 0) // period_days + 1


def stored_for(
    value: Decimal, periods: int, steps: Iterable[StorageStep], minimum: Decimal = Decimal(0)
) -> Decimal:
    """Return the ad valorem storage of ``periods``, to the cent and at least ``minimum``."""
    by_start = sorted(steps, key=lambda step: step.from_period)
    rate = Decimal(0)
    for period in range(1, periods + 1):
        rate += next((s.rate for s in reversed(by_start) if s.from_period <= period), Decimal(0))
    return max(_cents(value * rate), minimum)


def bill(stay: Stay, table: PriceTable) -> tuple[BillLine, ...]:
    """Return what is to be expected for a stay: storage first, then each service that was had."""
    periods = started_periods(stay.entered_on, stay.left_on, table.period_days)
    storage = stored_for(stay.value, periods, table.steps, table.minimum)
    lines = [BillLine(code=STORAGE, label="Armazenagem", quantity=Decimal(periods), amount=storage)]
    for service in table.services:
        count = stay.services.get(service.code, Decimal(1 if service.each == "exit" else 0))
        if count:
            lines.append(_line(service, count))
    return tuple(lines)


def total(lines: Iterable[BillLine]) -> Decimal:
    """Return what a bill comes to."""
    return sum((line.amount for line in lines), Decimal(0))


def added(bills: Iterable[tuple[BillLine, ...]]) -> tuple[BillLine, ...]:
    """Return several bills as one: lines of one code in one."""
    together: dict[str, BillLine] = {}
    for line in (line for one in bills for line in one):
        known = together.get(line.code)
        more = {
            "quantity": line.quantity + (known.quantity if known else 0),
            "amount": line.amount + (known.amount if known else 0),
        }
        together[line.code] = line.model_copy(update=more)
    return tuple(together.values())


def compare(
    expected: Iterable[BillLine], invoiced: Mapping[str, Decimal]
) -> tuple[BillDifference, ...]:
    """Return the lines of which the invoice says something else, code by code."""
    wanted = {line.code: line for line in expected}
    codes = dict.fromkeys([*wanted, *invoiced])
    found = [
        BillDifference(
            code=code,
            label=wanted[code].label if code in wanted else code,
            expected=wanted[code].amount if code in wanted else None,
            invoiced=invoiced.get(code),
        )
        for code in codes
    ]
    return tuple(one for one in found if one.expected != one.invoiced)


def _line(service: Service, count: Decimal) -> BillLine:
    return BillLine(
        code=service.code,
        label=service.label,
        quantity=count,
        amount=_cents(service.price * count),
        apart=service.apart,
    )


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
