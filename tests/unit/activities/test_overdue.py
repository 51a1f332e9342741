"""What an overdue exit owes beside its taxes: counted from the registration of the admission."""

from datetime import date, datetime

import pytest
from temporalio.exceptions import ApplicationError

from activities.overdue import OverdueActivities
from activities.releases import ReleaseActivities
from activities.rule_packs import shipped_pack
from customs.clock import BRASILIA
from customs.declarations.assembling import build
from customs.filing import RequestFunds
from customs.orders import ClearanceOrder, LocalCosts
from stock.memory import MemoryLedger
from stock.movements import Lot
from tests.unit.activities.doubles import MemoryStore, StandingClock, StoryRates
from tests.unit.customs.cases import money
from tests.unit.customs.orders import ADMISSION_NUMBER, admission, release

TODAY = "2026-04-22"


def late_release() -> ClearanceOrder:
    """Return the story's first release, each of its goods out of its lot."""
    order = release()
    goods = [
        each.model_copy(update={"lot": f"{ADMISSION_NUMBER}/{n}"})
        for n, each in enumerate(order.goods, start=1)
    ]
    return order.model_copy(update={"goods": tuple(goods)})


def activities(expires_on: str, quantities: tuple[int, int] = (60000, 9000)) -> OverdueActivities:
    """Return the activities over two lots of the story's admission."""
    store, ledger = MemoryStore(), MemoryLedger()
    request = build(admission()).assessment
    kept = store.put_json(request.model_dump(mode="json"))
    for number, quantity in enumerate(quantities, start=1):
        ledger.open_lot(
            Lot(
                lot=f"{ADMISSION_NUMBER}/{number}",
                import_reference="IMP-2026-001",
                product="AB"[number - 1],
                quantity=money(str(quantity)),
                admitted_at=datetime(2026, 3, 25, 12, tzinfo=BRASILIA),
                expires_on=expires_on,
                request=kept,
            )
        )
    clock = StandingClock(TODAY)
    return OverdueActivities(ledger, store, StoryRates(), shipped_pack, clock)


def test_interest_and_fine_are_counted_from_the_admissions_registration() -> None:
    late = activities("2026-04-01").charges(late_release())

    assert late.taxes == money("41 228.52")
    assert late.due_on == date(2026, 3, 24)
    # 1 % for the month of payment; 29 days at 0.33 %.
    assert late.interest == money("412.29")
    assert late.fine == money("3 945.58")
    assert (late.expired_on, late.abandonment_on) == (date(2026, 4, 1), date(2026, 5, 16))


def test_goods_in_term_leave_as_a_consumption() -> None:
    with pytest.raises(ApplicationError, match="in term until 2026-04-22") as refused:
        activities(TODAY).charges(late_release())

    assert refused.value.type == "NotOverdue"


def test_the_buyer_is_asked_for_what_is_late_as_well() -> None:
    late = activities("2026-04-01").charges(late_release())
    order = release(clock={"now": f"{TODAY}T13:00:00Z"})
    does = ReleaseActivities(MemoryStore(), StoryRates(), shipped_pack, StandingClock(TODAY))
    plain = does.request_funds(RequestFunds(order=order, costs=LocalCosts()))

    asked = does.request_funds(
        RequestFunds(order=order.model_copy(update={"late": late}), costs=LocalCosts())
    )

    assert asked.taxes - plain.taxes == late.charges


def test_the_declaration_itself_says_what_is_late() -> None:
    late = activities("2026-04-01").charges(late_release())

    cover = build(late_release().model_copy(update={"late": late})).cover

    said = cover.identificacao.informacaoComplementar
    assert "juros de R$ 412,29 e multa de R$ 3.945,58" in said
