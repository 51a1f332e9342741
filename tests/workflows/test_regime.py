"""The regime's clock in an import: warnings, decision, extension, breach, abandonment, losses."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from customs.acts import DrawnItem, Released, ReleaseOpened, Tick
from customs.clock import ClockMode, ClockReading
from customs.losses import FoundAt, ReportLoss
from customs.orders import ImportOrder
from customs.regime_acts import AnswerExtension, RequestExtension
from stock.lots import LotEventKind
from tests.workflows.orders import an_import, news
from tests.workflows.test_import_process import ROAD, TRANSIT_END, release_declaration, start
from tests.workflows.world import BROKER, MANAGER, NOW, World, a_house

Handle = WorkflowHandle[Any, Any]
EXPIRES = date(2027, 3, 24)


def noon(day: date) -> datetime:
    """Return noon of a day, far from any midnight."""
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


def before(days: int) -> datetime:
    """Return noon so many days before the term ends."""
    return noon(EXPIRES - timedelta(days=days))


async def admitted(client: Client, world: World, reference: str) -> tuple[Handle, str]:
    """Bring an import into bond; return it and its one lot, of a hundred."""
    handle = await brought_into_bond(client, world, an_import(reference))
    return handle, next(iter(world.rows["import", reference]["balance"]))


async def brought_into_bond(
    client: Client, world: World, order: ImportOrder, at: datetime = NOW
) -> Handle:
    """Start an import, and have its goods admitted at a moment."""
    reference = order.reference
    handle = await start(client, order)
    await handle.signal("milestones", news(*ROAD, *TRANSIT_END, "TALLIED"))
    await world.answer(client, f"{reference}/admission-1/approval-1", "approve")
    await release_declaration(client, world, f"{reference}/admission-1", at)
    await world.until(lambda: world.rows["import", reference]["balance"])
    return handle


async def move(handle: Handle, to: datetime) -> None:
    """Move the story's clock."""
    await handle.signal("tick", Tick(now=to))


async def take_out(handle: Handle, release: str, lot: str, quantity: int) -> None:
    """Have a release draw from the lot and end."""
    drawn = (DrawnItem(lot=lot, item="A", quantity=Decimal(quantity)),)
    await handle.signal("release_opened", ReleaseOpened(release=release, items=drawn, at=NOW))
    ended = Released(release=release, items=drawn, occurred_at=NOW, recorded_at=NOW)
    await handle.signal("released", ended)


def told(world: World) -> list[str]:
    """Return the days that were left at each warning."""
    return [e.detail["left"] for e in world.audited if e.act == "regime.horizon"]


