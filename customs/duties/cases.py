"""Cases: what each rule of a pack must come to, computed by the engine from a small input.

A ``[[case]]`` names its ``rules``, a day (``on``), what differs from a plain import
(``request`` and ``item``), and the amounts that must come out (``expect``), named as in a
derivation: ``totals.icms``, ``items.1.taxes.ii.due``. ``late`` pays taxes that
were due earlier: ``late.interest.ii``. ``value`` is the rule's own value, for rules of which
the engine computes nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationError

from customs.duties.assessment import AssessmentRefused
from customs.duties.engine import assess
from customs.duties.overdue import LateTaxes, overdue
from customs.duties.pack_texts import entries, read
from customs.duties.packs import Rule, RulePack, parse
from customs.duties.request import AssessmentRequest
from customs.payload import Form, Payload

PLAIN_ITEM: dict[str, Any] = {
    "id": "1",
    "ncm": "84821010",
    "origin": "CN",
    "quantity": "10",
    "net_weight_kg": "100",
    "customs_value": "1000.00",
}
"""The item of a case that says nothing else: R$ 1,000 of bearings."""
UNTAXED = {"ii": "0", "ipi": "0", "pis": "0", "cofins": "0"}
"""Rates given to it, so that a case computes only what it is about."""


class Late(Form):
    """Taxes that were due on an earlier day."""

    taxes: dict[str, Decimal] = Field(min_length=1)
    due_on: date
    by_office: bool = False


class Case(Form):
    """A small input on a day, and what must come out of it under some rules."""

    rules: tuple[str, ...] = Field(min_length=1)
    on: date
    additions: int = Field(default=1, ge=1)
    """The item is there so many times, each an addition of its own."""
    request: dict[str, Any] = {}
    item: dict[str, Any] = {}
    late: Late | None = None
    """Taxes that are paid late on the day, in place of an import."""
    expect: dict[str, Decimal] = Field(min_length=1)


class CaseProblem(Payload):
    """What is wrong with a rule's case."""

    rule: str
    message: str


def parse_cases(*texts: str) -> tuple[Case, ...]:
    """Return the cases written in ``texts`` (TOML).

    Raises:
        PackRefused: not TOML, or a field is missing or misspelt.
    """
    return tuple(entries(read(texts), "case", Case))


def check_pack(*texts: str) -> tuple[RulePack, tuple[CaseProblem, ...]]:
    """Return the pack of ``texts`` and what is wrong with its cases; every rule must have one.

    Raises:
        PackRefused: the pack itself cannot be read, or has a gap or an overlap.
    """
    pack = parse(*texts)
    cases = parse_cases(*texts)
    return pack, (*_without_case(pack, cases), *_failing(pack, cases))


def run(case: Case, pack: RulePack) -> str | None:
    """Return what is wrong with a case under a pack, None if it comes out."""
    wanted = {path: amount for path, amount in case.expect.items() if path != "value"}
    if not wanted:
        return None
    try:
        told, tree = _told(case, pack)
    except ValidationError as fault:
        return f"its input is wrong: {fault.errors()[0]['loc']} {fault.errors()[0]['msg']}"
    except AssessmentRefused as refused:
        return f"it is refused: {refused}"
    found = {path: _amount(told, path) for path in wanted}
    wrong = [
        f"{path} is {found[path]}, {amount} was expected"
        for path, amount in wanted.items()
        if found[path] != amount
    ]
    return "; ".join(wrong) or _untouched(case, pack, _read_for(wanted, tree))


def _without_case(pack: RulePack, cases: tuple[Case, ...]) -> Iterator[CaseProblem]:
    named = {rule for case in cases for rule in case.rules}
    for rule in pack.rules:
        if rule.id not in named:
            yield CaseProblem(rule=rule.id, message="it has no case")


