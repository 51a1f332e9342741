"""What persons tell an import of its goods at the bonded place: tally, loss, extension."""

from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from customs.losses import ReportLoss, ReportTally
from customs.orders import ImportOrder
from customs.regime_acts import AnswerExtension, RequestExtension
from customs.regime_clock import NoExtension
from customs.views import ImportView
from workflows.bond import Bond
from workflows.bonded_goods import BondedGoods, refused_because
from workflows.import_steps import goods_by_papers
from workflows.tally import TallyDesk
from workflows.traveller import Traveller


class InBond(Traveller):
    """The part of ``ImportProcess`` that hears of goods at the bonded place."""

    _order: ImportOrder

    def _hold(self, order: ImportOrder) -> None:
        self._bond = Bond()
        self._tally = TallyDesk(order.parties)
        self._goods = BondedGoods(order, self._bond, self._log, self._time, self._questions)

    @workflow.update(name="report_tally")
    async def report_tally(self, act: ReportTally) -> ImportView:
        """Take in what was counted; where it differs from the papers the broker is asked."""
        self._time.tell(act.at)
        if self._tally.take(act, self._expected()):
            await self._tallied(act)
        else:
            await self._changed()
        return self._import_view()

    @report_tally.validator
    def _may_report_tally(self, act: ReportTally) -> None:
        self._must_be_open()
        unknown = [line.item for line in act.lines if line.item not in self._expected()]
        if unknown:
            raise ApplicationError(
                f"not items of this import: {', '.join(unknown)}", type="UnknownItem"
            )
        if self._log.reached("CARGO_PRESENT") is None:
            raise ApplicationError("no tally before the presence of cargo", type="NoPresence")
        if self._log.reached("ADMISSION_REGISTERED", "CONSUMPTION_REGISTERED"):
            raise ApplicationError(
                "the declaration is registered: a difference found now is a loss to report, "
                "or a rectification",
                type="TooLate",
            )

    @workflow.update(name="report_loss")
    async def report_loss(self, act: ReportLoss) -> ImportView:
        """Take lost goods out of bond, or note damage, and open the claim with the duties owed."""
        self._time.tell(act.at)
        try:
            await self._goods.lose(act)
        except ActivityError as refused:
            raise ApplicationError(refused_because(refused), type="Overdrawn") from refused
        await self._changed()
        return self._import_view()

    @report_loss.validator
    def _may_report_loss(self, act: ReportLoss) -> None:
        self._must_be_open()
        self._goods.may_lose(act)

    @workflow.update(name="request_extension")
    async def request_extension(self, act: RequestExtension) -> ImportView:
        """Note that customs was asked to let the goods stay longer."""
        self._time.tell(act.at)
        await self._goods.request_extension(act)
        await self._changed()
        return self._import_view()

    @request_extension.validator
    def _may_request_extension(self, act: RequestExtension) -> None:
        self._must_be_in_bond()
        try:
            self._goods.after_request(act)
        except NoExtension as refusal:
            raise ApplicationError(str(refusal), type="NoExtension") from refusal

    @workflow.update(name="answer_extension")
    async def answer_extension(self, act: AnswerExtension) -> ImportView:
        """Note customs' answer; an extension that was granted moves the clock."""
        self._time.tell(act.at)
        await self._goods.answer_extension(act)
        await self._changed()
        return self._import_view()

    @answer_extension.validator
    def _may_answer_extension(self, act: AnswerExtension) -> None:
        self._must_be_in_bond()
        try:
            self._goods.after_answer(act)
        except NoExtension as refusal:
            raise ApplicationError(str(refusal), type="NoExtension") from refusal

    async def _settle_tally(self) -> None:
        await self._tally.settle(self._questions, self._time, self._tallied)

    async def _tallied(self, act: ReportTally) -> None:
        """The tally is done: what is declared may have changed with it."""
        self._note("TALLIED", f"tally/{act.at.isoformat()}", act.occurred_at)
        await self._papers_changed()

    def _expected(self) -> dict[str, Decimal]:
        return {g.item.id: g.item.quantity for g in goods_by_papers(self._order, self._papers)}

    def _must_be_in_bond(self) -> None:
        self._must_be_open()
        if self._bond.clock is None:
            raise ApplicationError(f"{self._reference} is not in bond", type="NotInBond")

    def _is_over(self) -> bool:
        # What was abandoned may still be cleared, or taken by the state: that is to be heard of.
        return self._stopped or self._log.reached("CLOSED", "CANCELLED") is not None

    def _import_view(self) -> ImportView:
        view = self._view()
        assert isinstance(view, ImportView)  # noqa: S101  # only an import is in bond
        return view
