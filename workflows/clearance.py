"""One declaration: assemble, assess, approve, file once, follow until it is released."""

import asyncio

from temporalio import workflow

from customs.acts import Cancel, Delivered, LiftHold, PortalNews, Refresh, ReviseGoods, Tick
from customs.orders import ClearanceOrder
from customs.views import ClearanceView
from workflows.clearance_file import ClearanceFile
from workflows.ending import end
from workflows.filing import Filing
from workflows.following import Following
from workflows.preparing import Preparing


@workflow.defn(name="Clearance")
class Clearance:
    """Follows one declaration to its end, and files it once."""

    @workflow.init
    def __init__(self, order: ClearanceOrder) -> None:
        self._file = ClearanceFile(order)
        self._filing = Filing(self._file.id, order.credential)
        self._following = Following(self._file)
        self._stopping = False

    @workflow.run
    async def run(self, order: ClearanceOrder) -> ClearanceView:
        """Live the declaration's life, unless it is cancelled while it still can be."""
        life = asyncio.create_task(self._live())
        try:
            await workflow.wait_condition(lambda: life.done() or self._may_stop())
        except asyncio.CancelledError:
            self._stopping = True
            await workflow.wait_condition(lambda: life.done() or self._may_stop())
        if life.done():
            await life
        else:
            await self._stop(life)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._file.view

    async def _live(self) -> None:
        registration = await Preparing(self._file, self._filing).register()
        await self._following.follow(registration)
        await self._file.show(open=False)

    # What others may tell us.

    @workflow.signal(name="portal")
    def portal(self, news: PortalNews) -> None:
        """The foreign-trade system says something of our declaration."""
        self._following.hear(news)

    @workflow.signal(name="lift")
    def lift(self, act: LiftHold) -> None:
        """What held the filing back is there."""
        if act.hold in self._file.holds:
            self._file.holds.remove(act.hold)

    @workflow.signal(name="hold")
    def hold(self, act: LiftHold) -> None:
        """Something is missing again: not to be filed before it is lifted."""
        if act.hold not in self._file.holds:
            self._file.holds.append(act.hold)

    @workflow.signal(name="revise")
    def revise(self, act: ReviseGoods) -> None:
        """Goods, prices or papers changed: what was approved of the old ones is void."""
        self._file.revise(act)

    @workflow.signal(name="delivered")
    def delivered(self, act: Delivered) -> None:
        """The goods have left the bonded place."""
        self._following.delivered = act

    @workflow.signal(name="cancel")
    def cancel(self, _: Cancel) -> None:
        """Stop, if registration was not asked for yet."""
        self._stopping = True

    @workflow.signal(name="tick")
    def tick(self, tick: Tick) -> None:
        """The business clock was moved."""
        self._file.time.tell(tick.now)

    @workflow.signal(name="refresh")
    async def refresh(self, _: Refresh) -> None:
        """Write the row again."""
        await self._file.show()

    @workflow.query(name="view")
    def view(self) -> ClearanceView:
        """Return the declaration as it stands."""
        return self._file.view

    # Stopping.

    def _may_stop(self) -> bool:
        return self._stopping and not self._filing.asked

    async def _stop(self, life: "asyncio.Task[None]") -> None:
        """Delete the draft; a registered declaration has no private cancel."""
        await end(life)
        await self._file.questions.withdraw_all("the declaration is not wanted any more")
        left = await self._filing.discard()
        await self._file.show(state="cancelled", problems=left, open=False)