def _failing(pack: RulePack, cases: tuple[Case, ...]) -> Iterator[CaseProblem]:
    known = {rule.id: rule for rule in pack.rules}
    for case in cases:
        wrong_rules = [(name, _wrong_rule(case, known.get(name), pack)) for name in case.rules]
        for name, wrong in wrong_rules:
            if wrong:
                yield CaseProblem(rule=name, message=wrong)
        if wrong := run(case, pack):
            yield CaseProblem(rule=case.rules[0], message=f"on {case.on}: {wrong}")


def _wrong_rule(case: Case, rule: Rule | None, pack: RulePack) -> str | None:
    if rule is None:
        return "a case names it, and there is no such rule"
    first = case.late.due_on if case.late else case.on
    if rule.valid_from > case.on or (rule.valid_to is not None and rule.valid_to < first):
        return f"its case is of {case.on}, when it is not in force"
    value = case.expect.get("value")
    if value is not None and value != rule.value:
        return f"its value is {rule.value}, {value} was expected"
    if set(case.expect) == {"value"} and not _replaced(rule, pack, case.on):
        return f"the engine reads it on {case.on}: its case has to say what amount comes out"
    return None


def _replaced(rule: Rule, pack: RulePack, day: date) -> bool:
    """Return whether a rate for all stands in the rule's place, so that nothing comes of it."""
    tax = rule.tax.partition("_")[0]
    return f"{tax}_for_all" != rule.tax and pack.find(f"{tax}_for_all", "*", day) is not None


def _untouched(case: Case, pack: RulePack, read: set[str]) -> str | None:
    """Return that amounts came out without a rule that the case names."""
    named = [rule for rule in pack.rules if rule.id in case.rules and rule.id not in read]
    missing = [rule.id for rule in named if not _decides(rule, case, pack)]
    return f"what it expects does not come of {', '.join(missing)}" if missing else None


def _decides(rule: Rule, case: Case, pack: RulePack) -> bool:
    """Return whether the case would come out otherwise if the rule said something else.

    A flag, or a percentage that leaves all or nothing, is asked and not computed with.
    """
    other = rule.model_copy(update={"value": Decimal(0) if rule.value else Decimal(1)})
    changed = RulePack([other if each is rule else each for each in pack.rules], pack.headings)
    try:
        told, _ = _told(case, changed)
    except AssessmentRefused:
        return True
    return any(
        _amount(told, path) != amount for path, amount in case.expect.items() if path != "value"
    )


def _read_for(paths: Iterable[str], tree: dict[str, Any]) -> set[str]:
    """Return the rules that amounts of a derivation lead to."""
    nodes, amounts = tree["nodes"], tree["amounts"]
    told = (path.removeprefix("late.") for path in paths)
    open_ = [amounts[path] for path in told if path in amounts]
    seen: set[int] = set()
    while open_:
        place = open_.pop()
        if place not in seen:
            seen.add(place)
            open_.extend(nodes[place]["of"])
    sources = [nodes[place].get("source", {}) for place in seen]
    return {source["id"] for source in sources if source.get("kind") == "rule"}


def _told(case: Case, pack: RulePack) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return all amounts that come out of a case, items by their id, and how."""
    if case.late:
        late = LateTaxes.model_validate(case.late.model_dump() | {"paid_on": case.on})
        paid = overdue(late, pack)
        return {"late": paid.model_dump()}, paid.tree.document() if paid.tree else {}
    assessed = assess(_request(case), pack)
    told = assessed.model_dump()
    told["items"] = {item["id"]: item for item in told["items"]}
    return told, assessed.tree.document() if assessed.tree else {}


def _request(case: Case) -> AssessmentRequest:
    item = PLAIN_ITEM | {"rates": UNTAXED} | case.item
    numbers = range(1, case.additions + 1)
    asked = {
        "registered_on": case.on.isoformat(),
        "kind": "consumption",
        "icms": {"rate": "0"},
        "items": [item | {"id": str(n), "addition": n} for n in numbers],
    }
    # A misspelt field would let a case pass that tests nothing.
    return AssessmentRequest.model_validate(asked | case.request, extra="forbid")


def _amount(told: Any, path: str) -> Decimal | None:
    for key in path.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    return told if isinstance(told, Decimal) else None
