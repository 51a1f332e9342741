"""The desk tells an import of tally, loss and extension, and holds warehouses to their prices."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from customs.clock import BRASILIA
from customs.losses import FoundAt, ReportTally
from customs.milestones import MilestoneReached
from customs.regime_acts import RequestExtension
from customs.storage_bill import PriceTable, Service, StorageStep
from customs.views import ReleaseView
from stock.movements import Lot
from tests.unit.desk.house import NOW, House, a_form
from tests.workflows.orders import a_release
from wiring.desk.bills import BillForm
from wiring.desk.bonded import ExtensionForm, LossForm, TallyForm
from wiring.desk.errors import Conflict, Forbidden
from wiring.desk.forms import StartImport
from wiring.desk.ports import Refusal

TALLY = TallyForm.model_validate({"lines": [{"item": "A", "found": "1990"}], "moment": "sea"})
EXTENSION = ExtensionForm(until=date(2028, 3, 25), document="PAF 1")
LEFT = datetime(2026, 4, 23, 12, tzinfo=BRASILIA)


async def with_import(house: House) -> House:
    """Return the house with an import that runs."""
    form = StartImport.model_validate(a_form())
    await house.desk.start_import(form, house.actor("bruna"))
    return house


def with_release(house: House) -> House:
    """Return the house with an exit of the story's first half pallets, and its warehouse's prices."""
    lot = Lot(
        lot="26BR1/1", import_reference="IMP-7", product="A", quantity=Decimal(100),
        admitted_at=datetime(2026, 3, 25, tzinfo=BRASILIA), expires_on="2027-03-25",
        customs_value=Decimal("214506.20"),
    )  # fmt: skip
    house.ledger.open_lot(lot)
    order = a_release("REL-1", "IMP-7", "26BR1/1", 50)
    order = order.model_copy(update={"entered_on": date(2026, 3, 20)})
    gone = MilestoneReached(
        event_id="p", tag="PICKED_UP", occurred_at=LEFT, recorded_at=LEFT, source="otto"
    )
    view = ReleaseView(
        reference="REL-1", stage="DELIVERED", stages=(), order=order, milestones=(gone,)
    )
    house.snapshots.put("release", "REL-1", view)
    house.prices["8911101"] = PriceTable(
        recinto="8911101",
        valid_from=date(2026, 1, 1),
        steps=(StorageStep(rate=Decimal("0.0025")),),
        services=(Service(code="exit", label="Saída", label_en="Exit", price=Decimal(152)),),
    )
    return house


async def test_a_tally_reaches_the_import_with_who_and_when(house: House) -> None:
    await with_import(house)

    await house.desk.report_tally("IMP-7", TALLY, house.actor("otto"))

    _, name, act = house.workflows.told[-1]
    assert name == "report_tally"
    assert isinstance(act, ReportTally)
    assert (act.moment, act.lines[0].found) == (FoundAt.SEA, Decimal(1990))
    assert (act.actor.person, act.at, act.occurred_at) == ("otto", NOW, NOW)
    assert house.audit.of("IMP-7")[-1].act == "goods.tally"


async def test_a_buyer_reports_no_loss(house: House) -> None:
    await with_import(house)
    form = LossForm(lot="1/1", quantity=Decimal(1), moment=FoundAt.CUSTODY, document="T")

    with pytest.raises(Forbidden):
        await house.desk.report_loss("IMP-7", form, house.actor("breno"))


async def test_an_extension_beyond_the_law_is_a_conflict_with_the_article(house: House) -> None:
    await with_import(house)
    house.workflows.no = Refusal("NoExtension", "until 2028-03-25 at most (RA art. 408, caput)")

    with pytest.raises(Conflict, match="408, caput") as refused:
        await house.desk.request_extension("IMP-7", EXTENSION, house.actor("bruna"))

    assert refused.value.code == "no-extension"


async def test_the_same_request_again_is_told_once(house: House) -> None:
    await with_import(house)
    for _ in range(2):
        await house.desk.request_extension("IMP-7", EXTENSION, house.actor("bruna"), key="k")

    told = [act for _, _, act in house.workflows.told if isinstance(act, RequestExtension)]
    assert len(told) == 1


async def test_a_release_has_no_term_of_its_own(house: House) -> None:
    with_release(house)

    with pytest.raises(Conflict, match="ask at its import"):
        await house.desk.request_extension("REL-1", EXTENSION, house.actor("bruna"))


async def test_the_bill_of_an_exit_is_expected_from_prices_and_admission_value(
    house: House,
) -> None:
    with_release(house)

    made = await house.desk.storage_bill("REL-1", BillForm(), house.actor("bruna"))

    assert {line.code: str(line.amount) for line in made.lines} == {
        "storage": "1072.53", "exit": "152.00",
    }  # fmt: skip
    assert (made.differences, made.task) == ((), "")


async def test_an_invoice_that_differs_opens_one_task_however_often_it_is_held_against_it(
    house: House,
) -> None:
    with_release(house)
    invoice = {"storage": Decimal("1072.53"), "exit": Decimal(200)}
    asked = BillForm(invoiced=invoice)

    first = await house.desk.storage_bill("REL-1", asked, house.actor("bruna"))
    again = await house.desk.storage_bill("REL-1", asked, house.actor("bruna"))

    assert [(d.code, d.over) for d in first.differences] == [("exit", Decimal(48))]
    assert first.task == again.task == "REL-1/storage_bill-1"
    assert list(house.snapshots.rows["task"]) == ["REL-1/storage_bill-1"]


async def test_without_prices_no_bill_is_guessed(house: House) -> None:
    with_release(house)
    house.prices.clear()

    with pytest.raises(Conflict, match="no prices"):
        await house.desk.storage_bill("REL-1", BillForm(), house.actor("bruna"))


async def test_the_bill_of_an_import_is_that_of_its_exits_and_what_it_had_itself(
    house: House,
) -> None:
    with_release(await with_import(house))
    body = house.snapshots.get("import", "IMP-7") or {}
    house.snapshots.put("import", "IMP-7", body | {"releases": ["REL-1"]})
    had = BillForm(services={"exit": Decimal(1)})

    made = await house.desk.storage_bill("IMP-7", had, house.actor("bruna"))

    assert {line.code: str(line.amount) for line in made.lines} == {
        "storage": "1072.53", "exit": "304.00",
    }  # fmt: skip
