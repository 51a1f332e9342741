"""Correcting a paper at the desk: what is passed on, and what is refused with the field's name."""

import pytest

from customs.papers import PaperRead
from tests.unit.desk.house import House
from tests.unit.desk.papered import FILE, papered
from wiring.desk.corrections import CorrectionForm
from wiring.desk.errors import Conflict, Forbidden, Invalid, NotFound
from wiring.desk.ports import Refusal


@pytest.fixture
async def invoice(house: House) -> PaperRead:
    return await papered(house)


def a_form(**values: str) -> CorrectionForm:
    """Return a correction, the names of lines written with two underscores."""
    named = {name.replace("__", "."): value for name, value in values.items()}
    return CorrectionForm(values=named, reason="so it is printed")


async def test_a_correction_is_passed_on_in_plain_form(house: House, invoice: PaperRead) -> None:
    form = a_form(
        invoice_number="HY-2605-A07", lines__1__quantity="2.100,5", issue_date="08/05/2026"
    )

    await house.desk.correct_paper("IMP-7", FILE, form, house.actor("bruna"), key="k")

    id, name, act = house.workflows.told[-1]
    assert (id, name, act.sha256) == ("import/IMP-7", "correct_paper", invoice.paper.file.sha256)
    said = {(one.field, one.line): one.value for one in act.corrections}
    assert said == {
        ("invoice_number", None): "HY-2605-A07",
        ("quantity", 1): "2100.5",
        ("issue_date", None): "2026-05-08",
    }
    entry = house.audit.of("IMP-7")[-1]
    assert (entry.act, entry.detail["reason"]) == ("paper.correct", "so it is printed")


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"colour": "red"}, "values.colour", "may say: invoice_number"),
        ({"lines__3__quantity": "1"}, "values.lines.3.quantity", "has 1 line"),
        ({"issue_date": "soon"}, "values.issue_date", "is not a date"),
        ({"lines__1__unit_price": "NaN"}, "values.lines.1.unit_price", "is not a number"),
    ],
)
async def test_a_wrong_value_is_refused_by_its_name(
    house: House, invoice: PaperRead, values: dict[str, str], field: str, why: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await house.desk.correct_paper("IMP-7", FILE, a_form(**values), house.actor("bruna"))

    (error,) = refused.value.extra["errors"]
    assert error["field"] == field
    assert why in error["message"]
    assert not house.workflows.told


async def test_a_supplier_may_not_correct_what_was_read(house: House, invoice: PaperRead) -> None:
    with pytest.raises(Forbidden):
        await house.desk.correct_paper("IMP-7", FILE, a_form(currency="BRL"), house.actor("sun"))


async def test_who_saw_an_older_version_is_told(house: House, invoice: PaperRead) -> None:
    house.workflows.no = Refusal("ReadingChanged", "was corrected since")

    with pytest.raises(Conflict, match="was corrected since") as refused:
        await house.desk.correct_paper("IMP-7", FILE, a_form(currency="BRL"), house.actor("bruna"))

    assert refused.value.code == "reading-changed"


async def test_a_paper_is_found_by_name_or_hash_and_shows_both_versions(
    house: House, invoice: PaperRead
) -> None:
    by_hash = await house.desk.paper("IMP-7", invoice.paper.file.sha256[:8])

    assert by_hash == await house.desk.paper("IMP-7", FILE)
    assert by_hash.first.fields["invoice_number"].value == "HY-2605-A0Z"
    assert "lines.N.unit_price" in by_hash.names
    with pytest.raises(NotFound, match=r"it has: HY-7\.pdf"):
        await house.desk.paper("IMP-7", "other.pdf")


async def test_a_page_is_shown_as_a_picture(house: House, invoice: PaperRead) -> None:
    drawn = await house.desk.picture("IMP-7", FILE, 1)

    assert drawn.png.startswith(b"\x89PNG")
    assert (round(drawn.width), round(drawn.height)) == (595, 842)
    with pytest.raises(NotFound, match="no page 2"):
        await house.desk.picture("IMP-7", FILE, 2)
