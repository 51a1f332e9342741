"""Signing in and out: with a form from a page, with JSON from a program."""

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from web.visitors import COOKIE, SignedIn, TheDesk, refuse_other_origin
from wiring.desk import Desk

router = APIRouter(tags=["sign-in"])


@router.post("/sign-in", include_in_schema=False)
async def sign_in(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Open a session for a browser; a wrong password leads back to the sign-in page."""
    refuse_other_origin(request)
    token = await open_session(desk, name, password)
    onward = own_path(next)
    if token is None:
        return _to(f"/sign-in?failed=1&next={quote(onward)}")
    return remember(_to(onward), token)


@router.post("/sign-out", include_in_schema=False)
async def sign_out(visitor: SignedIn, desk: TheDesk) -> Response:
    """End the session of a browser."""
    if visitor.session:
        await asyncio.to_thread(desk.ports.people.sign_out, visitor.session)
    return forget(_to("/sign-in"))


async def open_session(desk: Desk, name: str, password: str) -> str | None:
    """Return a new session's token, None if the password is wrong."""
    return await asyncio.to_thread(desk.ports.people.sign_in, name, password)


def remember(response: Response, token: str) -> Response:
    """Give a browser its session."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="lax")
    return response


def forget(response: Response) -> Response:
    """Take a browser's session away."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=303)


def own_path(path: str) -> str:
    """Return a path of this site: nobody is sent elsewhere after the sign-in."""
    foreign = not path.startswith("/") or path.startswith(("//", "/\\"))
    return "/" if foreign else path
