"""Rule packs as they are written: TOML of which every word is known, or it is refused.

A misspelt word would otherwise be a rule that nobody reads.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from customs.duties.dated import PackRefused
from customs.duties.kinds import DEFENCE, TAXES

M = TypeVar("M", bound=BaseModel)

TABLES = ("rule", "ncm", "case")
"""What a pack is made of."""

_PERCENT, _MONEY, _FLAG, _MONTHLY = "%", "BRL", "flag", "%( a month)?"
_RATE = r"%|[A-Z]{3}/(unit|kg|t)"
"""A percentage, or an amount of money per unit, kilogram or tonne."""

UNITS: dict[str, str] = {
    **dict.fromkeys((*TAXES, *DEFENCE, "ii_ex", "ipi_ex"), _RATE),
    **{f"{tax}_{what}": _PERCENT for tax in TAXES for what in ("for_all", "reduction")},
    **dict.fromkeys(("ii_preference", "cofins_surcharge", "afrmm"), _PERCENT),
    **dict.fromkeys(("icms", "icms_charge", "icms_base_reduction", "icms_deferral"), _PERCENT),
    **dict.fromkeys(("icms_remaining", "cbs", "ibs", "cbs_payable", "ibs_payable"), _PERCENT),
    **dict.fromkeys(("interest_of_last_month", "fine_per_day"), _PERCENT),
    **dict.fromkeys(("fine_ceiling", "fine_of_office"), _PERCENT),
    **dict.fromkeys(("pis_cofins_formula", "icms_expense"), _FLAG),
    **dict.fromkeys(("siscomex_fee", "upf"), _MONEY),  # upf: only packs of before have it
    "selic": _MONTHLY,
}
"""Every tax that a rule may be of, and how its unit is spelt; ``docs/rule-packs.md`` explains."""


def unit_problem(tax: str, unit: str) -> str | None:
    """Return what is wrong with a rule's tax or unit, or None."""
    if tax not in UNITS:
        return f"there is no tax {tax!r}; known are {', '.join(sorted(UNITS))}"
    if not re.fullmatch(UNITS[tax], unit):
        right = "%, or as in USD/kg, BRL/t, BRL/unit" if UNITS[tax] == _RATE else UNITS[tax]
        return f"the unit of {tax} is not {unit!r} but {right}"
    return None


def read(texts: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Return each text as TOML, with its name in errors.

    Raises:
        PackRefused: it is not TOML, or has anything but rules, codes and cases.
    """
    found = []
    for place, text in enumerate(texts, start=1):
        name = f"file {place} of {len(texts)}: " if len(texts) > 1 else ""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise PackRefused(f"{name}{fault}") from fault
        for table in data:
            if table not in TABLES or not isinstance(data[table], list):
                raise PackRefused(f"{name}{table}: a pack has [[rule]], [[ncm]] and [[case]] alone")
        found.append((name, data))
    return found


def entries(read: Iterable[tuple[str, dict[str, Any]]], table: str, model: type[M]) -> list[M]:
    """Return the entries of a table.

    Raises:
        PackRefused: one is not well formed; names file, entry and field.
    """
    return [
        _entry(f"{name}{table} {_called(entry, place)}", entry, model)
        for name, data in read
        for place, entry in enumerate(data.get(table, []), start=1)
    ]


def _entry(name: str, entry: object, model: type[M]) -> M:
    try:
        return model.model_validate(entry)
    except ValidationError as fault:
        wrong = fault.errors()[0]
        field = ".".join(str(part) for part in wrong["loc"])
        said = wrong["msg"].removeprefix("Value error, ")
        raise PackRefused(": ".join(filter(None, (name, field, said)))) from fault


def _called(entry: object, place: int) -> str:
    """Return the id of a rule, the code of a heading, the first rule of a case; else its place."""
    told = entry if isinstance(entry, dict) else {}
    rules = told.get("rules")
    first = rules[0] if isinstance(rules, list) and rules else None
    return str(told.get("id") or told.get("code") or (first and f"of {first}") or place)
