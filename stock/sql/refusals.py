"""The database's refusals, each under the name that the ledger promises."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import psycopg

from stock.movements import Balance, LotExpired, MovementConflict, Overdrawn, TooEarly

_CONFLICT = "EN002"


@contextmanager
def refusals() -> Iterator[None]:
    """Give the refusals of what is done inside their names."""
    try:
        yield
    except psycopg.DatabaseError as refused:
        if refused.sqlstate == _CONFLICT:
            raise MovementConflict(refused.diag.message_primary) from refused
        if refused.sqlstate in _NAMED:
            said = json.loads(refused.diag.message_detail or "{}")
            raise _NAMED[refused.sqlstate](said) from refused
        raise


def _overdrawn(detail: dict[str, str]) -> Overdrawn:
    held = Balance(
        account=detail["account"],
        product=detail["product"],
        lot=detail["lot"],
        quantity=Decimal(detail["balance"]),
    )
    return Overdrawn(held, Decimal(detail["asked"]))


def _expired(detail: dict[str, str]) -> LotExpired:
    return LotExpired(detail["lot"], detail["expires_on"], detail["asked"])


def _too_early(detail: dict[str, str]) -> TooEarly:
    return TooEarly(detail["lot"], detail["admitted_at"], detail["asked"])


_NAMED: dict[str | None, Callable[[dict[str, str]], Exception]] = {
    "EN001": _overdrawn,
    "EN005": _expired,
    "EN006": _too_early,
}
"""The database's own codes → the refusal that says the same with names."""
