"""Letters at the desk: believed from whom an import knows, else kept; each handled once."""

import os
from pathlib import Path

import pytest

from gateways.incoming_mail import read_letter
from tests.unit.desk.house import House, a_form
from tests.unit.gateways.test_incoming_mail import a_letter
from wiring.desk.errors import Away, Conflict, Forbidden, NotFound
from wiring.desk.forms import StartImport
from wiring.desk.ports import NoAnswer
from wiring.mail_drop import sweep


@pytest.fixture
async def known(house: House) -> House:
    """A house whose import IMP-7 knows its supplier's address."""
    form = a_form()
    form["parties"]["exporter"]["emails"] = ["docs@haiyue.example"]
    await house.desk.start_import(StartImport.model_validate(form), house.actor("bruna"))
    return house


async def test_a_known_suppliers_papers_are_handed_in_once(known: House) -> None:
    raw = a_letter().as_bytes()

    first = await known.desk.receive_letter(raw)
    again = await known.desk.receive_letter(raw)

    assert again == first
    assert (first.reference, first.why) == ("IMP-7", "")
    (told,) = [act for _, name, act in known.workflows.told if name == "add_papers"]
    assert told.actor.person == "docs@haiyue.example"
    assert told.papers[0].filename == "发票 7.pdf"
    assert known.store.get(first.raw) == raw


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        (a_letter(sender="somebody@else.example"), "unknown-sender"),
        (a_letter("Papers of NOBODY-1"), "unknown-reference"),
    ],
)
async def test_what_is_nobodys_is_kept_with_the_reason(
    known: House, letter: object, why: str
) -> None:
    kept = await known.desk.receive_letter(letter.as_bytes())  # type: ignore[attr-defined]

    assert kept.reference is None
    assert kept.why == why
    assert await known.desk.letters() == [kept]
    assert not [name for _, name, _ in known.workflows.told if name == "add_papers"]


async def test_a_person_says_whose_a_kept_letter_is_and_only_once(known: House) -> None:
    stranger = a_letter(sender="somebody@else.example").as_bytes()
    kept = await known.desk.receive_letter(stranger)

    matched = await known.desk.match_letter(kept.key, "IMP-7", known.actor("bruna"))

    assert (matched.reference, matched.matched_by) == ("IMP-7", "bruna")
    assert known.workflows.told[-1][2].actor.person == "bruna"
    assert await known.desk.letters() == []
    with pytest.raises(Conflict, match="handed to IMP-7 before"):
        await known.desk.match_letter(kept.key, "IMP-7", known.actor("bruna"))
    with pytest.raises(NotFound):
        await known.desk.match_letter("no", "IMP-7", known.actor("bruna"))
    with pytest.raises(Forbidden):
        await known.desk.match_letter(kept.key, "IMP-7", known.actor("sun"))


async def test_while_the_engine_is_away_nothing_is_noted(known: House) -> None:
    raw = a_letter().as_bytes()
    known.workflows.no = NoAnswer("away")

    with pytest.raises(Away):
        await known.desk.receive_letter(raw)

    assert known.letters.kept == {}
    assert (await known.desk.receive_letter(raw)).reference == "IMP-7"


async def test_the_drop_handles_each_letter_once_and_moves_it(known: House, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1234.host").write_bytes(a_letter().as_bytes())
    growing, whole = tmp_path / "growing.eml", tmp_path / "whole.eml"
    growing.write_bytes(b"From: x@y.example\n")
    whole.write_bytes(a_letter(sender="somebody@else.example").as_bytes())
    os.utime(whole, (1, 1))

    assert await sweep(known.desk, tmp_path) == 2
    assert await sweep(known.desk, tmp_path) == 0

    assert growing.exists()
    moved = sorted(path.name[17:] for path in (tmp_path / "handled").iterdir())
    assert moved == ["1234.host", "whole.eml"]
    assert {one.reference for one in known.letters.kept.values()} == {"IMP-7", None}


async def test_a_letter_that_cannot_be_handled_now_stays_in_the_drop(
    known: House, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    file = tmp_path / "new" / "1234.host"
    file.write_bytes(a_letter().as_bytes())
    known.workflows.no = NoAnswer("away")

    assert await sweep(known.desk, tmp_path) == 0

    assert file.exists()
    assert read_letter(file.read_bytes()).key not in known.letters.kept
