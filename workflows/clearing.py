"""The clearance of an import or a release, as its owner sees and steers it."""

from typing import Any

from temporalio import workflow
from temporalio.workflow import ParentClosePolicy

from customs.acts import Cancel, DeclarationNews, Delivered, LiftHold, ReviseGoods
from customs.orders import ClearanceOrder
from customs.views import ClearanceView
from workflows import patience
from workflows.telling import tell

_MILESTONES = {
    ("admission", "registered"): "ADMISSION_REGISTERED",
    ("admission", "released"): "ADMITTED",
    ("consumption", "registered"): "CONSUMPTION_REGISTERED",
    ("consumption", "released"): "CUSTOMS_RELEASED",
    ("bonded_consumption", "registered"): "CONSUMPTION_REGISTERED",
    ("bonded_consumption", "released"): "CUSTOMS_RELEASED",
}
"""What a declaration's step is as a milestone of its owner; every channel is one too."""


def milestone_of(news: DeclarationNews) -> str | None:
    """Return the milestone that a step of a declaration is to its owner, None for most."""
    if news.step == "channel":
        return "CHANNEL_ASSIGNED"
    return _MILESTONES.get((news.kind, news.step))


class Clearing:
    """One child ``Clearance`` at a time, and what it reported."""

    def __init__(self) -> None:
        self.started: list[str] = []
        """Ids of the clearances, ``{owner reference}/{kind}-{n}``."""
        self._handle: workflow.ChildWorkflowHandle[Any, ClearanceView] | None = None
        self._heard: dict[str, DeclarationNews] = {}
        self._sent: ClearanceOrder | None = None
        self._held: tuple[str, ...] = ()
        self._revisions = 0

    def next(self) -> int:
        """Return the number of the clearance that would be started next."""
        return len(self.started) + 1

    async def start(self, order: ClearanceOrder) -> None:
        """Start the clearance."""
        self._heard = {}
        self._handle = None
        self._sent = order
        self._held = order.holds
        self.started.append(order.our_reference)
        self._handle = await workflow.start_child_workflow(
            "Clearance",
            order,
            id=f"clearance/{order.our_reference}",
            result_type=ClearanceView,
            parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
            task_timeout=patience.TASK_TIMEOUT,
        )

    def hear(self, news: DeclarationNews) -> bool:
        """Take news of the declaration; return False if this step was heard before."""
        first = news.step not in self._heard
        self._heard[news.step] = news
        return first

    def news(self, step: str) -> DeclarationNews | None:
        """Return what the clearance said of ``step``."""
        return self._heard.get(step)

    async def reached(self, step: str) -> DeclarationNews | None:
        """Wait until the declaration came to ``step``; None if it ended before."""
        await workflow.wait_condition(lambda: step in self._heard or self._ended())
        return self._heard.get(step)

    async def result(self) -> ClearanceView:
        """Wait for the end of the clearance."""
        assert self._handle is not None  # noqa: S101  # start came first
        await workflow.wait_condition(self._handle.done)
        return await self._handle

    async def lift(self, hold: str) -> None:
        """Tell it that what ``hold`` named is there."""
        if self._handle and hold in self._held:
            self._held = tuple(held for held in self._held if held != hold)
            await tell(self._handle.id, "lift", LiftHold(hold=hold))

    async def hold(self, hold: str) -> None:
        """Tell it that ``hold`` is missing again: nothing may be filed."""
        if self._handle and hold not in self._held:
            self._held = (*self._held, hold)
            await tell(self._handle.id, "hold", LiftHold(hold=hold))

    async def revise(self, now: ClearanceOrder) -> None:
        """Tell it what changed of goods, prices or papers since it was last told."""
        if self._sent is None or self._handle is None or _same(self._sent, now):
            return
        self._sent = now
        self._revisions += 1
        act = ReviseGoods(
            key=f"revision-{self._revisions}",
            goods=now.goods,
            papers=now.papers,
            paper_facts=now.paper_facts,
            comparison=now.comparison,
            preparers=now.preparers,
            reason="other papers",
        )
        await tell(self._handle.id, "revise", act)

    async def deliver(self, act: Delivered) -> None:
        """Tell it that the goods are delivered."""
        if self._handle and not self._handle.done():
            await tell(self._handle.id, "delivered", act)

    async def stop(self, act: Cancel) -> bool:
        """Cancel it; return False if it was registered, which nothing of ours undoes."""
        if self._handle is None:
            return True
        if not self._handle.done():
            await tell(self._handle.id, "cancel", act)
        await workflow.wait_condition(lambda: self._ended() or "registered" in self._heard)
        return "registered" not in self._heard or "cancelled" in self._heard

    def _ended(self) -> bool:
        return self._handle is not None and self._handle.done()


def _same(sent: ClearanceOrder, now: ClearanceOrder) -> bool:
    what = {"goods", "papers", "paper_facts"}
    # Who corrected a paper prepared what is filed from it, even where no value of it changed.
    if workflow.patched("who-prepared-is-part-of-it"):
        what.add("preparers")
    # Papers that agree with the order change no value, but now it is known where each stands.
    if workflow.patched("where-values-stand-is-part-of-it"):
        what.add("comparison")
    return sent.model_dump(include=what) == now.model_dump(include=what)
