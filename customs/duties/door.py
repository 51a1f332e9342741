"""The door for requests written by hand: JSON in, a checked request or every problem at once."""

import copy
import json
from typing import Any

from pydantic import ValidationError

from customs.duties.assessment import AssessmentRefused
from customs.duties.checking import problems
from customs.duties.packs import RulePack
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
    try:
        request = AssessmentRequest.model_validate_json(text, extra="forbid")
    except ValidationError as wrong:
        found = _told(wrong)
        raise AssessmentRefused((*found, *_hidden(text, wrong, pack, found))) from wrong
    more = problems(request, pack.on(request.registered_on))
    if more:
        raise AssessmentRefused(more)
    return request


def _told(wrong: ValidationError) -> tuple[FieldProblem, ...]:
    return tuple(
        FieldProblem(field=_path(error["loc"]), message=error["msg"], code=error["type"])
        for error in wrong.errors()
    )


def _path(place: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return path.removeprefix(".")


def _hidden(
    text: bytes, wrong: ValidationError, pack: RulePack, found: tuple[FieldProblem, ...]
) -> tuple[FieldProblem, ...]:
    """Return what is wrong with the rest, were the wrong fields left out."""
    try:
        data = copy.deepcopy(json.loads(text))
        request = _without(data, wrong)
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    if request is None:
        return ()
    known = [problem.field for problem in found]
    return tuple(
        problem
        for problem in problems(request, pack.on(request.registered_on))
        if not any(_one_of(problem.field, field) for field in known)
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
    *way, last = place
    for part in way[:-1] if missing and last not in _STAND_INS else way:
        data = data[part]
    name = way[-1] if missing and last not in _STAND_INS else last
    if name in _STAND_INS:
        data[name] = _STAND_INS[name]
    elif isinstance(data, dict):
        data.pop(name, None)


def _one_of(field: str, other: str) -> bool:
    """Return whether two paths are the same, or one lies within the other."""
    long, short = sorted((field, other), key=len, reverse=True)
    return long == short or (long.startswith(short) and long[len(short)] in ".[")
