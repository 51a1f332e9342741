"""The door for requests written by hand: JSON in, a checked request or every problem at once."""

import copy
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from customs.duties.assessment import AssessmentRefused
from customs.duties.checking import problems
from customs.duties.packs import RulePack
from customs.duties.problem import problem
from customs.duties.request import AssessmentRequest
from customs.filing import FieldProblem

_STAND_INS = {"ncm": "00000000", "id": "?", "addition": None}
_ROUNDS = 4
"""How often what hides behind a wrong field is looked for."""


def read_request(text: bytes, pack: RulePack) -> AssessmentRequest:
    """Return the request in ``text``, which can be assessed under ``pack``.

    A misspelt field would silently change the answer: it is refused.

    Raises:
        AssessmentRefused: with everything that is wrong, in its form and in its matter.
    """
    data = _read(text)
    try:
        request = AssessmentRequest.model_validate(data, extra="forbid")
    except ValidationError as wrong:
        found = _told(wrong)
        raise AssessmentRefused((*found, *_hidden(data, wrong, pack, found))) from wrong
    more = problems(request, pack.on(request.registered_on))
    if more:
        raise AssessmentRefused(more)
    return request


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what is accepted: no field that is unknown, null for absent."""
    told = AssessmentRequest.model_json_schema()
    for each in (told, *told["$defs"].values()):
        fields = each.get("properties")
        if fields is None:
            continue
        each["additionalProperties"] = False
        for name in fields.keys() - set(each.get("required", ())):
            fields[name] = _or_null(fields[name])
    return told


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    null = {"type": "null"}
    if null in field.get("anyOf", ()):
        return field
    names = ("default", "title", "description")
    about: dict[str, Any] = {name: field.pop(name) for name in names if name in field}
    kinds = field.get("anyOf", [field])
    return {"anyOf": [*kinds, null], **about}


def _read(text: bytes) -> Any:
    """Return what the JSON says; a field that is null counts as absent.

    Raises:
        AssessmentRefused: it is no JSON, or says one thing twice.
    """
    try:
        return json.loads(
            text.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_float=Decimal,
            parse_constant=str,
        )
    except (ValueError, RecursionError) as wrong:
        told = f"Invalid JSON: {wrong}"
        raise AssessmentRefused((problem("", told, "json_invalid"),)) from wrong


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        told = f"{twice!r} is there twice in one object: say it once"
        raise AssessmentRefused((problem(twice, told, "key_twice"),))
    return {name: value for name, value in pairs if value is not None}


def _told(wrong: ValidationError) -> tuple[FieldProblem, ...]:
    return tuple(
        FieldProblem(field=_path(error["loc"]), message=error["msg"], code=error["type"])
        for error in wrong.errors()
    )


def _path(place: tuple[int | str, ...]) -> str:
    # pydantic marks a wrong key of a mapping by a part of its own.
    parts = (part for part in place if part != "[key]")
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return path.removeprefix(".")


def _hidden(
    data: Any, wrong: ValidationError, pack: RulePack, found: tuple[FieldProblem, ...]
) -> tuple[FieldProblem, ...]:
    """Return what is wrong with the rest, were the wrong fields left out."""
    try:
        request = _without(copy.deepcopy(data), wrong)
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    if request is None:
        return ()
    known = [one.field for one in found]
    return tuple(
        one
        for one in problems(request, pack.on(request.registered_on))
        if not any(_one_of(one.field, field) or _follows(one, field) for field in known)
    )


def _without(data: Any, wrong: ValidationError) -> AssessmentRequest | None:
    for _ in range(_ROUNDS):
        for error in wrong.errors():
            _leave_out(data, error["loc"], missing=error["type"] == "missing")
        try:
            return AssessmentRequest.model_validate(data)
        except ValidationError as still:
            wrong = still
    return None


def _leave_out(data: Any, place: tuple[int | str, ...], *, missing: bool) -> None:
    """Take the field under ``place`` away; what lacks a field is taken away itself."""
    *way, last = (part for part in place if part != "[key]")
    for part in way[:-1] if missing and last not in _STAND_INS else way:
        data = data[part]
    name = way[-1] if missing and last not in _STAND_INS else last
    if name in _STAND_INS:
        data[name] = _STAND_INS[name]
    elif isinstance(data, dict):
        data.pop(name, None)


_FOLLOWING = {
    "exchange": {"quote_missing"},
    "freight": {"freight_missing", "freight_unknown"},
    "origin": {"origin_missing"},
    "net_weight_kg": {"weight_missing", "weights_do_not_add_up", "quantity_missing"},
    "quantity": {"quantity_missing", "linked_differs", "value_contradicts_price"},
    "rates": {"rate_missing"},
    "icms": {"rate_missing"},
    "incoterm": {"freight_missing"},
}
"""Field → what is only wrong because that field was left out."""


def _follows(found: FieldProblem, field: str) -> bool:
    words = field.replace("[", ".").split(".")
    return any(found.code in codes for name, codes in _FOLLOWING.items() if name in words)


def _one_of(field: str, other: str) -> bool:
    """Return whether two paths are the same, or one lies within the other."""
    long, short = sorted((field, other), key=len, reverse=True)
    return long == short or (long.startswith(short) and long[len(short)] in ".[")