async def test_each_horizon_is_told_once_by_message_and_in_the_audit(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "HORIZON-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        for days in (181, 180):
            await move(handle, before(days))
        await world.until(lambda: told(world) == ["180"])
        for days in (120, 119):
            await move(handle, before(days))
        await world.until(lambda: len(told(world)) == 2)
        await take_out(handle, "R1", lot, 100)
        await handle.result()

    left = told(world)
    assert left[0] == "180"
    assert left[1] in ("120", "119"), "as many as are left when the clock is looked at"
    warnings = [m.key for m in world.messages if m.template == "regime_horizon"]
    assert warnings == [f"{reference}/regime/2027-03-24/{days}" for days in left]


async def test_after_a_long_silence_only_the_days_that_are_left_now_are_told(
    temporal: WorkflowEnvironment,
) -> None:
    world = World()
    async with a_house(temporal.client, world):
        handle, _ = await admitted(temporal.client, world, "SILENCE-1")
        await move(handle, before(50))
        await world.until(lambda: told(world))
        await handle.terminate()

    assert told(world) == ["50"]


async def test_ninety_days_before_the_end_a_person_decides_with_the_price_of_each_choice(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "DECIDE-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        await move(handle, before(90))
        task = await world.until(lambda: world.task(f"{reference}/regime-1"))
        await take_out(handle, "R1", lot, 40)
        again = await world.until(lambda: world.task(f"{reference}/regime-2"))
        await take_out(handle, "R2", lot, 60)
        await handle.result()

    assert task["order"]["evidence"]["key"] == f"prices of {lot}:100 on 2026-12-24"
    assert again["order"]["evidence"]["key"] == f"prices of {lot}:60 on 2026-12-24"
    states = [world.rows["task", f"{reference}/regime-{n}"]["state"] for n in (1, 2)]
    assert states == ["CANCELLED", "CANCELLED"]
    assert ("task", f"{reference}/regime-3") not in world.rows


async def test_thirty_days_before_the_end_the_manager_is_asked_too(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "ESCALATE-1"
    async with a_house(temporal.client, world):
        handle, _ = await admitted(temporal.client, world, reference)
        await move(handle, before(90))
        task = f"{reference}/regime-1"
        await world.until(lambda: world.task(task))
        asked = temporal.client.get_workflow_handle(f"task/{task}")
        await asked.signal("tick", Tick(now=before(31)))
        await world.until(lambda: len(world.rows["task", task]["history"]) > 1)
        assert not world.rows["task", task]["escalated"]
        await asked.signal("tick", Tick(now=before(30)))
        await world.until(lambda: world.rows["task", task]["escalated"])
        await handle.terminate()

    assert "customs_manager" in world.rows["task", task]["order"]["roles"]


async def test_who_waits_is_asked_again_at_the_next_horizon(temporal: WorkflowEnvironment) -> None:
    world, reference = World(), "WAIT-1"
    async with a_house(temporal.client, world):
        handle, _ = await admitted(temporal.client, world, reference)
        await move(handle, before(90))
        await world.answer(temporal.client, f"{reference}/regime-1", "wait", reason="demand rises")
        await world.until(
            lambda: world.rows["import", reference]["regime_clock"]["decision"] == "wait"
        )
        await move(handle, before(60))
        await world.until(lambda: world.task(f"{reference}/regime-2"))
        await handle.terminate()


async def test_an_extension_that_customs_grants_moves_the_clock_of_import_and_lots(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "EXTEND-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        await move(handle, before(90))
        form = {"document": "10010.000001/2026-11"}
        await world.answer(temporal.client, f"{reference}/regime-1", "extend", form=form)
        await world.until(lambda: len(world.ledger.lot_events(lot)) == 1)
        act = AnswerExtension(granted=True, document="ADE 7", actor=BROKER, at=before(80))
        view = await handle.execute_update("answer_extension", act)
        await handle.terminate()

    assert view["regime_clock"]["expires_on"] == "2028-03-24"
    assert view["regime_clock"]["abandonment_on"] == "2028-05-08"
    kinds = [event.kind for event in world.ledger.lot_events(lot)]
    assert kinds == [LotEventKind.EXTENSION_REQUESTED, LotEventKind.EXTENDED]
    assert world.ledger.lot_states()[0].expires_on == date(2028, 3, 24)


@pytest.mark.parametrize(
    ("until", "special", "at", "why"),
    [
        (date(2028, 3, 25), False, before(80), "RA art. 408, caput"),
        (date(2029, 3, 25), True, before(80), "RA art. 408, §1"),
        (date(2028, 3, 24), False, noon(EXPIRES + timedelta(days=1)), "in force"),
    ],
)
async def test_an_extension_beyond_the_law_is_refused_with_the_article(
    temporal: WorkflowEnvironment, until: date, special: bool, at: datetime, why: str
) -> None:
    world = World()
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, f"BEYOND-{until:%Y%m%d}")
        act = RequestExtension(until=until, document="1", special=special, actor=BROKER, at=at)
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("request_extension", act)
        await handle.terminate()

    assert why in str(refused.value.cause)
    assert world.ledger.lot_events(lot) == []


async def test_what_is_left_after_the_term_is_breached_abandoned_and_forfeited(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "BREACH-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        await move(handle, noon(EXPIRES + timedelta(days=1)))
        breach = f"{reference}/regime_breach-1"
        why = "nobody wants them"
        await world.answer(temporal.client, breach, "abandon", MANAGER, reason=why)
        await move(handle, noon(EXPIRES + timedelta(days=45)))
        await move(handle, noon(EXPIRES + timedelta(days=46)))
        form = {"document": "PAF 5/2027"}
        await world.answer(temporal.client, f"{reference}/forfeiture-1", "forfeit", form=form)
        await handle.result()

    body = world.rows["import", reference]
    assert body["stage"] == "ABANDONED"
    assert body["stages"][-1]["occurred_at"][:10] == "2027-05-09"
    held = {b.account: b.quantity for b in world.ledger.balances(lot=lot)}
    assert held == {f"forfeited:{reference}": Decimal(100)}


async def test_what_leaves_before_forfeiture_was_not_abandoned(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "LATE-EXIT-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        await move(handle, noon(EXPIRES + timedelta(days=46)))
        await world.until(lambda: world.task(f"{reference}/forfeiture-1"))
        assert world.rows["import", reference]["open"]
        await take_out(handle, "R1", lot, 100)
        await handle.result()

    assert world.rows["import", reference]["stage"] == "CLOSED"


async def test_a_loss_leaves_the_ledger_and_is_claimed_from_who_owes_it(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "LOSS-1"
    async with a_house(temporal.client, world):
        handle, lot = await admitted(temporal.client, world, reference)
        act = ReportLoss(
            lot=lot, quantity=Decimal(3), moment=FoundAt.CUSTODY, document="T-1",
            occurred_at=NOW, actor=BROKER, at=NOW,
        )  # fmt: skip
        await handle.execute_update("report_loss", act)
        more = act.model_copy(update={"quantity": Decimal(98), "document": "T-2"})
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("report_loss", more)
        claim = await world.until(lambda: world.task(f"{reference}/claim-1"))
        await take_out(handle, "R1", lot, 97)
        await world.answer(temporal.client, f"{reference}/claim-1", "done")
        await handle.result()

    held = {b.account: b.quantity for b in world.ledger.balances(lot=lot)}
    assert held == {f"lost:{reference}": Decimal(3), "bonded": Decimal(97)}
    assert "Porto Seco Serra Azul" in claim["order"]["title"]
    assert claim["order"]["evidence"]["key"] == f"prices of {lot}:3 on 2026-03-24"
    assert "98 was asked" in str(refused.value.cause)


async def test_on_the_machines_clock_timers_bring_the_horizons_and_the_breach(
    own_temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TIMERS-1"
    now = await own_temporal.get_current_time()
    reading = ClockReading(mode=ClockMode.SYSTEM, now=now)
    order = an_import(reference).model_copy(update={"clock": reading})
    async with a_house(own_temporal.client, world):
        handle = await brought_into_bond(own_temporal.client, world, order, now)
        for days in (270, 75, 25):
            await own_temporal.sleep(timedelta(days=days))
        await world.until(lambda: world.task(f"{reference}/regime_breach-1"))
        await handle.terminate()

    assert told(world) == ["180", "120", "90", "60", "30", "15", "7"]
    assert world.rows["task", f"{reference}/regime-1"]["escalated"]


@pytest.mark.parametrize("mode", ["client", "depositary"])
async def test_only_who_keeps_the_place_tells_customs_of_its_lots(
    temporal: WorkflowEnvironment, mode: str
) -> None:
    world, reference = World(), f"KEEPER-{mode}"
    place = an_import(reference).warehouse.model_copy(update={"mode": mode})
    order = an_import(reference).model_copy(update={"warehouse": place})
    async with a_house(temporal.client, world):
        handle = await brought_into_bond(temporal.client, world, order)
        lot = next(iter(world.rows["import", reference]["balance"]))
        loss = ReportLoss(
            lot=lot, quantity=Decimal(3), moment=FoundAt.CUSTODY, document="T-1",
            damaged=True, occurred_at=NOW, actor=BROKER, at=NOW,
        )  # fmt: skip
        await handle.execute_update("report_loss", loss)
        await take_out(handle, "R1", lot, 100)
        await world.answer(temporal.client, f"{reference}/claim-1", "done")
        await handle.result()

    kinds = [str(event.kind) for event in world.events]
    told_by_keeper = [
        "geracao-lotes", "armazenamento-lote", "avaria-extravio-lote", "carregamento-lotes",
    ]  # fmt: skip
    assert kinds == (told_by_keeper if mode == "depositary" else [])
