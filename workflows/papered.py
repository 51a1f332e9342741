"""What an import and a release do with papers: take them in, believe a person, declare from them."""

from abc import ABC, abstractmethod
from datetime import date, datetime

from temporalio import workflow

from customs.clock import brazilian_date
from customs.correcting import CorrectPaper
from customs.orders import ClearanceOrder, ImportOrder, ReleaseOrder
from customs.papers import AddPapers
from customs.parties import Party
from customs.views import ImportView, ReleaseView
from workflows.asking import Questions
from workflows.clearing import Clearing
from workflows.clock import BusinessTime
from workflows.dossier_chase import Chase
from workflows.logbook import Logbook
from workflows.paper_correcting import correctable
from workflows.paper_desk import PaperDesk


class Papered(ABC):
    """The part of a traveller that papers are handed to."""

    _reference: str
    _time: BusinessTime
    _log: Logbook
    _questions: Questions
    _papers: PaperDesk
    _clearing: Clearing

    def _require_papers(self, order: ImportOrder | ReleaseOrder, supplier: Party) -> None:
        """Hold papers to the order's parties, and have those missing chased with who owes them."""
        self._papers.parties = order.parties
        plan = order.plan
        self._papers.finals = tuple(one.kind for one in plan.dossier if one.blocks == "entry")
        self._retention = plan.retention
        addresses = (mail for mail in supplier.emails if not mail.startswith("@"))
        to = (*addresses, f"supplier@{supplier.code or supplier.name}")
        self._chase = Chase(self._reference, plan.dossier, self._papers, self._log, self._time, to)

    async def _chase_papers(self) -> None:
        await self._chase.run(self._questions, self._changed)

    @workflow.update(name="add_papers")
    async def add_papers(self, act: AddPapers) -> ImportView | ReleaseView:
        """Take papers in; they are read at once and the old versions kept."""
        self._time.tell(act.at)
        self._papers.add(act)
        await self._papers_changed()
        return self._view()

    @add_papers.validator
    def _may_add_papers(self, act: AddPapers) -> None:
        self._must_be_open()

    @workflow.update(name="correct_paper")
    async def correct_paper(self, act: CorrectPaper) -> ImportView | ReleaseView:
        """Take a person's word for what a paper says; what was read stays as it was."""
        self._time.tell(act.at)
        await self._papers.correct(act)
        await self._papers_changed()
        return self._view()

    @correct_paper.validator
    def _may_correct_paper(self, act: CorrectPaper) -> None:
        self._must_be_open()
        correctable(self._papers.folder, act)

    async def _papers_changed(self) -> None:
        """Declare what the papers agree on; while they do not, nothing may be filed."""
        if self._papers.agreed():
            self._note("PAPERS_READ", f"papers-read-{len(self._papers.read)}")
            await self._clearing.revise(self._clearance_order())
            await self._clearing.lift("invoice")
        else:
            await self._clearing.hold("invoice")
        await self._changed()

    def _keep_until(self) -> date | None:
        """Return until when the papers must be kept; None before anything was registered."""
        registered = self._log.reached("ADMISSION_REGISTERED", "CONSUMPTION_REGISTERED")
        if registered is None:
            return None
        return self._retention.keep_until(brazilian_date(registered.occurred_at))

    @abstractmethod
    async def _changed(self) -> None: ...

    @abstractmethod
    def _must_be_open(self) -> None: ...

    @abstractmethod
    def _note(self, tag: str, event: str, at: datetime | None = None) -> None: ...

    @abstractmethod
    def _clearance_order(self) -> ClearanceOrder: ...

    @abstractmethod
    def _view(self) -> ImportView | ReleaseView: ...
