"""Rule packs: dated data without gaps or overlaps, addressed by content."""

from datetime import date

import pytest

from activities.rule_packs import shipped_pack
from customs.duties import PackRefused, parse
from tests.unit.customs.cases import RULES, the_pack


def rule(name: str, value: str, first: str, last: str | None = None) -> str:
    end = f"to = {last}\n" if last else ""
    return (
        f'[[rule]]\nid = "{name}"\ntax = "ii"\nkey = "84821010"\nvalue = "{value}"\n'
        f'from = {first}\n{end}act = "test"\n'
    )


def test_the_shipped_pack_is_whole() -> None:
    assert shipped_pack().sha256 == the_pack().sha256
    assert all(r.act for r in shipped_pack().rules)


def test_rates_of_the_demo_say_that_they_are_its_own() -> None:
    held = [r for r in the_pack().rules if r.key in {"84821010", "84832000"}]
    assert len(held) == 6
    assert all("demo" in r.doubt for r in held)


def test_a_day_has_the_rule_of_that_day() -> None:
    pack = parse(rule("old", "14", "2020-01-01", "2021-12-31") + rule("new", "16", "2022-01-01"))
    found = [pack.on(date(2021, 12, 31)), pack.on(date(2022, 1, 1)), pack.on(date(2019, 1, 1))]
    rules = [r.exactly("ii", "84821010") for r in found]
    assert [r.id if r else None for r in rules] == ["old", "new", None]


def test_a_gap_is_refused_with_its_days() -> None:
    with pytest.raises(PackRefused, match=r"no rule between old \(to 2021-12-30\) and new"):
        parse(rule("old", "14", "2020-01-01", "2021-12-30") + rule("new", "16", "2022-01-01"))


def test_an_overlap_is_refused_with_its_day() -> None:
    with pytest.raises(PackRefused, match="old and new overlap from 2022-01-01"):
        parse(rule("old", "14", "2020-01-01") + rule("new", "16", "2022-01-01"))


def test_a_rule_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PackRefused, match="ends before it begins"):
        parse(rule("odd", "14", "2020-01-01", "2019-01-01"))


def test_an_id_stands_for_one_rule() -> None:
    twice = rule("one", "14", "2020-01-01", "2020-12-31") + rule("one", "16", "2021-01-01")
    with pytest.raises(PackRefused, match="two rules have the id 'one'"):
        parse(twice)


def test_a_misspelt_field_is_refused() -> None:
    with pytest.raises(PackRefused, match="untill"):
        parse(rule("one", "14", "2020-01-01") + "untill = 2021-01-01\n")


def test_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(PackRefused):
        parse("rates: [1, 2]")


def test_the_address_follows_the_content_and_not_its_writing() -> None:
    one = parse(rule("old", "14", "2020-01-01", "2020-12-31") + rule("new", "16", "2021-01-01"))
    other = parse(rule("new", "16.0", "2021-01-01"), rule("old", "14", "2020-01-01", "2020-12-31"))
    changed = parse(rule("old", "15", "2020-01-01", "2020-12-31"), rule("new", "16", "2021-01-01"))
    assert one.sha256 == other.sha256 != changed.sha256


def test_the_cofins_surcharge_falls_year_by_year() -> None:
    years = {
        y: the_pack().find("cofins_surcharge", "art. 8 §21", date(y, 6, 1))
        for y in range(2024, 2029)
    }
    assert [str(r.value) if r else None for r in years.values()] == [
        "1.0",
        "0.8",
        "0.6",
        "0.4",
        None,
    ]


def test_afrmm_fell_on_25_march_2022() -> None:
    pack = the_pack()
    days = (date(2022, 3, 24), date(2022, 3, 25))
    assert [str(r.value) for d in days if (r := pack.find("afrmm", "sea", d))] == ["25", "8"]


def test_every_rule_file_is_read() -> None:
    assert sorted(f.name for f in RULES.iterdir()) == [
        "demo.toml",
        "fees.toml",
        "interest.toml",
        "ncm.toml",
        "pis_cofins.toml",
        "reform.toml",
        "states.toml",
    ]


def test_what_is_from_memory_says_so() -> None:
    certain = [r.id for r in the_pack().rules if r.tax in {"ii", "ipi", "icms"} and not r.doubt]
    codes = [h.code for h in the_pack().headings if not h.doubt]
    assert certain == []
    assert codes == ["84821010", "84832000", "85171231"]


def test_no_act_of_the_demo_looks_real() -> None:
    invented = [r for r in the_pack().rules if "demo" in r.id or "demo" in r.act]
    assert {r.tax for r in invented} >= {"ii_ex", "ii_preference", "antidumping"}
    assert all(r.act.startswith("demo: no") for r in invented)
    assert all(r.key.startswith(("98", "DEMO1/")) for r in invented if r.tax != "selic")
