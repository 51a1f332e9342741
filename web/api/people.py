"""Signing a program in, and who one is."""

import asyncio

from fastapi import APIRouter, Request, Response
from pydantic import Field

from customs.payload import Form, Payload
from records.ports import Person
from web.sign_in import forget, open_session, remember
from web.visitors import SignedIn, TheDesk, csrf_token, refuse_other_origin
from wiring.desk.errors import Unauthenticated

router = APIRouter(tags=["people"])


class SignInForm(Form):
    """A name and a password."""

    name: str = Field(min_length=1)
    password: str = Field(min_length=1, repr=False)


class SignedInAs(Payload):
    """A session: send ``token`` as bearer, or the cookie with ``csrf_token``."""

    person: Person
    token: str
    csrf_token: str


class Me(Payload):
    """Who is signed in."""

    person: Person
    csrf_token: str


@router.post("/sign-in")
async def sign_in(
    request: Request, response: Response, form: SignInForm, desk: TheDesk
) -> SignedInAs:
    """Open a session."""
    refuse_other_origin(request)
    token = await open_session(desk, form.name, form.password)
    person = await asyncio.to_thread(desk.ports.people.get, form.name)
    if token is None or person is None:
        raise Unauthenticated("wrong-credentials", "The name or the password is not right.")
    remember(response, token)
    return SignedInAs(person=person, token=token, csrf_token=csrf_token(token))


@router.post("/sign-out", status_code=204)
async def sign_out(request: Request, response: Response, visitor: SignedIn, desk: TheDesk) -> None:
    """End the session of the cookie or of the bearer token."""
    bearer = request.headers.get("authorization", "").partition(" ")[2].strip()
    await asyncio.to_thread(desk.ports.people.sign_out, visitor.session or bearer)
    forget(response)


@router.get("/me")
async def me(visitor: SignedIn) -> Me:
    """Say who is signed in."""
    return Me(person=visitor.person, csrf_token=visitor.csrf_token)
