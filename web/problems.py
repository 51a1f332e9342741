"""Errors as problem details (RFC 9457), each with one sentence; never a traceback."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from wiring.desk.errors import Away, DeskError, wrong_fields
from wiring.house import OUTAGES

PROBLEM = "application/problem+json"
_LOG = logging.getLogger(__name__)

ProblemPage = Callable[[Request, dict[str, Any]], Response]
"""Shows a problem as a page; kept in ``app.state.problem_page``, asked outside ``/api/``."""


def problem_response(problem: dict[str, Any]) -> JSONResponse:
    """Return a problem as an answer."""
    status: int = problem["status"]
    headers = {}
    if status == HTTPStatus.UNAUTHORIZED:
        # No "Basic" here: a browser would open its own window over the page.
        headers["www-authenticate"] = 'Bearer realm="entreposto"'
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "5"
    return JSONResponse(problem, status_code=status, headers=headers, media_type=PROBLEM)


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error of this application with problem details."""
    app.state.problem_page = None
    app.add_exception_handler(DeskError, _desk_error)
    app.add_exception_handler(RequestValidationError, _wrong_form)
    app.add_exception_handler(HTTPException, _http_error)
    for outage in OUTAGES:
        app.add_exception_handler(outage, _outage)
    app.add_exception_handler(Exception, _fault)


def _answer(request: Request, problem: dict[str, Any]) -> Response:
    page: ProblemPage | None = request.app.state.problem_page
    if page is not None and not request.url.path.startswith("/api/"):
        return page(request, problem)
    return problem_response(problem)


async def _desk_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError)  # noqa: S101  # registered for this class alone
    return _answer(request, error.as_problem())


async def _wrong_form(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # as above
    refusal = wrong_fields(error.errors(), skip=("body",))
    return _answer(request, refusal.as_problem())


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # as above
    status = HTTPStatus(error.status_code)
    problem = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": error.detail,
    }
    return _answer(request, problem)


async def _outage(request: Request, error: Exception) -> Response:
    _LOG.warning("an outage: %s", error)
    away = Away(
        "part-away",
        "The records or the document store do not answer just now. Nothing is lost: "
        "repeat the request with the same Idempotency-Key.",
    )
    return _answer(request, away.as_problem())


async def _fault(request: Request, error: Exception) -> Response:
    problem = {
        "type": "urn:entreposto:problem:fault",
        "title": "The house made a mistake",
        "status": 500,
        "detail": "This is our fault; it is written in the server's log.",
    }
    return _answer(request, problem)
