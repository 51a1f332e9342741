"""A movement nets to zero, and says the same thing however it is written."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from customs.people import Role
from stock.movements import Movement, Posting
from tests.unit.stock.goods import DAY_ONE, moved


def test_a_movement_that_makes_goods_appear_is_refused() -> None:
    fair = moved("IMP-1/x", "bonded", "reserved:R", 5)
    with pytest.raises(ValidationError, match="does not net to zero"):
        Movement.model_validate(
            fair.model_dump()
            | {
                "postings": [
                    *fair.postings,
                    Posting(account="bonded", product="A", quantity=Decimal(1)),
                ]
            }
        )


def test_each_product_nets_to_zero_by_itself() -> None:
    a, b = moved("IMP-1/x", "bonded", "reserved:R", 5).postings
    with pytest.raises(ValidationError, match="net to zero"):
        Movement.model_validate(
            moved("IMP-1/x", "bonded", "reserved:R", 5).model_dump()
            | {"postings": [a, b.model_copy(update={"product": "B"})]}
        )


def test_the_same_act_written_another_way_is_the_same_fact() -> None:
    first = moved("IMP-1/x", "bonded", "reserved:R", "5")
    again = moved("IMP-1/x", "bonded", "reserved:R", "5.00").model_copy(
        update={
            "occurred_at": DAY_ONE.astimezone(ZoneInfo("America/Sao_Paulo")),
            "recorded_at": DAY_ONE + timedelta(days=1),
            "actor": first.actor.model_copy(update={"roles": (Role.ADMIN,)}),
        }
    )
    assert again.fact == first.fact


@pytest.mark.parametrize(
    "other",
    [
        moved("IMP-1/x", "bonded", "reserved:R", "50"),
        moved("IMP-1/x", "bonded", "reserved:S", "5"),
        moved("IMP-1/x", "bonded", "reserved:R", "5", lot="L2"),
        moved("IMP-1/x", "bonded", "reserved:R", "5").model_copy(
            update={"occurred_at": DAY_ONE + timedelta(seconds=1)}
        ),
    ],
)
def test_another_quantity_account_lot_or_time_is_another_fact(other: Movement) -> None:
    assert other.fact != moved("IMP-1/x", "bonded", "reserved:R", "5").fact


def test_the_fact_is_computed_as_it_was_when_the_first_ledger_was_written() -> None:
    kept = "8e2b5a1d0cdcb7af4b82d60fab0637f4e6224b63fb0fce379169da4d8ef071e2"
    assert moved("IMP-1/x", "bonded", "reserved:R", "5").fact == kept
