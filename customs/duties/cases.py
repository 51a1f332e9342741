"""Cases: what each rule of a pack must come to, computed by the engine from a small input.

A ``[[case]]`` names its ``rules``, a day (``on``), what differs from a plain import
(``request`` and ``item``), and the amounts that must come out (``expect``), named as in a
derivation: ``totals.icms``, ``items.1.taxes.ii.due``. ``late`` pays taxes that
were due earlier: ``late.interest.ii``. ``value`` is the rule's own value, for rules of which
the engine computes nothing.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationError

from customs.duties.assessment import AssessmentRefused
from customs.duties.dated import PackRefused
from customs.duties.engine import assess
from customs.duties.overdue import LateTaxes, overdue
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


class Case(Form):
    """A small input on a day, and what must come out of it under some rules."""

    rules: tuple[str, ...] = Field(min_length=1)
    on: date
    additions: int = Field(default=1, ge=1)
    """The item is there so many times, each an addition of its own."""
    request: dict[str, Any] = {}
    item: dict[str, Any] = {}
    late: dict[str, Any] = {}
    """Taxes that were due on an earlier day and are paid on this one, in place of an import."""
    expect: dict[str, Decimal | str] = Field(min_length=1)


class CaseProblem(Payload):
    """What is wrong with a rule's case."""

    rule: str
    message: str


def parse_cases(*texts: str) -> tuple[Case, ...]:
    """Return the cases written in ``texts`` (TOML).

    Raises:
        PackRefused: not TOML, or a field is missing or misspelt.
    """
    try:
        entries = [entry for text in texts for entry in tomllib.loads(text).get("case", [])]
        return tuple(Case.model_validate(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise PackRefused(str(fault)) from fault


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
    wanted = {path: Decimal(amount) for path, amount in case.expect.items() if path != "value"}
    if not wanted:
        return None
    try:
        told = _told(case, pack)
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
    return "; ".join(wrong) or None


def _without_case(pack: RulePack, cases: tuple[Case, ...]) -> Iterator[CaseProblem]:
    named = {rule for case in cases for rule in case.rules}
    for rule in pack.rules:
        if rule.id not in named:
            yield CaseProblem(rule=rule.id, message="it has no case")


def _failing(pack: RulePack, cases: tuple[Case, ...]) -> Iterator[CaseProblem]:
    known = {rule.id: rule for rule in pack.rules}
    for case in cases:
        for name in case.rules:
            wrong = _wrong_rule(case, known.get(name))
            if wrong:
                yield CaseProblem(rule=name, message=wrong)
        if wrong := run(case, pack):
            yield CaseProblem(rule=case.rules[0], message=f"on {case.on}: {wrong}")


def _wrong_rule(case: Case, rule: Rule | None) -> str | None:
    if rule is None:
        return "a case names it, and there is no such rule"
    first = date.fromisoformat(str(case.late.get("due_on", case.on)))
    if rule.valid_from > case.on or (rule.valid_to is not None and rule.valid_to < first):
        return f"its case is of {case.on}, when it is not in force"
    value = case.expect.get("value")
    if value is not None and Decimal(value) != rule.value:
        return f"its value is {rule.value}, {value} was expected"
    return None


def _told(case: Case, pack: RulePack) -> dict[str, Any]:
    """Return all amounts that come out of a case, items by their id."""
    if case.late:
        late = LateTaxes.model_validate(case.late | {"paid_on": case.on}, extra="forbid")
        return {"late": overdue(late, pack).model_dump()}
    told = assess(_request(case), pack).model_dump()
    told["items"] = {item["id"]: item for item in told["items"]}
    return told


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
