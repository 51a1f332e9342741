"""Every activity, furnished with what stands behind its ports in this process."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import Engine

from activities.declarations import DeclarationActivities
from activities.documents import DocumentActivities
from activities.filing import FilingActivities
from activities.learning import LearningActivities, ProfileSource
from activities.lots import LotActivities
from activities.messages import MessageActivities
from activities.overdue import OverdueActivities
from activities.packs import RulePackActivities
from activities.planning import PlanningActivities
from activities.portal import PortalActivities
from activities.recintos import RecintoActivities
from activities.records import RecordActivities
from activities.regime import RegimeActivities
from activities.releases import ReleaseActivities
from activities.stock import StockActivities
from documents.child import IsolatedReader
from documents.printing import TemplatePrinter
from gateways.doors import Mail
from gateways.mailbox import MailFolder, SmtpMailbox
from gateways.portal_unico import PortalAddress, open_portal
from gateways.s3 import S3Store
from records.sql import (
    SqlAudit,
    SqlClock,
    SqlFilingJournal,
    SqlOutbox,
    SqlPeople,
    SqlPortalSessions,
    SqlProductCatalogue,
    SqlProgrammeBook,
    SqlRecintoOutbox,
    SqlSnapshots,
    SqlSupplierMemory,
    SqlWaitingRoom,
    SqlWatchList,
)
from stock.sql import SqlLedger
from wiring.database import make_engine
from wiring.rule_room import RuleRoom
from wiring.settings import ROOT, Settings
from wiring.storage_prices import PriceShelf

CREDENTIAL = "broker"
"""The one credential of this house: the representative's."""


@asynccontextmanager
async def furnish(settings: Settings, queues: Iterable[str]) -> AsyncIterator[dict[str, list[Any]]]:
    """Open the back rooms that ``queues`` need; yield each queue's activities."""
    engine = make_engine(settings.database_url, pool_size=10)
    async with AsyncExitStack() as opened:
        opened.callback(engine.dispose)
        makers = {"imports": _ours, "documents": _documents, "foreign-trade": _foreign_trade}
        yield {queue: _methods(makers[queue](settings, engine, opened)) for queue in queues}


def _methods(desks: Iterable[object]) -> list[Any]:
    """Return every method that is an activity."""
    return [
        getattr(desk, name)
        for desk in desks
        for name in dir(desk)
        if hasattr(getattr(desk, name), "__temporal_activity_definition")
    ]


def _ours(settings: Settings, engine: Engine, opened: AsyncExitStack) -> list[object]:
    clock, people, ledger = SqlClock(engine), SqlPeople(engine), SqlLedger(engine)
    printer = TemplatePrinter(ROOT / "templates")
    store = _store(settings)
    rules = RuleRoom(settings, engine, store)
    opened.callback(rules.close)
    packs = rules.shelf.in_force
    return [
        DeclarationActivities(store, rules.rates, packs, printer, clock),
        ReleaseActivities(store, rules.rates, packs, clock),
        OverdueActivities(ledger, store, rules.rates, packs, clock),
        RulePackActivities(rules.shelf, rules.book, rules.impact, store),
        StockActivities(ledger),
        LotActivities(ledger),
        RecintoActivities(SqlRecintoOutbox(engine)),
        RegimeActivities(ledger, store, rules.rates, packs, PriceShelf(settings).find),
        RecordActivities(SqlSnapshots(engine), SqlWaitingRoom(engine), SqlAudit(engine)),
        MessageActivities(_mail(settings), printer, SqlOutbox(engine), people, clock),
        PlanningActivities(SqlProgrammeBook(engine), ledger),
    ]


def _documents(settings: Settings, engine: Engine, opened: AsyncExitStack) -> list[object]:
    reader, store = IsolatedReader(), _store(settings)
    opened.callback(reader.close)
    memory, products = SqlSupplierMemory(engine), SqlProductCatalogue(engine)
    return [
        DocumentActivities(reader, store, SqlClock(engine), products, ProfileSource(memory)),
        LearningActivities(reader, store, memory),
    ]


def _foreign_trade(settings: Settings, engine: Engine, opened: AsyncExitStack) -> list[object]:
    address = PortalAddress(
        url=settings.portal_url,
        ca=settings.portal_ca,
        certificate=settings.portal_certificate,
        password_file=settings.portal_certificate_password_file,
        role=settings.portal_role,
        client_id=settings.portal_client_id,
        client_secret=settings.portal_client_secret,
    )
    systems = {CREDENTIAL: open_portal(address, CREDENTIAL, SqlPortalSessions(engine))}
    clock = SqlClock(engine)
    return [
        FilingActivities(systems, _store(settings), SqlFilingJournal(engine), clock),
        PortalActivities(systems, SqlWatchList(engine), clock),
    ]


def _store(settings: Settings) -> S3Store:
    return S3Store(
        settings.s3_endpoint, settings.s3_access_key, settings.s3_secret_key, settings.s3_bucket
    )


def _mail(settings: Settings) -> Mail:
    if settings.smtp_url:
        return SmtpMailbox(settings.smtp_url)
    return MailFolder(settings.home / "mail")
