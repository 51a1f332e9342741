"""Sessions of the portal: a signed token, and a CSRF token that every answer replaces."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass

from simulator.answers import PlatformRefusal
from simulator.world import World


@dataclass(frozen=True)
class Signed:
    """Who is signed in, and the token by which it is known."""

    person: str
    role: str
    token: str


def open_session(world: World, person: str, role: str) -> Signed:
    """Sign a person in; within a minute of the last login it is refused."""
    since = time.time() - float(world.rule("login_seconds"))
    if world.store.rows(
        "select 1 from session where person = ? and logged_in_at > ?", person, since
    ):
        raise PlatformRefusal(
            422, "PLAT-ER2033", "SIM: nova autenticação a menos de 60 segundos da anterior."
        )
    token = _signed_token(world, person, role)
    world.store.write("insert into session values (?, ?, ?, ?)", token, person, role, time.time())
    return Signed(person, role, token)


def session_of(world: World, authorization: str, csrf: str) -> Signed:
    """Return who calls.

    Raises:
        PlatformRefusal: no token, one of a wrong format, or one that is too old.
    """
    if not authorization:
        raise _unknown()
    if authorization.lower().startswith("bearer"):
        raise PlatformRefusal(
            401, "PUCX-ER0201", "SIM: envie em Authorization o valor de Set-Token, tal e qual."
        )
    found = world.store.rows("select * from session where token = ?", authorization)
    if not found or not _is_fresh(world, authorization, csrf):
        raise _unknown()
    return Signed(found[0]["person"], found[0]["role"], authorization)


def rotate(world: World, token: str) -> dict[str, str]:
    """Return the headers with a new CSRF token; the old ones stay good unless rules are strict."""
    if world.rule("strict_csrf"):
        world.store.write("delete from csrf where token = ?", token)
    world.store.write("delete from csrf where expires_ms < ?", int(time.time() * 1000))
    value = secrets.token_urlsafe(32)
    expires = int((time.time() + 60 * float(world.rule("csrf_minutes"))) * 1000)
    world.store.write("insert into csrf values (?, ?, ?)", value, token, expires)
    return {"X-CSRF-Token": value, "X-CSRF-Expiration": str(expires)}


def _unknown() -> PlatformRefusal:
    return PlatformRefusal(401, "DIMP-ER8990", "Usuário não autenticado")


def _is_fresh(world: World, token: str, csrf: str) -> bool:
    now = int(time.time() * 1000)
    query = "select 1 from csrf where value = ? and token = ? and expires_ms > ?"
    return bool(world.store.rows(query, csrf, token, now))


def _signed_token(world: World, person: str, role: str) -> str:
    """Make a JWT: clients decode it, only this simulator checks it, by looking it up."""
    secret = world.store.setting("secret")
    if secret is None:
        secret = secrets.token_hex(32)
        world.store.keep_setting("secret", secret)
    kind = "PF" if len(person) == 11 else "PJ"
    claims: dict[str, object] = {
        "sub": person,
        "tipo": kind,
        "ambiente": "SIM",
        "iss": "PRIV",
        "perfis": [role],
    }
    claims |= {"iat": int(time.time()), "jti": secrets.token_hex(8)}
    text = ".".join(_part(json.dumps(part)) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    signature = hmac.digest(secret.encode(), text.encode(), hashlib.sha256)
    return f"{text}.{_base64(signature)}"


def _part(text: str) -> str:
    return _base64(text.encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
