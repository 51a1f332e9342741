"""The bonded ledger in PostgreSQL; its laws are kept by the database itself.

A movement is one statement, ``post_movement``, and its own transaction: there is
no state between two statements in which a process could die.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, Row, func, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.exc import DatabaseError

from stock.movements import Balance, Lot, Movement, MovementConflict, Overdrawn, Posting
from stock.sql.tables import balance, movement, posting
from stock.sql.tables import lot as lots

_OVERDRAWN = "EN001"
_CONFLICT = "EN002"

_POST = text(
    "select post_movement(:key, :reference, :occurred_at, :recorded_at, :reason, :actor,"
    " :corrects, :fact, :accounts, :products, :lots, :quantities)"
)


class SqlLedger:
    """Movements are inserted, never updated, never deleted."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_once = engine.execution_options(isolation_level="AUTOCOMMIT")

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
        """
        with _refusals(), self._at_once.connect() as connection:
            connection.execute(_POST, _arguments(movement))

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
        )
        with self._engine.begin() as connection:
            connection.execute(write.on_conflict_do_nothing())
            kept = connection.execute(select(lots.c.body).where(lots.c.lot == lot.lot))
            if Lot.model_validate(kept.scalar_one()) != lot:
                raise MovementConflict(f"lot {lot.lot} is open with other content")

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots, earliest ``expires_on`` first."""
        found = select(lots.c.body).order_by(lots.c.expires_on, lots.c.lot)
        if product is not None:
            found = found.where(lots.c.product == product)
        if import_reference is not None:
            found = found.where(lots.c.import_reference == import_reference)
        with self._engine.connect() as connection:
            return [Lot.model_validate(body) for body in connection.execute(found).scalars()]

    def balances(
        self, prefix: str = "", lot: str | None = None, as_of: datetime | None = None
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``."""
        table = balance if as_of is None else posting
        held = table.c.quantity if as_of is None else func.sum(table.c.quantity)
        key = (table.c.account, table.c.product, table.c.lot)
        # The operator, not the function: PostgreSQL serves it from the index.
        found = select(*key, held.label("quantity")).where(table.c.account.op("^@")(prefix))
        if lot is not None:
            found = found.where(table.c.lot == lot)
        if as_of is None:
            found = found.where(held != 0)
        else:
            found = found.where(posting.c.occurred_at <= as_of).group_by(*key).having(held != 0)
        with self._engine.connect() as connection:
            rows = connection.execute(found.order_by(*key)).mappings()
            return [Balance.model_validate(dict(row)) for row in rows]

    def movements(self, reference: str | None = None) -> list[Movement]:
        """Return movements in the order in which they occurred."""
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
        with self._engine.connect() as connection:
            return [_movement(row) for row in connection.execute(found)]


def _arguments(movement: Movement) -> dict[str, Any]:
    postings = movement.postings
    return {
        "key": movement.key,
        "reference": movement.reference,
        "occurred_at": movement.occurred_at,
        "recorded_at": movement.recorded_at,
        "reason": movement.reason,
        "actor": movement.actor.model_dump_json(),
        "corrects": movement.corrects,
        "fact": movement.fact,
        "accounts": [p.account for p in postings],
        "products": [p.product for p in postings],
        "lots": [p.lot for p in postings],
        "quantities": [p.quantity for p in postings],
    }


def _movement(row: Row[Any]) -> Movement:
    kept = row._mapping
    names = tuple(Posting.model_fields)
    lines = zip(*(kept[name] for name in names), strict=True)
    return Movement(
        **{name: kept[name] for name in Movement.model_fields if name != "postings"},
        postings=tuple(Posting.model_validate(dict(zip(names, p, strict=True))) for p in lines),
    )


@contextmanager
def _refusals() -> Iterator[None]:
    """Give the database's refusals their names."""
    try:
        yield
    except DatabaseError as refused:
        reason: Any = refused.orig
        if reason.sqlstate == _CONFLICT:
            raise MovementConflict(reason.diag.message_primary) from refused
        if reason.sqlstate == _OVERDRAWN:
            raise _overdrawn(json.loads(reason.diag.message_detail)) from refused
        raise


def _overdrawn(detail: dict[str, str]) -> Overdrawn:
    held = Balance(
        account=detail["account"],
        product=detail["product"],
        lot=detail["lot"],
        quantity=Decimal(detail["balance"]),
    )
    return Overdrawn(held, Decimal(detail["asked"]))
