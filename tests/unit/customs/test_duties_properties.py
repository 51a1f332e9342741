"""What holds of every declaration: the tree gives it again, parts sum, and bond costs no tax."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from customs.duties import Assessment, AssessmentRequest, assess
from customs.duties.calculator import AMOUNTS
from customs.duties.derivation import replay
from customs.duties.kinds import DEFENCE, TAXES
from tests.unit.customs.cases import the_pack
from tests.unit.customs.chance import declaration

seeds = st.integers(0, 10**9)


def told_amounts(assessment: Assessment) -> Iterator[tuple[str, Decimal]]:
    """Tell every amount of an assessment with its path."""
    for item in assessment.items:
        yield f"items.{item.id}.customs_value", item.customs_value
        for tax, amounts in item.taxes.items():
            for what in AMOUNTS:
                yield f"items.{item.id}.taxes.{tax}.{what}", getattr(amounts, what)
    for part in ("totals", "calculated", "suspended", "icms"):
        held: Any = getattr(assessment, part) or {}
        values = held if isinstance(held, dict) else asdict(held)
        yield from (
            (f"{part}.{name}", value) for name, value in values.items() if value is not None
        )


@settings(max_examples=1000, deadline=None)
@given(seeds)
def test_walking_the_tree_alone_gives_every_amount_again(seed: int) -> None:
    request = AssessmentRequest.model_validate(declaration(seed))
    assessment = assess(request, the_pack())
    assert assessment.tree is not None
    again = replay(json.loads(assessment.tree.canonical()))
    told = dict(told_amounts(assessment))
    assert told == {path: amount for path, amount in again.items() if path != "icms.before"}
    untold = assess(request, the_pack(), explain=False)
    assert untold.model_dump() == assessment.model_dump()


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_parts_sum_to_totals(seed: int) -> None:
    told = assess(AssessmentRequest.model_validate(declaration(seed)), the_pack(), explain=False)
    totals = told.totals
    assert totals.customs_value == sum(item.customs_value for item in told.items)
    paid = {
        tax: sum(item.taxes[tax].payable for item in told.items if tax in item.taxes)
        for tax in (*TAXES, *DEFENCE)
    }
    assert {tax: getattr(totals, tax) for tax in TAXES} == {tax: paid[tax] for tax in TAXES}
    assert totals.antidumping == sum(paid[tax] for tax in DEFENCE)
    charges = totals.siscomex_fee + (totals.afrmm or 0) + totals.icms
    assert totals.payable == sum(paid.values()) + charges
    for item in told.items:
        for one in item.taxes.values():
            assert one.calculated == one.reduced + one.due
            assert one.due == one.suspended + one.payable
            assert min(one.calculated, one.reduced, one.due) >= 0


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_what_is_suspended_and_released_on_one_day_costs_what_direct_consumption_does(
    seed: int,
) -> None:
    told = declaration(seed)
    for one in told["items"]:
        if one["incoterm"] not in ("CFR", "CPT", "DAP", "DDP"):
            one["freight"] = {"amount": "123.45", "currency": "USD"}
        one["insurance"] = {"amount": "6.78", "currency": "USD"}
        one.pop("relief", None)
    drawn = [
        one
        | {
            "linked": {
                "declaration": "26BR00009901010",
                "item": str(place),
                "quantity": one["quantity"],
                "admitted_quantity": one["quantity"],
            }
        }
        for place, one in enumerate(told["items"], start=1)
    ]
    kinds = {"admission": told["items"], "consumption": told["items"], "bonded_consumption": drawn}
    made = {
        kind: assess(
            AssessmentRequest.model_validate({**told, "kind": kind, "items": items}), the_pack()
        )
        for kind, items in kinds.items()
    }
    direct, released, admitted = (
        made[kind] for kind in ("consumption", "bonded_consumption", "admission")
    )
    assert released.totals == direct.totals
    assert released.items == direct.items
    due = {tax: sum(item.taxes[tax].payable for item in direct.items) for tax in TAXES}
    assert {tax: admitted.suspended[tax] for tax in TAXES} == due
    assert admitted.totals.payable == direct.totals.siscomex_fee
