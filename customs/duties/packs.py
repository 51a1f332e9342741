"""Rule packs: rates as dated data, each with its legal act, addressed by content.

A pack is parsed from TOML text (who reads the files is not our business here).
Within one series – one tax and one key – each day has one rule: gaps and
overlaps are refused when the pack is parsed. Benefits and trade defence may
lapse and come back (:data:`MAY_LAPSE`). What the keys of each series are is
told in ``docs/rule-packs.md``.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field, model_validator

from customs.duties.dated import Dated, PackRefused, check_gaps, check_overlaps
from customs.duties.pack_texts import entries, read, unit_problem
from customs.identifiers import Ncm

SURCHARGED = "art. 8 §21"
"""Key of the COFINS surcharge: the list of NCMs that it reaches."""


MAY_LAPSE = frozenset(
    {
        "ii_ex",
        "ipi_ex",
        "ii_preference",
        "ii_reduction",
        "ipi_reduction",
        "pis_reduction",
        "cofins_reduction",
        "antidumping",
        "countervailing",
        "safeguard",
        "icms_charge",
        "icms_base_reduction",
        "icms_deferral",
    }
)
"""Series in which days without a rule are no mistake: what lapsed may be granted again."""


_DAYS_KEPT, KEPT = 400, 10_000
"""Days, and answers of one day, that stay looked up in a process that lives for long."""


class Rule(Dated):
    """One value of one tax: for an NCM, a state, a mode, or for all (``*``)."""

    id: str
    tax: str
    key: str
    value: Decimal = Field(ge=0)
    unit: str = "%"
    doubt: str = ""
    """What is not verified about it; empty if nothing."""

    @model_validator(mode="after")
    def _known(self) -> "Rule":
        if problem := unit_problem(self.tax, self.unit):
            raise ValueError(problem)
        return self


class Heading(Dated):
    """A code of the nomenclature, with the days on which it may be declared."""

    code: Ncm
    name: str
    surcharged: bool = False
    """Whether the COFINS surcharge of Lei 10.865/2004 art. 8 §21 reaches it."""
    doubt: str = ""
    """What is not verified about it; empty if nothing."""


class RulePack:
    """All rules and headings, and the address of their content."""

    def __init__(self, rules: Sequence[Rule], headings: Sequence[Heading]) -> None:
        self.rules = tuple(sorted(rules, key=lambda r: (r.tax, r.key, r.valid_from)))
        self.headings = tuple(sorted(headings, key=lambda h: (h.code, h.valid_from)))
        self._refuse_same_ids()
        for name, series in _series(self.rules).items():
            entries = [(r.id, r) for r in series]
            check_overlaps(f"{name[0]} of {name[1]}", entries)
            if name[0] not in MAY_LAPSE:
                check_gaps(f"{name[0]} of {name[1]}", entries)
        for code, codes in _by_code(self.headings).items():
            dated = [(f"that from {h.valid_from}", h) for h in codes]
            check_overlaps(f"NCM {code}", dated)
            check_gaps(f"NCM {code}", dated)
        self.by_code = _by_code(self.headings)
        self.defended = _by_ncm(self.rules)
        self._days: dict[date, RulesInForce] = {}
        self._by_key = _series(self.rules)
        self.sha256 = _address(self.rules, self.headings)

    def on(self, day: date) -> "RulesInForce":
        """Return the rules that govern a declaration registered on ``day``."""
        if day not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days.clear()
            self._days[day] = RulesInForce(self, day)
        return self._days[day]

    def series(self, tax: str, key: str = "*") -> Sequence[Rule]:
        """Return the rules of one tax and key, oldest first."""
        return self._by_key.get((tax, key), ())

    def find(self, tax: str, key: str, day: date) -> Rule | None:
        """Return the rule of a series that is in force on ``day``."""
        return next((r for r in self._by_key.get((tax, key), ()) if r.holds_on(day)), None)

    def _refuse_same_ids(self) -> None:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise PackRefused(f"two rules have the id {rule.id!r}")
            seen.add(rule.id)


class RulesInForce:
    """The rules of one day."""

    def __init__(self, pack: RulePack, day: date) -> None:
        self._pack = pack
        self.day = day
        self.pack = pack.sha256
        self._found: dict[tuple[str, tuple[str, ...]], Rule | None] = {}
        self._steps: dict[str, list[tuple[int, Rule]]] = {}
        self.resolved: dict[object, Any] = {}
        """What the engine has looked up for this day; it stays true as long as the pack."""

    def exactly(self, tax: str, *keys: str) -> Rule | None:
        """Return the rule of the first of ``keys`` that has one, and of no other."""
        asked = (tax, keys)
        if asked not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            found = (self._pack.find(tax, key, self.day) for key in keys)
            self._found[asked] = next((rule for rule in found if rule is not None), None)
        return self._found[asked]

    def flag(self, tax: str) -> bool:
        """Return whether a rule for all says ``1`` on the day."""
        rule = self.exactly(tax, "*")
        return rule is not None and rule.value == 1

    def series(self, tax: str, key: str = "*") -> Sequence[Rule]:
        """Return the rules of one tax and key on every day, oldest first."""
        return self._pack.series(tax, key)

    def defends(self, tax: str, ncm: str) -> bool:
        """Return whether trade defence is in force against an NCM of some origin."""
        named = self._pack.defended.get((tax, ncm), ())
        return any(rule.holds_on(self.day) for rule in named)

    def steps(self, tax: str) -> list[tuple[int, Rule]]:
        """Return a tax's rules that are keyed by a number, lowest first."""
        if tax not in self._steps:
            held = [r for r in self._pack.rules if r.tax == tax and r.key.isdigit()]
            steps = [(int(rule.key), rule) for rule in held if rule.holds_on(self.day)]
            self._steps[tax] = sorted(steps, key=lambda step: step[0])
        return self._steps[tax]

    def heading(self, ncm: str) -> Heading | None:
        """Return the heading of an NCM in force on the day."""
        codes = self._pack.by_code.get(ncm, ())
        return next((h for h in codes if h.holds_on(self.day)), None)

    def ended(self, ncm: str) -> bool:
        """Return whether the code was one and is none any more."""
        codes = self._pack.by_code.get(ncm)
        last = codes[-1].valid_to if codes else None
        return last is not None and last < self.day

    def ncm_problem(self, ncm: str) -> str | None:
        """Return why ``ncm`` may not be declared on the day, or None."""
        codes = self._pack.by_code.get(ncm)
        if not codes:
            return f"NCM {ncm} is not in the rule pack"
        if self.heading(ncm):
            return None
        last = codes[-1]
        when = (
            f"ended on {last.valid_to}" if self.ended(ncm) else f"begins on {codes[0].valid_from}"
        )
        return f"NCM {ncm} is not in force on {self.day}: it {when} ({last.act})"


