"""Every rule has a case that comes out, and that would not if the rule said something else."""

from decimal import Decimal

import pytest

from customs.duties import RulePack
from customs.duties.cases import Case, check_pack, parse_cases, run
from customs.duties.dated import PackRefused
from customs.duties.packs import Rule
from tests.unit.customs.cases import RULES, the_pack

TEXTS = [f.read_text(encoding="utf-8") for f in sorted(RULES.glob("*.toml"))]
CASES = parse_cases(*TEXTS)
ONE = """
[[case]]
rules = ["step"]
on = 2026-03-10
request = { transport = "air" }
expect = { "totals.siscomex_fee" = "100.00" }

[[rule]]
id = "step"
tax = "siscomex_fee"
key = "1"
value = "0"
unit = "BRL"
from = 2021-06-01
act = "test"

[[rule]]
id = "fee"
tax = "siscomex_fee"
key = "declaration"
value = "100.00"
unit = "BRL"
from = 2021-06-01
act = "test"
"""


def a_case(**changes: str) -> str:
    """Return a case of the fee by air, where no other rule is needed."""
    told = {
        "rules": '["fee"]',
        "on": "2026-03-10",
        "request": '{ transport = "air" }',
        "expect": '{ "totals.siscomex_fee" = "100" }',
    }
    return "[[case]]\n" + "\n".join(f"{k} = {v}" for k, v in (told | changes).items())


def changed(rule: Rule) -> RulePack:
    """Return the pack with another value of one rule, or without it if being there is all it says."""
    if rule.tax == "pis_cofins_formula":
        return RulePack([r for r in the_pack().rules if r != rule], the_pack().headings)
    other = rule.model_copy(update={"value": Decimal(0) if rule.value else Decimal(1)})
    rules = [other if r.id == rule.id else r for r in the_pack().rules]
    return RulePack(rules, the_pack().headings)


def test_every_rule_of_the_house_has_a_case_that_comes_out() -> None:
    _, wrong = check_pack(*TEXTS)
    assert wrong == ()


@pytest.mark.parametrize("rule", the_pack().rules, ids=lambda rule: rule.id)
def test_a_case_fails_when_its_rule_changes(rule: Rule) -> None:
    own = [case for case in CASES if rule.id in case.rules]
    plain = [case for case in own if set(case.expect) == {"value"}]
    assert plain or any(run(case, changed(rule)) for case in own)


def problems(text: str) -> list[str]:
    return [f"{wrong.rule}: {wrong.message}" for wrong in check_pack(text)[1]]


def test_hardly_a_case_says_no_more_than_its_rule() -> None:
    plain = {rule for case in CASES if set(case.expect) == {"value"} for rule in case.rules}
    assert plain == {"cofins-surcharge-2027"}


def test_a_rule_without_a_case_is_a_problem() -> None:
    assert problems(ONE) == ["fee: it has no case"]


def test_a_case_that_does_not_come_out_says_what_was_expected() -> None:
    [wrong] = problems(ONE + a_case(expect='{ "totals.siscomex_fee" = "99" }'))
    assert wrong == "fee: on 2026-03-10: totals.siscomex_fee is 100.00, 99 was expected"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rules": '["free"]'}, "there is no such rule"),
        ({"on": "2020-03-10"}, "when it is not in force"),
        ({"expect": '{ value = "1" }'}, "its value is 100.00, 1 was expected"),
        ({"request": "{ statte = 1 }"}, "statte"),
        ({"item": '{ ncm = "1" }'}, "its input is wrong"),
        ({"expect": '{ value = "100" }'}, "its case has to say what amount comes out"),
        ({"expect": '{ "totals.customs_value" = "1000.00" }'}, "does not come of fee"),
    ],
)
def test_a_case_about_nothing_is_a_problem(change: dict[str, str], said: str) -> None:
    assert any(said in wrong for wrong in problems(ONE + a_case(**change)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"late": '{ due_on = "x", taxes = { ii = "1" } }'}, "case of fee: late.due_on: "),
        ({"late": '{ due_on = "2026-01-01" }'}, "case of fee: late.taxes: Field required"),
        ({"expect": '{ "totals.ii" = "abc" }'}, "case of fee: expect.totals.ii: "),
        ({"expect": '{ value = "abc" }'}, "case of fee: expect.value: "),
    ],
)
def test_what_is_no_day_and_no_amount_in_a_case_is_refused(
    change: dict[str, str], said: str
) -> None:
    with pytest.raises(PackRefused, match=f"^{said}"):
        check_pack(ONE + a_case(**change))


def test_a_rule_that_is_asked_and_not_computed_with_has_a_case_that_turns_on_it() -> None:
    text = "\n".join(TEXTS)
    dead = 'rules = ["pis-cofins-formula-2004"]\non = 2012-03-14\n'
    dead += 'expect = { "totals.customs_value" = "1000.00" }\n'
    [wrong] = problems(f"{text}\n[[case]]\n{dead}")
    assert "does not come of pis-cofins-formula-2004" in wrong


def test_a_misspelt_field_of_a_case_is_refused() -> None:
    with pytest.raises(PackRefused, match="expekt"):
        check_pack(ONE + a_case(expekt="1"))


def test_an_amount_that_does_not_exist_is_no_amount() -> None:
    case = Case.model_validate({"rules": ["x"], "on": "2026-03-10", "expect": {"totals.no": "1"}})
    assert "totals.no is None" in str(run(case, the_pack()))
