"""Out of which lots a release draws: those that expire first, or those that a person names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import Field

from customs.orders import LotDraw
from planning.release_pacing import LotFree, first_expired_first_out
from stock.ledger import Ledger
from stock.lots import LotState
from stock.units import DoesNotConvert, Units
from wiring.desk.errors import Conflict, Invalid
from wiring.desk.figures import FiguresForm


class DrawForm(FiguresForm):
    """A quantity of one lot, in the lot's own unit."""

    lot: str = Field(min_length=1)
    quantity: Decimal = Field(gt=0)


class LineForm(FiguresForm):
    """How much of an item is to leave; out of which lots, if a person chooses them."""

    item: str = Field(min_length=1)
    quantity: Decimal = Field(gt=0)
    unit: str | None = None
    """Left out: the lot's own."""
    draws: tuple[DrawForm, ...] = ()


@dataclass(frozen=True)
class Bonded:
    """The lots in bond and what is free of each, on a day."""

    states: dict[str, LotState]
    free: dict[str, Decimal]
    on: date

    @classmethod
    def of(cls, ledger: Ledger, on: date) -> "Bonded":
        """Read the ledger."""
        states = {state.lot.lot: state for state in ledger.lot_states()}
        free = {b.lot: b.quantity for b in ledger.balances("bonded") if b.account == "bonded"}
        return cls(states, free, on)

    def draws(self, line: LineForm, late: bool) -> tuple[LotDraw, ...]:
        """Return what is drawn for a line; ``late``: out of lots whose term is over.

        Raises:
            Invalid: no such lot, or a unit that does not convert.
            Conflict: more than is free, or a lot that may not leave like this.
        """
        if line.draws:
            _must_add_up(line)
            return tuple(self._named(line, draw, late) for draw in line.draws)
        fit = [s for s in self._of_item(line) if not s.blocked and s.is_overdue(self.on) == late]
        wanted = self._quantity(line, fit or self._of_item(line))
        lots = [
            LotFree(s.lot.lot, s.lot.import_reference, s.expires_on.isoformat(), self._free(s))
            for s in fit
        ]
        self._must_hold(line, wanted, sum((lot.free for lot in lots), Decimal(0)), late)
        return tuple(
            LotDraw(
                import_reference=d.import_reference, lot=d.lot, item=line.item, quantity=d.quantity
            )
            for d in first_expired_first_out(wanted, lots)
        )

    def _of_item(self, line: LineForm) -> list[LotState]:
        found = [s for s in self.states.values() if s.lot.product == line.item and self._free(s)]
        if not found:
            raise Invalid(
                "nothing-in-bond", f"Nothing of {line.item} is free in bond.", field="items"
            )
        return found

    def _named(self, line: LineForm, draw: DrawForm, late: bool) -> LotDraw:
        state = self.states.get(draw.lot)
        if state is None or state.lot.product != line.item:
            detail = f"There is no lot {draw.lot!r} of {line.item} in bond."
            raise Invalid("unknown-lot", detail, field="items")
        if state.blocked:
            raise Conflict("lot-blocked", f"The lot {draw.lot} is held: {state.blocked}.")
        self._must_be_in_term(state, late)
        if draw.quantity > self._free(state):
            raise _overdrawn(line.item, draw.lot, self._free(state), draw.quantity)
        return LotDraw(
            import_reference=state.lot.import_reference,
            lot=draw.lot,
            item=line.item,
            quantity=draw.quantity,
        )

    def _must_be_in_term(self, state: LotState, late: bool) -> None:
        if state.is_overdue(self.on) and not late:
            raise _expired(state)
        if late and not state.is_overdue(self.on):
            detail = f"The lot {state.lot.lot} is in term until {state.expires_on}: it is not late."
            raise Conflict("not-overdue", detail, field="destination")

    def _must_hold(self, line: LineForm, wanted: Decimal, free: Decimal, late: bool) -> None:
        if wanted <= free:
            return
        expired = [s for s in self._of_item(line) if s.is_overdue(self.on)]
        if expired and not late and free == 0:
            raise _expired(expired[0])
        raise _overdrawn(line.item, "", free, wanted)

    def _quantity(self, line: LineForm, states: Sequence[LotState]) -> Decimal:
        unit = states[0].lot.unit
        if line.unit is None:
            return line.quantity
        try:
            return Units(unit).convert(line.quantity, line.unit, unit)
        except DoesNotConvert as problem:
            raise Invalid("unit-does-not-convert", f"{problem}.", field="items") from problem

    def _free(self, state: LotState) -> Decimal:
        return self.free.get(state.lot.lot, Decimal(0))


def _must_add_up(line: LineForm) -> None:
    named = sum((draw.quantity for draw in line.draws), Decimal(0))
    if named != line.quantity:
        detail = f"The lots named make {named} {line.item}; {line.quantity} was asked."
        raise Invalid("draws-do-not-add-up", detail, field="items")


def _overdrawn(item: str, lot: str, free: Decimal, asked: Decimal) -> Conflict:
    of_lot = f" of lot {lot}" if lot else ""
    return Conflict(
        "over-withdrawal",
        f"bonded holds {free} {item}{of_lot} that may leave like this; {asked} was asked.",
        field="items",
        extra={"account": "bonded", "balance": str(free), "asked": str(asked)},
    )


def _expired(state: LotState) -> Conflict:
    return Conflict(
        "lot-expired",
        f"The term of lot {state.lot.lot} ended on {state.expires_on}. Until {state.abandonment_on}, "
        "and before forfeiture, it leaves only as overdue_consumption: with interest and fine, "
        "approved by the customs manager.",
        field="destination",
        extra={"offer": "overdue_consumption", "expired_on": state.expires_on.isoformat()},
    )
