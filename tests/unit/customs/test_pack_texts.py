"""A rule pack of which a word is misspelt is refused, and the error says where."""

import pytest

from customs.duties import PackRefused, parse
from customs.duties.cases import check_pack
from customs.duties.kinds import TAXES
from customs.duties.pack_texts import UNITS
from tests.unit.customs.cases import RULES

RULE = {"id": "x", "tax": "ii", "key": "84821010", "value": "16", "unit": "%", "act": "test"}
WHOLE = "".join(f.read_text(encoding="utf-8") for f in sorted(RULES.glob("*.toml")))


def a_rule(**changes: str) -> str:
    fields = "".join(f'{name} = "{value}"\n' for name, value in (RULE | changes).items())
    return f"[[rule]]\n{fields}from = 2026-01-01\n"


def refusal(*texts: str) -> str:
    with pytest.raises(PackRefused) as refused:
        check_pack(*texts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tax": "iii"}, "rule x: there is no tax 'iii'"),
        ({"unit": "USD/lb"}, "the unit of ii is not 'USD/lb' but %, or as in USD/kg"),
        ({"unit": "usd/kg"}, "the unit of ii is not 'usd/kg'"),
        ({"tax": "afrmm", "unit": "BRL"}, "the unit of afrmm is not 'BRL' but %"),
        ({"value": "-16"}, "rule x: value: Input should be greater than or equal to 0"),
        ({"value": "NaN"}, "rule x: value: Input should be a finite number"),
    ],
)
def test_a_rule_that_nobody_would_read_is_refused(changes: dict[str, str], said: str) -> None:
    assert said in refusal(a_rule(**changes))


@pytest.mark.parametrize("text", ["[[rules]]\nid = 'q'\n", "rule = 1\n", "[foo]\nx = 1\n"])
def test_a_table_that_nobody_would_read_is_refused(text: str) -> None:
    assert "a pack has [[rule]], [[ncm]] and [[case]] alone" in refusal(WHOLE, text)
    assert refusal(WHOLE, text).startswith("file 2 of 2: ")


@pytest.mark.parametrize("text", ["", "# nothing\n", "[[case]]\n"])
def test_a_pack_without_a_rule_is_refused(text: str) -> None:
    assert refusal(text) == "there is no [[rule]] in it"


def test_a_code_and_a_case_are_named_as_well() -> None:
    code = '[[ncm]]\ncode = "84821010"\nfrom = 2026-01-01\nact = "test"\n'
    assert refusal(WHOLE, code) == "file 2 of 2: ncm 84821010: name: Field required"
    assert refusal(f"{WHOLE}[[case]]\nrules = ['x']\n").startswith("case of x: on: Field required")


def test_two_headings_of_one_day_are_told_apart_by_their_days() -> None:
    code = '[[ncm]]\ncode = "84821010"\nname = "same"\nact = "test"\nfrom = '
    said = refusal(a_rule() + f"{code}2020-01-01\n{code}2022-01-01\n")
    assert said == (
        "NCM 84821010: that from 2020-01-01 and that from 2022-01-01 overlap from 2022-01-01"
    )


def test_every_tax_of_the_house_is_one() -> None:
    assert {rule.tax for rule in parse(WHOLE).rules} <= set(UNITS)
    assert set(TAXES) <= set(UNITS)
