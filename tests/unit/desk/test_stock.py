"""The stock at the desk: positions of any day, cards, what waiting costs, and what differs."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest

from customs.views import ImportView
from gateways.doors import Unavailable
from stock.reconciling import Kind, LotCount, Source
from tests.unit.desk.bonded import ADMITTED, NUMBER, admit
from tests.unit.desk.house import House
from tests.web.orders import an_order
from wiring.desk.errors import Forbidden, Invalid, NotFound
from wiring.desk.stock import REPORTS, Moment
from wiring.reports import KINDS, report_file

LOT = f"{NUMBER}/1"


@pytest.fixture
def bonded(house: House) -> House:
    """A house with the story's admission, half of it drawn."""
    admit(house)
    return house


async def test_the_rest_of_the_story_owed_so_much_at_admission(bonded: House) -> None:
    waiting = await bonded.desk.waiting_duties()

    assert waiting.at_admission == Decimal("186151.13")
    assert waiting.today > waiting.at_admission
    assert waiting.change == waiting.today - waiting.at_admission
    assert [each.problem for each in waiting.admissions] == [""]


async def test_an_admission_that_cannot_be_assessed_is_named(bonded: House) -> None:
    lot = bonded.ledger.lots()[0].model_copy(update={"lot": "X/1", "request": None})
    bonded.ledger.open_lot(lot)
    movement = bonded.ledger.movements("IMP-1")[-1]
    lines = tuple(p.model_copy(update={"lot": "X/1"}) for p in movement.postings)
    bonded.ledger.post(movement.model_copy(update={"key": "x", "postings": lines}))
    waiting = await bonded.desk.waiting_duties()

    assert waiting.at_admission == Decimal("186151.13")
    assert waiting.admissions[-1].problem == "the input of its admission's assessment is not kept"


async def test_a_position_is_asked_for_on_either_clock(bonded: House) -> None:
    before = Moment(as_of=ADMITTED + timedelta(days=1))
    unknown = Moment(known_at=ADMITTED + timedelta(days=26, minutes=30))
    late = Moment(as_of=ADMITTED + timedelta(days=26), known_at=ADMITTED + timedelta(days=26))
    now, then = (await bonded.desk.lot(LOT)), (await bonded.desk.lot(LOT, before))

    assert (now.position.left, now.position.state.place) == (Decimal(30000), "R-07")
    assert (then.position.left, then.position.state.place) == (Decimal(60000), "R-01")
    assert [line.reason for line in then.card] == ["admitted"]
    for moment in (unknown, late):
        assert (await bonded.desk.lot(LOT, moment)).position.held == {"bonded": Decimal(60000)}


async def test_the_card_of_an_item_is_over_all_its_lots(bonded: House) -> None:
    lines = await bonded.desk.card("A")

    assert lines[-1].rest == 30000
    assert {line.lot for line in lines} == {LOT}
    with pytest.raises(NotFound, match="no lot or item 'Z'"):
        await bonded.desk.card("Z")


@pytest.mark.parametrize("kind", REPORTS.split(", "))
async def test_every_report_opens_as_every_file(bonded: House, kind: str) -> None:
    report = await bonded.desk.stock_report(kind, "A")
    files = {each: report_file(report, each).body for each in KINDS}

    assert report.rows
    assert files["csv"].count(b"\r\n") == 1 + len(report.rows)
    assert zipfile.ZipFile(io.BytesIO(files["xlsx"])).testzip() is None
    text = " ".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])
    )
    assert report.title in text.replace("\r\n", " ")


async def test_a_report_that_nobody_makes_is_named(bonded: House) -> None:
    with pytest.raises(NotFound, match="there are: position"):
        await bonded.desk.stock_report("weather")


class Outside:
    """The foreign-trade system's own count."""

    def __init__(self, *counts: LotCount) -> None:
        self.told = list(counts)

    def counts(self) -> list[LotCount]:
        if not self.told:
            raise Unavailable("away")
        return self.told


def told(house: House, balance: dict[str, int]) -> None:
    """An import whose own count is this."""
    view = ImportView(
        reference="IMP-1", stage="IN_BOND", stages=(), order=an_order(house, "IMP-1"),
        balance={lot: Decimal(quantity) for lot, quantity in balance.items()},
    )  # fmt: skip
    house.snapshots.put("import", "IMP-1", view)


async def test_what_differs_is_told_by_whom_and_nothing_is_repaired(bonded: House) -> None:
    told(bonded, {LOT: 30000, f"{NUMBER}/2": 4500})
    before = bonded.ledger.movements()
    extract = f"lot,quantity,place\n{LOT},29990,R-07\n{NUMBER}/2,4500,R-01\n".encode()
    check = await bonded.desk.reconcile_stock(extract, bonded.actor("otto"))

    assert check.sources == (Source.WORKFLOWS, Source.WAREHOUSE)
    [found] = check.found
    assert (found.difference.kind, found.difference.theirs) == (Kind.QUANTITY, "29990")
    assert found.correction is not None
    assert found.correction.told == "10 from bonded to discrepancy:IMP-1"
    assert bonded.ledger.movements() == before
    assert bonded.audit.of("stock")[-1].detail == {"differences": "1"}


async def test_the_extract_and_who_hands_it_in_are_checked(bonded: House) -> None:
    with pytest.raises(Invalid, match="no column quantity"):
        await bonded.desk.reconcile_stock(b"lot\n", bonded.actor("otto"))
    with pytest.raises(Forbidden):
        await bonded.desk.reconcile_stock(None, bonded.actor("sun"))
