"""Papers, the dossier, the story clock, and reported demand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customs.papers import PaperRead
from tests.unit.desk.house import NOW, House, a_form, an_approval
from wiring.desk.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from wiring.desk.forms import PaperForm, StartImport
from wiring.desk.papers import LARGEST_PAPER, media_type
from wiring.desk.programmes import QuantityForm


@pytest.fixture
async def booked(house: House) -> House:
    await house.desk.start_import(StartImport.model_validate(a_form()), house.actor("bruna"))
    return house


async def test_papers_are_stored_before_the_import_is_told(booked: House) -> None:
    paper = PaperForm(filename="inv.pdf", body=b"%PDF-1.7 ...", kind="commercial_invoice")

    await booked.desk.add_papers("IMP-7", [paper], booked.actor("sun"), key="p")

    _, _, act = booked.workflows.told[-1]
    file = act.papers[0].file
    assert (act.papers[0].filename, file.media_type) == ("inv.pdf", "application/pdf")
    assert booked.store.get(file) == paper.body
    assert booked.audit.of("IMP-7")[-1].detail["sha256"] == file.sha256


async def test_what_is_no_pdf_is_taken_in_too(booked: House) -> None:
    await booked.desk.add_papers(
        "IMP-7", [PaperForm(filename="x.pdf", body=b"not a PDF")], booked.actor("bruna")
    )

    assert booked.workflows.told[-1][2].papers[0].file.media_type == "application/octet-stream"


async def test_a_file_above_the_limit_is_refused_and_none_is_stored(booked: House) -> None:
    large = PaperForm(filename="big.pdf", body=bytes(LARGEST_PAPER + 1))

    with pytest.raises(TooLarge, match=r"big\.pdf has 30\.0 MB"):
        await booked.desk.add_papers("IMP-7", [large], booked.actor("bruna"))

    assert not booked.store.objects


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"body": b""}, "papers.1", "the file is empty"),
        ({"body": b"MZ\x90"}, "papers.1", "a program"),
        ({"kind": "love_letter"}, "kind.1", "known: commercial_invoice"),
    ],
)
async def test_a_file_that_can_be_no_paper_is_refused_by_its_place(
    booked: House, changes: dict[str, object], field: str, why: str
) -> None:
    good = PaperForm(filename="good.pdf", body=b"%PDF-1.7")
    bad = PaperForm.model_validate({"filename": "bad.pdf", "body": b"%PDF-1.7"} | changes)

    with pytest.raises(Invalid, match=r"bad\.pdf") as refused:
        await booked.desk.add_papers("IMP-7", [good, bad], booked.actor("bruna"))

    (error,) = refused.value.extra["errors"]
    assert error["field"] == field
    assert why in error["message"]
    assert not booked.store.objects


async def test_too_many_files_at_once_are_refused(booked: House) -> None:
    paper = PaperForm(filename="good.pdf", body=b"%PDF-1.7")

    with pytest.raises(Invalid, match="At most 50 files"):
        await booked.desk.add_papers("IMP-7", [paper] * 51, booked.actor("bruna"))


def test_a_file_is_known_by_its_content() -> None:
    assert media_type(b"\n%PDF-1.4") == "application/pdf"
    assert media_type(b"\x89PNG\r\n\x1a\n") == "image/png"
    assert media_type(b"<?xml version='1.0'?>") == "application/xml"


async def test_the_dossier_holds_stages_with_both_clocks_tasks_and_audit(booked: House) -> None:
    booked.open_task(an_approval())

    dossier = await booked.desk.show("IMP-7")

    assert dossier["kind"] == "import"
    assert set(dossier["stages"][0]) == {"stage", "occurred_at", "recorded_at"}
    assert dossier["movements"] == []
    assert [entry["act"] for entry in dossier["audit"]] == ["import.start"]


async def test_a_file_is_handed_out_only_where_the_records_name_it(booked: House) -> None:
    stored = booked.store.put(b"%PDF-", "application/pdf")
    view = booked.snapshots.rows["import"]["IMP-7"]
    paper = {"file": stored.model_dump(), "filename": "inv.pdf"}
    read = PaperRead.model_validate({"paper": paper, "kind": None})
    view["papers"] = [read.model_dump(mode="json")]

    assert await booked.desk.file("IMP-7", stored.sha256) == (stored, b"%PDF-")
    with pytest.raises(NotFound):
        await booked.desk.file("IMP-7", "0" * 64)


async def test_moving_the_clock_ticks_every_open_workflow_and_the_outside(booked: House) -> None:
    booked.open_task(an_approval())
    to = NOW + timedelta(days=1)

    reading = await booked.desk.move_clock(to, booked.actor("root"))

    assert reading.now == to
    assert booked.outside.told == [to]
    ticked = {id for id, name, _ in booked.workflows.told if name == "tick"}
    assert ticked == {"import/IMP-7", "task/IMP-7/consumption-1/approval-1"}


async def test_the_clock_does_not_go_back(house: House) -> None:
    with pytest.raises(Conflict, match="forward"):
        await house.desk.move_clock(NOW - timedelta(days=1), house.actor("root"))

    assert not house.outside.told


async def test_a_broker_may_not_move_the_clock(house: House) -> None:
    with pytest.raises(Forbidden):
        await house.desk.move_clock(NOW, house.actor("bruna"))


async def test_demand_is_kept_by_week_and_agreement(house: House) -> None:
    house.book.names.append("haiyue")
    week = QuantityForm(agreement="haiyue", item="A", on=date(2026, 5, 11), quantity=Decimal(4000))

    assert await house.desk.report_demand([week], "erp", house.actor("paulo")) == 1

    assert house.book.reported[0].source == "erp"
    with pytest.raises(Invalid, match="Monday"):
        await house.desk.report_demand(
            [week.model_copy(update={"on": date(2026, 5, 12)})], "erp", house.actor("paulo")
        )


async def test_demand_of_an_unknown_agreement_is_refused(house: House) -> None:
    week = QuantityForm(agreement="none", item="A", on=date(2026, 5, 11), quantity=Decimal(1))

    with pytest.raises(Invalid, match="no agreement none"):
        await house.desk.report_demand([week], "erp", house.actor("paulo"))
