"""Cases of the literature, each with the figures its author published."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from customs.duties import AssessmentRequest, assess
from customs.duties.derivation import replay
from tests.unit.customs.cases import the_pack

CASES = json.loads(Path(__file__).with_name("worked_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("told", CASES, ids=[case["case"] for case in CASES])
def test_a_published_case_comes_out(told: dict[str, Any]) -> None:
    assessment = assess(AssessmentRequest.model_validate(told["request"]), the_pack())
    assert assessment.tree is not None
    found = replay(assessment.tree.document())
    # A sheet that rounds nothing is met to the cent, because the house rounds as the law does.
    allowed = Decimal(told.get("tolerance", "0"))
    wrong = {
        path: (found[path], amount)
        for path, amount in told["amounts"].items()
        if abs(found[path] - Decimal(amount)) > allowed
    }
    assert not wrong


def test_the_day_after_the_old_formula_ended_the_base_is_the_customs_value_alone() -> None:
    old = next(case for case in CASES if case["request"]["registered_on"] == "2011-10-11")
    amounts = {}
    for day in ("2013-10-09", "2013-10-10"):
        request = AssessmentRequest.model_validate({**old["request"], "registered_on": day})
        amounts[day] = assess(request, the_pack()).items[0].taxes["pis"]
    assert amounts["2013-10-09"].calculated == Decimal("4465.88")
    assert amounts["2013-10-10"].base == Decimal("191092.00")
    assert amounts["2013-10-10"].calculated == Decimal("3153.02")
