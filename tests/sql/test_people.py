"""Accounts and sessions: who may sign in, for how long, and what an onlooker learns."""

from decimal import Decimal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, text

from customs.people import Role
from records.ports import Person
from records.sql import SqlPeople

ANA = Person(
    name="ana",
    full_name="Ana Prado",
    roles=(Role.BROKER, Role.APPROVER),
    party="99100004000109",
    authority_brl=Decimal("115000.00"),
)
BIA = Person(name="bia", full_name="Bia Nunes", roles=(Role.BUYER,), language="en")


class CountingHasher(PasswordHasher):
    """Cheap argon2 that counts its work."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.work = 0

    def hash(self, *args: object, **more: object) -> str:
        self.work += 1
        return super().hash(*args, **more)  # type: ignore[arg-type]

    def verify(self, *args: object) -> bool:  # type: ignore[override]
        self.work += 1
        return super().verify(*args)  # type: ignore[arg-type]


@pytest.fixture
def hasher() -> CountingHasher:
    """A hasher that costs little."""
    return CountingHasher()


@pytest.fixture
def people(engine: Engine, hasher: CountingHasher) -> SqlPeople:
    """Ana has an account."""
    people = SqlPeople(engine, hasher)
    people.add(ANA, "correct horse")
    return people


def test_an_account_comes_back_as_it_was_added(people: SqlPeople) -> None:
    people.add(BIA, "battery staple")
    assert people.get("ana") == ANA
    assert people.all() == [ANA, BIA]
    assert people.get("nobody") is None


def test_the_right_password_opens_a_session_until_it_is_ended(people: SqlPeople) -> None:
    token = people.sign_in("ana", "correct horse")
    assert token is not None
    assert people.session(token) == ANA
    people.sign_out(token)
    assert people.session(token) is None


def test_a_wrong_password_or_name_opens_nothing(people: SqlPeople) -> None:
    assert people.sign_in("ana", "wrong") is None
    assert people.sign_in("nobody", "correct horse") is None
    assert people.session("made up") is None


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    people: SqlPeople, hasher: CountingHasher
) -> None:
    hasher.work = 0
    people.sign_in("ana", "wrong")
    wrong = hasher.work
    people.sign_in("nobody", "wrong")
    assert (wrong, hasher.work - wrong) == (1, 1)


def test_a_session_ends_by_itself(people: SqlPeople, engine: Engine) -> None:
    token = people.sign_in("ana", "correct horse") or ""
    with engine.begin() as connection:
        life = text("update session set expires_at = now() - interval '1 second' returning 1")
        assert connection.execute(life).rowcount == 1
    assert people.session(token) is None


def test_a_new_password_signs_everybody_else_out(people: SqlPeople) -> None:
    token = people.sign_in("ana", "correct horse") or ""
    people.add(ANA, "new password")
    assert people.session(token) is None
    assert people.sign_in("ana", "correct horse") is None
    assert people.sign_in("ana", "new password") is not None


def test_neither_password_nor_token_is_written_down(people: SqlPeople, engine: Engine) -> None:
    token = people.sign_in("ana", "correct horse") or ""
    with engine.connect() as connection:
        kept = str(
            connection.execute(text("select p::text, s::text from person p, session s")).all()
        )
    assert "ana" in kept
    assert "$argon2id$" in kept
    assert token not in kept
    assert "correct horse" not in kept
