"""The ledger's activities: refusals that no retry would mend are told so."""

import pytest
from temporalio.exceptions import ApplicationError

from activities.stock import StockActivities
from stock import steps
from stock.memory import MemoryLedger
from stock.movements import OpenLots
from tests.unit.stock.goods import a_lot, fact, goods


def test_a_retried_post_moves_the_goods_once() -> None:
    ledger = MemoryLedger()
    for _ in range(2):
        StockActivities(ledger).post(steps.ordered(fact(), goods(), "LUME"))
    assert [int(balance.quantity) for balance in ledger.balances("on_order")] == [100]


def test_asking_for_more_than_there_is_says_where_and_what() -> None:
    with pytest.raises(ApplicationError) as refused:
        StockActivities(MemoryLedger()).post(steps.reserved(fact("REL-1"), goods(7)))
    assert (refused.value.type, refused.value.non_retryable) == ("Overdrawn", True)
    assert str(refused.value) == "Overdrawn: bonded holds 0 A of lot L1; 7 was asked"
    assert refused.value.details[0]["asked"] == "7"


def test_another_movement_under_a_used_key_is_refused() -> None:
    activities = StockActivities(MemoryLedger())
    activities.post(steps.ordered(fact(), goods(100), "LUME"))
    with pytest.raises(ApplicationError) as refused:
        activities.post(steps.ordered(fact(), goods(101), "LUME"))
    assert (refused.value.type, refused.value.non_retryable) == ("MovementConflict", True)


def test_lots_are_opened_once_and_never_otherwise() -> None:
    ledger = MemoryLedger()
    activities = StockActivities(ledger)
    for _ in range(2):
        activities.open_lots(OpenLots(lots=(a_lot("L1"), a_lot("L2"))))
    assert [lot.lot for lot in ledger.lots()] == ["L1", "L2"]
    with pytest.raises(ApplicationError) as refused:
        activities.open_lots(OpenLots(lots=(a_lot("L1", expires_on="2028-01-01"),)))
    assert refused.value.type == "MovementConflict"
