"""The page of one paper: every value with its box, and the form that corrects it."""

import httpx
import pytest

from customs.clock import ClockMode, ClockReading
from customs.paper_doubts import Doubt
from customs.papers import PaperRead
from customs.views import TaskView
from tests.unit.desk.house import NOW, House
from tests.unit.desk.papered import FILE, papered
from tests.web.conftest import Browser
from tests.web.reading import Page
from workflows.clock import BusinessTime
from workflows.paper_questions import doubtful

ADDRESS = f"/imports/IMP-7/papers/{FILE}"


@pytest.fixture(autouse=True)
async def invoice(house: House) -> PaperRead:
    """An import with one invoice, beside the story."""
    return await papered(house)


async def test_every_value_has_a_field_and_a_box_on_the_picture(as_: Browser) -> None:
    page = Page((await (await as_("bruna")).get(ADDRESS)).text)

    fields = page.form("correct").fields
    assert fields["value.invoice_number"] == "HY-2605-A0Z"
    assert fields["value.lines.1.quantity"] == "2000"
    boxes = {said["id"]: said for tag, said in page.tags if tag == "rect"}
    assert (boxes["box-invoice_number"]["x"], boxes["box-invoice_number"]["y"]) == (
        "408.5",
        "123.5",
    )
    (picture,) = [said for tag, said in page.tags if tag == "image"]
    assert picture["href"].startswith("data:image/png;base64,")
    assert not [said for _, said in page.tags if "style" in said]


async def test_what_was_changed_in_the_form_is_a_correction(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = Page((await browser.get(ADDRESS)).text).form("correct").fields
    given |= {"value.invoice_number": "HY-2605-A07", "reason": "misread zero"}

    answer = await browser.post(ADDRESS, data=given)
    page = await browser.get(answer.headers["location"])

    act = house.workflows.told[-1][2]
    assert [(one.field, one.value) for one in act.corrections] == [
        ("invoice_number", "HY-2605-A07")
    ]
    assert act.seen == given["seen"] != ""
    assert "A correção foi registrada" in page.text


async def test_a_value_that_was_not_read_may_be_added(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = Page((await browser.get(ADDRESS)).text).form("correct").fields
    given |= {"new_name": "lines.2.quantity", "new_value": "1.000", "reason": "second line"}

    await browser.post(ADDRESS, data=given)

    (said,) = house.workflows.told[-1][2].corrections
    assert (said.field, said.line, said.value) == ("quantity", 2, "1.000")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": "nothing changed"}, "values"),
        ({"value.issue_date": "soon", "reason": "a date"}, "values.issue_date"),
        ({"value.currency": "EUR"}, "reason"),
    ],
)
async def test_a_wrong_form_keeps_what_was_written_and_names_the_field(
    as_: Browser, house: House, change: dict[str, str], told: str
) -> None:
    browser = await as_("bruna")
    given = Page((await browser.get(ADDRESS)).text).form("correct").fields | change

    answer = await browser.post(ADDRESS, data=given)

    assert answer.status_code == 422
    page = Page(answer.text)
    assert f"{told}:" in page.text
    assert page.form("correct").fields.items() >= change.items() - {("reason", "")}
    assert not house.workflows.told


async def test_who_may_not_correct_sees_the_paper_without_a_button(as_: Browser) -> None:
    answer = await (await as_("aude")).get(ADDRESS)

    assert answer.status_code == 200
    assert "Corrigir</button>" not in answer.text


async def test_the_dossier_leads_to_the_paper(as_: Browser, invoice: PaperRead) -> None:
    answer = await (await as_("bruna")).get("/imports/IMP-7")

    assert f'href="/imports/IMP-7/papers/{invoice.paper.file.sha256}?page=1"' in answer.text


async def test_a_paper_that_is_not_there_is_a_page_that_says_so(as_: Browser) -> None:
    answer = await (await as_("bruna")).get("/imports/IMP-7/papers/other.pdf")

    assert answer.status_code == 404


async def test_over_http_a_paper_is_shown_corrected_and_drawn(
    http: httpx.AsyncClient, house: House
) -> None:
    auth = ("bruna", "a fine long password")
    api = f"/api/v1/imports/IMP-7/papers/{FILE}"

    shown = (await http.get(api, auth=auth)).json()
    said = {"values": {"currency": "EUR"}, "reason": "so printed", "seen": "x"}
    made = await http.post(f"{api}/corrections", json=said, auth=auth)
    drawn = await http.get(f"{api}/pages/1.png", auth=auth)
    wrong = await http.post(f"{api}/corrections", json={"values": {}}, auth=auth)

    assert shown["reading"]["fields"]["currency"]["value"] == "USD"
    assert (made.status_code, drawn.headers["content-type"]) == (201, "image/png")
    assert house.workflows.told[-1][2].seen == "x"
    assert wrong.status_code == 422
    assert {error["field"] for error in wrong.json()["errors"]} == {"values", "reason"}


async def test_the_question_about_doubtful_values_shows_the_page_with_their_boxes(
    as_: Browser, house: House, invoice: PaperRead
) -> None:
    doubt = Doubt(field="invoice_number", value="HY-2605-A0Z", confidence=0.55, page=1)
    asked = invoice.model_copy(update={"doubts": (doubt,)})
    order = doubtful(asked, BusinessTime(ClockReading(mode=ClockMode.STORY, now=NOW)))
    task = TaskView(id="IMP-7/reading-1", order=order, state="OPEN")
    house.open_task(task)

    page = Page((await (await as_("bruna")).get("/tasks/IMP-7/reading-1")).text)

    boxes = {said["id"]: said["class"] for tag, said in page.tags if tag == "rect"}
    assert boxes["box-invoice_number"] == "mark pressing"
    assert boxes["box-currency"] == "mark"
    assert page.of_task()["field.invoice_number"] == "HY-2605-A0Z"
