"""Mounting: the pages' routers, their files, and problems shown as pages."""

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.pages import (
    board,
    cost,
    dossier,
    inbox,
    paper,
    programmes,
    rules,
    signing,
    stock,
    waiting,
    why,
)
from web.pages.language import language_of
from web.pages.refusals import notice_of
from web.pages.rendering import STATIC, Screen
from wiring.desk.errors import DeskError


def add_pages(app: FastAPI) -> None:
    """Let an application show the console."""
    app.mount("/static", OurFiles(directory=STATIC), name="static")
    for page in (
        signing,
        board,
        cost,
        dossier,
        inbox,
        paper,
        programmes,
        rules,
        stock,
        waiting,
        why,
    ):
        app.include_router(page.router, include_in_schema=False)
    app.state.problem_page = problem_page


class OurFiles(StaticFiles):
    """Our own files: an address with a version never changes its content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, which a browser may keep if it was asked for by its version."""
        answer = await super().get_response(path, scope)
        kept = b"v=" in scope["query_string"] and answer.status_code == 200
        answer.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if kept else "no-cache"
        )
        return answer


def problem_page(request: Request, problem: dict[str, Any]) -> Response:
    """Show a problem as a page; who is not signed in is led to the sign-in, and back."""
    if problem["status"] == 401:
        return _to_sign_in(request)
    screen = Screen(request, None, language_of(request))
    code = problem["type"].rpartition(":")[2]
    notice = notice_of(DeskError(code, problem["detail"]), screen)
    return screen.show("problem.html.j2", status=problem["status"], problem=problem, notice=notice)


def _to_sign_in(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"/sign-in?next={quote(request.url.path + query)}"
    if request.headers.get("hx-request"):
        # A part of a page cannot become the sign-in: the whole page goes there.
        return Response(status_code=401, headers={"hx-redirect": address})
    return RedirectResponse(address, status_code=303)
