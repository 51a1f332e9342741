"""Accounts and sessions in PostgreSQL: passwords as argon2 hashes, tokens as SHA-256."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from customs.people import Role
from records.ports import Person
from records.sql.tables import person as accounts
from records.sql.tables import session as sessions

SESSION_LIFE = timedelta(hours=12)
"""How long a sign-in lasts, in real time whatever the story clock says."""


class SqlPeople:
    """Who may sign in, and who is signed in."""

    def __init__(self, engine: Engine, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()

    def add(self, person: Person, password: str) -> None:
        """Add or replace an account; who was signed in to the old one is signed out."""
        row = _row(person) | {"password_hash": self._hasher.hash(password)}
        write = insert(accounts).values(row)
        with self._engine.begin() as connection:
            connection.execute(
                write.on_conflict_do_update(index_elements=[accounts.c.name], set_=row)
            )
            connection.execute(delete(sessions).where(sessions.c.person == person.name))

    def get(self, name: str) -> Person | None:
        """Return an account."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == name)).one_or_none()
        return None if row is None else _person(row)

    def all(self) -> list[Person]:
        """Return every account, by name."""
        with self._engine.connect() as connection:
            return [_person(row) for row in connection.execute(select(accounts).order_by("name"))]

    def sign_in(self, name: str, password: str) -> str | None:
        """Return a new session token if the password is right.

        An unknown name takes as long as a wrong password, so that time tells
        nobody which names exist.
        """
        with self._engine.connect() as connection:
            known = connection.execute(
                select(accounts.c.password_hash).where(accounts.c.name == name)
            ).scalar_one_or_none()
        if known is None:
            self._hasher.hash(password)
            return None
        return self._open_session(name) if self._verify(known, password) else None

    def session(self, token: str) -> Person | None:
        """Return who holds a session that has not expired."""
        found = (
            select(accounts)
            .join(sessions)
            .where(sessions.c.token_sha256 == _digest(token), sessions.c.expires_at > _now())
        )
        with self._engine.connect() as connection:
            row = connection.execute(found).one_or_none()
        return None if row is None else _person(row)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_sha256 == _digest(token)))

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def _open_session(self, name: str) -> str:
        token = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= _now()))
            connection.execute(
                insert(sessions).values(
                    token_sha256=_digest(token), person=name, expires_at=_now() + SESSION_LIFE
                )
            )
        return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _now() -> datetime:
    return datetime.now(UTC)


def _row(person: Person) -> dict[str, Any]:
    return person.model_dump() | {"roles": [role.value for role in person.roles]}


def _person(row: Row[Any]) -> Person:
    kept = row._mapping
    return Person(
        **{name: kept[name] for name in Person.model_fields if name != "roles"},
        roles=tuple(Role(role) for role in kept["roles"]),
    )
