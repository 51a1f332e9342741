"""What an answer of the Portal means: done, refused, away, or signed out.

The code in the body is looked at before the HTTP status: an error may come as 200,
a spent quota as 422, and a page of HTML as anything.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from gateways.doors import Refused, Unavailable

QUOTA_SPENT, NIGHT = "PUCX-ER1001", "PUCX-ER0401"
"""The hour's quota of a function is spent; it is between 01:00 and 03:00."""

TOO_SOON = "PLAT-ER2033"
"""Signed in again within 60 seconds."""

SIGNED_OUT = ("DIMP-ER8990", "PUCX-ER0201")
"""No token, or one that is not taken."""

_ERROR = re.compile(r"^[A-Z]{3,4}-ER\w+$")
_BRASILIA = ZoneInfo("America/Sao_Paulo")
_MULTI_STATUS = 207
_OUTSIDE_THE_NIGHT = 900.0


class SignedOut(Unavailable):
    """The session is not known (any more): sign in and ask again; nothing was done."""


def read_answer(answer: httpx.Response) -> Any:
    """Return the body of an answer that says yes.

    Raises:
        Refused: it says no, with codes, whatever its status.
        SignedOut: sign in again.
        Unavailable: no JSON, a fault of the server, a spent quota, the nightly pause.
    """
    body = _json(answer)
    code = code_of(body)
    _raise_if_away(answer, code)
    problems = _problems(body)
    if answer.is_error or answer.status_code == _MULTI_STATUS or problems:
        raise Refused(problems or [_problem(body)], answer.status_code)
    return body


def code_of(body: Any) -> str:
    """Return the error code of a platform's answer, empty if it is none."""
    code = str(body.get("code", "")) if isinstance(body, dict) else ""
    return code if _ERROR.match(code) else ""


def retry_after(code: str, now: datetime) -> float:
    """Return the seconds after which the quota is new, or the night is over."""
    local = now.astimezone(_BRASILIA)
    if code == QUOTA_SPENT:
        start = local.replace(minute=0, second=0, microsecond=0)
        return (start + timedelta(hours=1) - local).total_seconds()
    morning = local.replace(hour=3, minute=0, second=0, microsecond=0)
    return (morning - local).total_seconds() if 1 <= local.hour < 3 else _OUTSIDE_THE_NIGHT


def _json(answer: httpx.Response) -> Any:
    if not answer.content and answer.is_success:
        return None
    if "json" not in answer.headers.get("content-type", ""):
        raise Unavailable(f"{_where(answer)} answered {answer.status_code} without JSON")
    try:
        return answer.json()
    except ValueError as broken:
        raise Unavailable(f"{_where(answer)} answered broken JSON") from broken


def _raise_if_away(answer: httpx.Response, code: str) -> None:
    if code in (QUOTA_SPENT, NIGHT):
        raise Unavailable(f"{_where(answer)}: {code}", retry_after(code, datetime.now(UTC)))
    if code in SIGNED_OUT or answer.status_code == httpx.codes.UNAUTHORIZED:
        raise SignedOut(f"{_where(answer)}: not signed in {code}")
    if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        told = answer.headers.get("retry-after", "")
        seconds = float(told) if told.isdigit() else None
        raise Unavailable(f"{_where(answer)} answered {answer.status_code} {code}", seconds)


def _problems(body: Any) -> list[dict[str, str]]:
    if not isinstance(body, dict):
        return []
    if code_of(body):
        return [_problem(body)]
    found = [_problem(error) for error in body.get("errors") or []]
    for told in body.get("multiStatus") or []:
        found += _item_problems(told)
    return found


def _item_problems(told: dict[str, Any]) -> list[dict[str, str]]:
    """Return the problems of one item, each field with its item's number."""
    number = (told.get("identificacao") or {}).get("numeroItem", "?")
    errors = told.get("errors") or []
    if not errors and int(told.get("code") or 0) >= httpx.codes.BAD_REQUEST:
        errors = [told]
    return [_problem(error, f"itens[{number}].") for error in errors]


def _problem(error: Any, prefix: str = "") -> dict[str, str]:
    error = error if isinstance(error, dict) else {}
    field = str(error.get("field") or "")
    return {
        "field": f"{prefix}{field}" if field else prefix.rstrip("."),
        "code": str(error.get("code") or ""),
        "message": str(error.get("message") or "refused without a word"),
    }


def _where(answer: httpx.Response) -> str:
    return f"{answer.request.method} {answer.request.url.path}"
