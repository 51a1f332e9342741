"""What each choice costs when goods come to the end of their term: figures for a decision.

Duties are the engine's, storage that of the place's price table; here they are only put side by
side. What cannot be told is absent, with the reason, and never guessed.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from customs.payload import Payload, StoredRef
from customs.regime_clock import limit_of, next_horizon
from customs.regime_terms import RegimeTerms
from customs.storage_bill import STORAGE, BillLine, PriceTable, Stay, bill
from customs.views import RegimeClock

_YEAR = Decimal(365)
_CENT = Decimal("0.01")


class HeldLot(Payload):
    """How much of a lot is free in bond."""

    lot: str
    quantity: Decimal


class PriceRegime(Payload):
    """Ask what each choice costs for what is held of one admission."""

    reference: str
    held: tuple[HeldLot, ...]
    clock: RegimeClock
    terms: RegimeTerms = RegimeTerms()
    recinto: str = ""
    entered_on: date | None = None
    """Day the goods entered the bonded place; None: storage is not known."""
    registered_on: date
    """Registration of the admission: interest and fine of a breach count from it."""
    on: date
    loss: dict[str, str] = {}
    """Of a loss: moment, who owes, document, for the evidence."""


class RegimePriced(Payload):
    """Answer of ``regime.price``."""

    evidence: StoredRef
    payable: Decimal | None = None
    """What clearing all of it today would take from the account, in BRL; None: not known."""
    problems: tuple[str, ...] = ()


class Choice(Payload):
    """One way out, and what it takes, in BRL."""

    tag: str
    label: str
    label_en: str
    costs: dict[str, Decimal] = {}
    saves: Decimal = Decimal(0)
    """Capital that what is paid later does not cost meanwhile."""
    total: Decimal | None = None
    """Costs less what is saved; None: some part of it is not known."""
    note: str = ""


class Figures(Payload):
    """What is known of the goods that are left, on the day of asking."""

    clock: RegimeClock
    terms: RegimeTerms
    on: date
    entered_on: date | None = None
    admission_value: Decimal = Decimal(0)
    payable: Decimal | None = None
    late: dict[str, Decimal] | None = None
    """Federal taxes with interest and fine, as if the breach were paid for today."""
    late_note: str = ""
    table: PriceTable | None = None


def choices(known: Figures) -> tuple[Choice, ...]:
    """Return each choice with its price; after the term only those that are left (RA 409)."""
    if known.on > known.clock.expires_on:
        return (_overdue(known), _leave(known, "re_export", "Reexportar", "Re-export"))
    return (
        _clear(known),
        _extend(known),
        _leave(known, "re_export", "Reexportar", "Re-export"),
        _leave(known, "transfer", "Transferir a outro regime", "Transfer to another regime"),
        _wait(known),
        _overdue(known),
    )


def _clear(known: Figures) -> Choice:
    costs = _stored(known, known.on)
    if known.payable is not None:
        costs["duties_payable"] = known.payable
    complete = known.payable is not None
    return _choice("clear", "Despachar para consumo", "Clear for consumption", costs, complete)


def _extend(known: Figures) -> Choice:
    until = limit_of(known.clock, special=False, terms=known.terms)
    special = until <= known.clock.expires_on
    until = limit_of(known.clock, special, known.terms)
    label, label_en = f"Prorrogar até {until:%d/%m/%Y}", f"Extend until {until}"
    if until <= known.clock.expires_on:
        note = "the absolute limit is reached (RA art. 408, §1)"
        return Choice(tag="extend", label="Prorrogar", label_en="Extend", note=note)
    why = "special situation, by justified request (RA art. 408, §1)" if special else ""
    return _hold("extend", (label, label_en), known, until, why)


def _wait(known: Figures) -> Choice:
    following = next_horizon(known.clock, known.on, known.terms.horizons)
    until = following[0] if following else known.clock.expires_on
    labels = (f"Esperar até {until:%d/%m/%Y}", f"Wait until {until}")
    return _hold("wait", labels, known, until, "")


def _hold(tag: str, labels: tuple[str, str], known: Figures, until: date, note: str) -> Choice:
    """Return the price of holding until a day: more storage, less capital."""
    now, then = _stored(known, known.on).get(STORAGE), _stored(known, until).get(STORAGE)
    costs = {STORAGE: then - now} if now is not None and then is not None else {}
    saves = Decimal(0)
    if known.payable is not None:
        saves = capital(known.payable, known.terms.capital_rate, (until - known.on).days)
    choice = _choice(tag, *labels, costs, known.payable is not None)
    total = choice.total - saves if choice.total is not None else None
    return choice.model_copy(update={"saves": saves, "total": total, "note": note})


def _leave(known: Figures, tag: str, label: str, label_en: str) -> Choice:
    note = ""
    if known.on > known.clock.expires_on:
        note = (
            f"until {known.clock.abandonment_on}, where customs allows it (DL 1.455 art. 23 II d)"
        )
    choice = _choice(tag, label, label_en, _stored(known, known.on), True)
    return choice.model_copy(update={"note": note})


def _overdue(known: Figures) -> Choice:
    costs = _stored(known, known.on) | (known.late or {})
    if known.late is not None and known.payable is not None:
        # The state's tax, the fee and AFRMM are due with the exit, as with any other.
        costs["other_duties"] = known.payable - known.late["taxes"]
    labels = ("Saída em atraso", "Overdue exit")
    choice = _choice("overdue", *labels, costs, known.late is not None)
    return choice.model_copy(update={"note": known.late_note})


def capital(amount: Decimal, yearly_rate: Decimal, days: int) -> Decimal:
    """Return what ``amount`` costs for some days at a yearly rate, simple, to the cent."""
    return (amount * yearly_rate * days / _YEAR).quantize(_CENT, ROUND_HALF_UP)


def _stored(known: Figures, until: date) -> dict[str, Decimal]:
    return {line.code: line.amount for line in bill_of(known, until)}


def bill_of(known: Figures, until: date) -> tuple[BillLine, ...]:
    """Return what the place would charge if all of it left on a day; nothing if it is not known."""
    if known.table is None or known.entered_on is None:
        return ()
    stay = Stay(value=known.admission_value, entered_on=known.entered_on, left_on=until)
    return bill(stay, known.table)


def _choice(
    tag: str, label: str, label_en: str, costs: dict[str, Decimal], complete: bool
) -> Choice:
    known = complete and (STORAGE in costs)
    total = sum(costs.values(), Decimal(0)) if known else None
    return Choice(tag=tag, label=label, label_en=label_en, costs=costs, total=total)