def parse(*texts: str) -> RulePack:
    """Return the rule pack written in ``texts`` (TOML).

    Raises:
        PackRefused: not TOML, a word missing or misspelt, no rule, a gap, an overlap, an id twice.
    """
    found = read(texts)
    rules = entries(found, "rule", Rule)
    if not rules:
        raise PackRefused("there is no [[rule]] in it")
    return RulePack(rules, entries(found, "ncm", Heading))


def _series(rules: Iterable[Rule]) -> dict[tuple[str, str], list[Rule]]:
    series: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        series.setdefault((rule.tax, rule.key), []).append(rule)
    return series


def _by_ncm(rules: Iterable[Rule]) -> dict[tuple[str, str], list[Rule]]:
    """Return the rules whose key begins with an NCM, by tax and NCM."""
    named: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        ncm, stroke, _ = rule.key.partition("/")
        if stroke:
            named.setdefault((rule.tax, ncm), []).append(rule)
    return named


def _by_code(headings: Iterable[Heading]) -> dict[str, list[Heading]]:
    codes: dict[str, list[Heading]] = {}
    for heading in headings:
        codes.setdefault(heading.code, []).append(heading)
    return codes


def _address(rules: Iterable[Rule], headings: Iterable[Heading]) -> str:
    content = {
        "rules": [{**_told(rule), "value": _plain(rule.value)} for rule in rules],
        "ncm": [_told(heading) for heading in headings],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(entry: Dated) -> dict[str, Any]:
    # What says nothing is left out: a field that is added later changes no address.
    return entry.model_dump(mode="json", exclude_defaults=True)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
