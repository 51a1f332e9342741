"""The bonded ledger in PostgreSQL; its laws are kept by the database itself.

A movement is one statement, ``post_movement``, and its own transaction: there is
no state between two statements in which a process could die.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.exc import IntegrityError

from stock.lots import LotEvent, LotState, states_of
from stock.movements import (
    Balance,
    Lot,
    Movement,
    MovementConflict,
    Posting,
    UnknownLot,
)
from stock.sql.refusals import refusals
from stock.sql.tables import balance, lot_event, movement, posting
from stock.sql.tables import lot as lots
from stock.sql.till import Till

_POST = "select post_movement(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


class SqlLedger:
    """Movements are inserted, never updated, never deleted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._till = Till(engine)

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
        """
        with refusals():
            self._till.one(_POST, _arguments(movement))

    def post_many(self, movements: Sequence[Movement]) -> None:
        """Post movements in their order, all or none; those that were posted before stay.

        Raises:
            MovementConflict: a key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
        """
        with refusals():
            self._till.many(_POST, [_arguments(movement) for movement in movements])

    def open_lot(self, lot: Lot) -> None:
        """Register a lot once; again with the same content is a no-op.

        Raises:
            MovementConflict: the lot is open with other content.
        """
        write = insert(lots).values(
            lot=lot.lot,
            import_reference=lot.import_reference,
            product=lot.product,
            expires_on=date.fromisoformat(lot.expires_on),
            body=lot.model_dump(mode="json"),
            admitted_at=lot.admitted_at,
        )
        with self._engine.begin() as connection:
            connection.execute(write.on_conflict_do_nothing())
            kept = connection.execute(select(lots.c.body).where(lots.c.lot == lot.lot))
            if Lot.model_validate(kept.scalar_one()) != lot:
                raise MovementConflict(f"lot {lot.lot} is open with other content")

    def note(self, event: LotEvent) -> None:
        """Note once what happened to a lot; again with the same content is a no-op.

        Raises:
            MovementConflict: the key was already noted with other content.
            UnknownLot: there is no such lot.
        """
        told = {"key", "lot", "kind", "until", "occurred_at", "recorded_at"}
        values = event.model_dump(include=told) | {"fact": event.fact}
        write = insert(lot_event).values(**values, body=event.model_dump(mode="json"))
        try:
            with self._engine.begin() as connection:
                connection.execute(write.on_conflict_do_nothing())
                kept = connection.execute(
                    select(lot_event.c.fact).where(lot_event.c.key == event.key)
                )
                if kept.scalar_one() != event.fact:
                    raise MovementConflict(f"lot event {event.key} was noted with other content")
        except IntegrityError as nowhere:
            raise UnknownLot(f"there is no lot {event.lot!r}") from nowhere

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots, earliest ``expires_on`` first."""
        found = select(lots.c.body).order_by(lots.c.expires_on, lots.c.lot)
        if product is not None:
            found = found.where(lots.c.product == product)
        if import_reference is not None:
            found = found.where(lots.c.import_reference == import_reference)
        with self._engine.connect() as connection:
            return [Lot.model_validate(body) for body in connection.execute(found).scalars()]

    def lot_states(
        self,
        product: str | None = None,
        import_reference: str | None = None,
        as_of: datetime | None = None,
    ) -> list[LotState]:
        """Return lots as their events left them (by ``as_of``), earliest end of term first."""
        born = self.lots(product, import_reference)
        found = select(lot_event.c.body)
        if product is not None or import_reference is not None:
            # A list of all lots would be more parameters than a statement may have.
            found = found.where(lot_event.c.lot.in_([lot.lot for lot in born]))
        if as_of is not None:
            found = found.where(lot_event.c.occurred_at <= as_of)
        events = self._events(found)
        if as_of is not None:
            born = [lot for lot in born if lot.admitted_at <= as_of]
        names = {lot.lot for lot in born}
        return states_of(born, [event for event in events if event.lot in names])

    def lot_events(self, lot: str) -> list[LotEvent]:
        """Return what happened to a lot, in the order in which it occurred."""
        found = select(lot_event.c.body).where(lot_event.c.lot == lot)
        return self._events(found.order_by(lot_event.c.occurred_at, lot_event.c.id))

    def balances(
        self,
        prefix: str = "",
        lot: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``."""
        now = as_of is None and known_at is None
        table = balance if now else posting
        held = table.c.quantity if now else func.sum(table.c.quantity)
        key = (table.c.account, table.c.product, table.c.lot)
        # The operator, not the function: PostgreSQL serves it from the index.
        found = select(*key, held.label("quantity")).where(table.c.account.op("^@")(prefix))
        if lot is not None:
            found = found.where(table.c.lot == lot)
        if known_at is not None:
            found = found.join(movement).where(movement.c.recorded_at <= known_at)
        if as_of is not None:
            found = found.where(posting.c.occurred_at <= as_of)
        found = found.where(held != 0) if now else found.group_by(*key).having(held != 0)
        with self._engine.connect() as connection:
            rows = connection.execute(found.order_by(*key)).mappings()
            return [Balance.model_validate(dict(row)) for row in rows]

    def movements(self, reference: str | None = None, lot: str | None = None) -> list[Movement]:
        """Return movements (of a reference, of a lot) in the order in which they occurred."""
        columns = [
            func.array_agg(aggregate_order_by(posting.c[name], posting.c.line)).label(name)
            for name in Posting.model_fields
        ]
        found = (
            select(movement, *columns)
            .join(posting)
            .group_by(movement.c.id)
            .order_by(movement.c.occurred_at, movement.c.id)
        )
        if reference is not None:
            found = found.where(movement.c.reference == reference)
        if lot is not None:
            touched = select(posting.c.movement).where(posting.c.lot == lot)
            found = found.where(movement.c.id.in_(touched))
        with self._engine.connect() as connection:
            return [_movement(row) for row in connection.execute(found)]

    def _events(self, found: Select[Any]) -> list[LotEvent]:
        with self._engine.connect() as connection:
            return [LotEvent.model_validate(body) for body in connection.execute(found).scalars()]


def _arguments(movement: Movement) -> tuple[Any, ...]:
    postings = movement.postings
    return (
        movement.key,
        movement.reference,
        movement.occurred_at,
        movement.recorded_at,
        movement.reason,
        movement.actor.model_dump_json(),
        movement.corrects,
        movement.fact,
        [p.account for p in postings],
        [p.product for p in postings],
        [p.lot for p in postings],
        [p.quantity for p in postings],
    )


def _movement(row: Row[Any]) -> Movement:
    kept = row._mapping
    names = tuple(Posting.model_fields)
    lines = zip(*(kept[name] for name in names), strict=True)
    return Movement(
        **{name: kept[name] for name in Movement.model_fields if name != "postings"},
        postings=tuple(Posting.model_validate(dict(zip(names, p, strict=True))) for p in lines),
    )
