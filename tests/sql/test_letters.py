"""Letters in PostgreSQL: each once, and whose it is is said once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from customs.payload import StoredRef
from records.letters import KeptLetter
from records.sql import SqlLetters

AT = datetime(2026, 1, 28, 12, tzinfo=UTC)


def a_letter(key: str, **changes: object) -> KeptLetter:
    """Return a letter that waits."""
    raw = StoredRef(key=key, sha256=key, media_type="message/rfc822", size=1)
    said = {"key": key, "sender": "a@x.example", "files": ("i.pdf",), "raw": raw, "why": "unknown"}
    return KeptLetter.model_validate(said | {"received_at": AT} | changes)


def test_a_letter_is_kept_once_as_it_came_first(engine: Engine) -> None:
    letters = SqlLetters(engine)
    first = a_letter("k1")

    letters.keep(first)
    letters.keep(a_letter("k1", sender="b@x.example"))

    assert letters.get("k1") == first
    assert letters.get("k2") is None


def test_a_waiting_letter_is_handed_over_once(engine: Engine) -> None:
    letters = SqlLetters(engine)
    letters.keep(a_letter("k3"))
    later = a_letter("k4", received_at=AT + timedelta(days=1))
    letters.keep(later)

    letters.hand_over("k3", "IMP-7", "bruna")
    letters.hand_over("k3", "IMP-8", "otto")

    assert [one.key for one in letters.newest(waiting=True) if one.key in ("k3", "k4")] == ["k4"]
    handed = letters.get("k3")
    assert handed is not None
    assert (handed.reference, handed.matched_by, handed.why) == ("IMP-7", "bruna", "")
    assert letters.newest(waiting=False, limit=1) == [later]
