"""A house with one import whose invoice was read and is kept, page and all."""

from datetime import date

from customs.papers import Paper, PaperRead
from documents.reading import Field, Reading
from simulator.papers.maker import make_papers
from simulator.papers.story import direct_import
from tests.unit.desk.house import NOW, House, a_form
from wiring.desk.forms import StartImport

FILE = "HY-7.pdf"


def value(text: str, confidence: float = 0.99, line: int = 0) -> Field:
    """Return a value as it was read, on the first page."""
    top = 125.0 + 40 * line
    return Field(value=text, confidence=confidence, page=1, box=(410.0, top, 470.0, top + 10))


def an_invoice() -> Reading:
    """Return what is read of an invoice, its number badly."""
    return Reading(
        file=FILE,
        sha256="s",
        kind="commercial_invoice",
        pages=1,
        fields={
            "invoice_number": value("HY-2605-A0Z", 0.55),
            "issue_date": value("2026-05-07", line=1),
            "currency": value("USD", line=2),
            "total_amount": value("4587.80", line=3),
            "seller_name": value("Ningbo Haiyue Bearing Co.", line=4),
        },
        lines=({"quantity": value("2000", line=5), "unit_price": value("1.95", line=5)},),
    )


async def papered(house: House) -> PaperRead:
    """Start IMP-7 with its invoice."""
    await house.desk.start_import(StartImport.model_validate(a_form()), house.actor("bruna"))
    body = make_papers(direct_import(date(2026, 5, 7), date(2026, 5, 9)), "haiyue")
    file = house.store.put(body["commercial_invoice"], "application/pdf")
    reading = house.store.put_json(an_invoice().model_dump(mode="json"))
    read = PaperRead(
        paper=Paper(file=file, filename=FILE),
        kind="commercial_invoice",
        pages=1,
        reading=reading,
        headline={"invoice_number": "HY-2605-A0Z"},
        read_at=NOW,
    )
    house.snapshots.rows["import"]["IMP-7"]["papers"] = [read.model_dump(mode="json")]
    return read
