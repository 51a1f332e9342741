"""Who is at the door: a browser with a session, or a program with a token or a password."""

import asyncio
import base64
import binascii
import hashlib
import hmac
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from fastapi import Depends, Header, Request

from customs.people import Actor
from records.ports import Person
from wiring.desk import Desk
from wiring.desk.access import actor_of
from wiring.desk.errors import Forbidden, Unauthenticated

COOKIE = "__Host-entreposto"
"""The session's cookie; the prefix makes browsers insist on Secure, our host and no subdomain."""
CSRF_FIELD = "csrf_token"
CSRF_HEADER = "X-CSRF-Token"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Visitor(NamedTuple):
    """Who is signed in, and the session if it is a browser's."""

    person: Person
    session: str | None

    @property
    def actor(self) -> Actor:
        """The author of what this visitor does."""
        return actor_of(self.person)

    @property
    def csrf_token(self) -> str:
        """What a form must send back as ``csrf_token``; empty where no cookie is used."""
        return csrf_token(self.session) if self.session else ""


def csrf_token(session: str) -> str:
    """Return the token of a session: a page of ours can write it, a stranger's cannot."""
    return hmac.new(session.encode(), b"entreposto csrf", hashlib.sha256).hexdigest()


def the_desk(request: Request) -> Desk:
    """Return the application's desk."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(the_desk)]


async def signed_in(request: Request, desk: TheDesk) -> Visitor:
    """Return who is signed in; an unsafe request with a cookie must carry the CSRF token.

    Raises:
        Unauthenticated: nobody is.
        Forbidden: the request comes from another site's page.
    """
    authorization = request.headers.get("authorization")
    if authorization:
        return Visitor(await _by_header(desk, authorization), None)
    session = request.cookies.get(COOKIE)
    person = await asyncio.to_thread(desk.ports.people.session, session) if session else None
    if person is None or session is None:
        raise Unauthenticated("not-signed-in", "Nobody is signed in, or the session has ended.")
    if request.method not in _SAFE:
        refuse_other_origin(request)
        await _refuse_without_token(request, session)
    return Visitor(person, session)


SignedIn = Annotated[Visitor, Depends(signed_in)]
"""A parameter of every route behind the sign-in."""


def refuse_other_origin(request: Request) -> None:
    """Let a request pass that no other site's page sent.

    Raises:
        Forbidden: its ``Origin`` is not ours.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forbidden("other-origin", f"This request comes from a page of {origin}.")


async def _refuse_without_token(request: Request, session: str) -> None:
    given = request.headers.get(CSRF_HEADER)
    kind = request.headers.get("content-type", "")
    if given is None and kind.startswith(("application/x-www-form", "multipart/form-data")):
        field = (await request.form()).get(CSRF_FIELD)
        given = field if isinstance(field, str) else None
    if not hmac.compare_digest((given or "").encode(), csrf_token(session).encode()):
        raise Forbidden(
            "csrf",
            f"A form must send the session's token, as field {CSRF_FIELD} or header {CSRF_HEADER}.",
        )


async def _by_header(desk: Desk, authorization: str) -> Person:
    scheme, _, value = authorization.partition(" ")
    person = None
    if scheme.lower() == "bearer":
        person = await asyncio.to_thread(desk.ports.people.session, value.strip())
    elif scheme.lower() == "basic":
        person = await asyncio.to_thread(_by_password, desk, value.strip())
    if person is None:
        raise Unauthenticated("wrong-credentials", "The token or password is not right.")
    return person


def _by_password(desk: Desk, encoded: str) -> Person | None:
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    people = desk.ports.people
    token = people.sign_in(name, password)
    if token is None:
        return None
    people.sign_out(token)
    return people.get(name)


def request_key(
    request: Request,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> str | None:
    """Return the id of an act from its ``Idempotency-Key``.

    The key counts within one address: a client that uses it twice for two acts
    gets two acts, not the first one's answer.
    """
    if idempotency_key is None:
        return None
    scope = f"{request.method} {request.url.path}\n{idempotency_key}"
    return hashlib.sha256(scope.encode()).hexdigest()[:32]


RequestKey = Annotated[str | None, Depends(request_key)]
"""A parameter of every route that does something."""
