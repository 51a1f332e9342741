"""The desk, furnished: every port with what stands behind it in this process."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy.exc import OperationalError

from customs.payload import Payload, StoredRef
from gateways.doors import ObjectStore, Unavailable
from records.sql import (
    SqlAudit,
    SqlClock,
    SqlLetters,
    SqlLocalCosts,
    SqlPeople,
    SqlProductCatalogue,
    SqlProgrammeBook,
    SqlReferences,
    SqlSnapshots,
    SqlWaitingRoom,
)
from stock.sql import SqlLedger
from wiring.database import make_engine
from wiring.desk import Desk, Ports
from wiring.desk.ports import NoAnswer, OutsideClock, OutsideStock, T, Workflows
from wiring.rule_room import RuleRoom
from wiring.settings import Settings
from wiring.storage_prices import PriceShelf

if TYPE_CHECKING:
    from temporalio.client import Client

OUTAGES: tuple[type[Exception], ...] = (Unavailable, OperationalError)
"""What an act may fail with when a part of the house is away: repeating it is safe."""


@asynccontextmanager
async def open_desk(settings: Settings, with_temporal: bool = True) -> AsyncIterator[Desk]:
    """Open the desk, and close its connections in the end.

    Without Temporal it can be read but nothing can be done: a list is there
    before the engine's client would be imported.
    """
    engine = make_engine(settings.database_url)
    store = _LateStore(lambda: _store(settings))
    packs = RuleRoom(settings, engine, store)
    ports = Ports(
        workflows=_workflows(settings) if with_temporal else _NoWorkflows(),
        snapshots=SqlSnapshots(engine),
        people=SqlPeople(engine),
        references=SqlReferences(engine),
        waiting=SqlWaitingRoom(engine),
        audit=SqlAudit(engine),
        clock=SqlClock(engine),
        store=store,
        ledger=SqlLedger(engine),
        book=SqlProgrammeBook(engine),
        products=SqlProductCatalogue(engine),
        letters=SqlLetters(engine),
        costs=SqlLocalCosts(engine),
        rules=packs.shelf.in_force,
        packs=packs,
        prices=PriceShelf(settings).find,
        outside_clock=_outside_clock(settings) if with_temporal else None,
        outside_stock=_outside_stock(settings),
    )
    try:
        yield Desk(ports)
    finally:
        packs.close()
        engine.dispose()


def _workflows(settings: Settings) -> Workflows:
    from wiring.desk.temporal import TemporalWorkflows

    async def connected() -> "Client":
        from wiring.temporal import connect

        return await connect(settings)

    return TemporalWorkflows(connected, timedelta(seconds=settings.task_timeout))


def _is_simulated(settings: Settings) -> bool:
    """Only a simulator runs on this machine."""
    return urlsplit(settings.portal_url).hostname in ("127.0.0.1", "localhost")


def _outside_stock(settings: Settings) -> OutsideStock | None:
    # The real system publishes no balance of an admission item.
    if not _is_simulated(settings):
        return None
    from wiring.outside import SimulatorStock

    return SimulatorStock(settings)


def _outside_clock(settings: Settings) -> OutsideClock | None:
    # Nobody else's clock is ours to set.
    if not _is_simulated(settings):
        return None
    from wiring.outside import SimulatorClock

    return SimulatorClock(settings)


def _store(settings: Settings) -> ObjectStore:
    from gateways.s3 import S3Store

    return S3Store(
        settings.s3_endpoint, settings.s3_access_key, settings.s3_secret_key, settings.s3_bucket
    )


class _LateStore:
    """Opens the object store when it is first needed: its client takes long to import."""

    def __init__(self, open_store: Callable[[], ObjectStore]) -> None:
        self._open = open_store

    @cached_property
    def _store(self) -> ObjectStore:
        return self._open()

    def put(self, body: bytes, media_type: str) -> StoredRef:
        return self._store.put(body, media_type)

    def get(self, ref: StoredRef) -> bytes:
        return self._store.get(ref)

    def put_json(self, value: Any) -> StoredRef:
        return self._store.put_json(value)

    def get_json(self, ref: StoredRef) -> Any:
        return self._store.get_json(ref)


class _NoWorkflows:
    """The desk was opened to be read."""

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        raise NoAnswer(_FOR_READING)

    async def update(
        self, id: str, name: str, argument: Payload, *, update_id: str, answer: type[T]
    ) -> T:
        raise NoAnswer(_FOR_READING)

    async def signal(self, id: str, name: str, argument: Payload) -> bool:
        raise NoAnswer(_FOR_READING)


_FOR_READING = "this desk was opened for reading"
