"""Local costs in PostgreSQL: each key once, and nothing is ever changed."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from customs.local_costs import LocalCost
from records.sql import SqlLocalCosts
from tests.sql.test_ledger_laws import attempt


def a_cost(key: str, amount: str = "152.00", **more: Any) -> LocalCost:
    told = {
        "key": key, "reference": "REL-1", "kind": "handling", "amount": amount,
        "document": "NF 77", "shared_by": "net_weight", "person": "bruna",
        "at": datetime(2026, 4, 24, 12, tzinfo=UTC),
    }  # fmt: skip
    return LocalCost.model_validate(told | more)


def test_a_key_is_entered_once_and_the_first_entry_stands(engine: Engine) -> None:
    book = SqlLocalCosts(engine)
    first = book.add(a_cost("k"))
    assert book.add(a_cost("k", "999.00")) == first == a_cost("k")
    back = book.add(a_cost("k2", "-152.00", corrects="k"))
    assert book.of("REL-1") == (first, back)
    assert sum(one.amount for one in book.of("REL-1")) == Decimal(0)
    assert book.of("REL-2") == ()


@pytest.mark.parametrize("wrong", [a_cost("z", "-1.00"), a_cost("z", "-1.00", corrects="no such")])
def test_what_takes_nothing_back_is_not_below_zero(engine: Engine, wrong: LocalCost) -> None:
    with pytest.raises(IntegrityError):
        SqlLocalCosts(engine).add(wrong)


def test_no_entry_is_changed_or_deleted(engine: Engine) -> None:
    SqlLocalCosts(engine).add(a_cost("kept"))
    for change in ("update local_cost set amount = 1", "delete from local_cost"):
        assert "permission denied" in attempt(engine, change), change
