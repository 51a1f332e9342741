"""The clearance of an import or a release, as its owner sees and steers it."""

from typing import Any

from temporalio import workflow
from temporalio.workflow import ParentClosePolicy

from customs.acts import Cancel, DeclarationNews, Delivered, LiftHold, ReviseGoods
from customs.orders import ClearanceOrder
from customs.views import ClearanceView
from workflows import patience
from workflows.telling import tell


class Clearing:
    """One child ``Clearance`` at a time, and what it reported."""

    def __init__(self) -> None:
        self.started: list[str] = []
        """Ids of the clearances, ``{owner reference}/{kind}-{n}``."""
        self._handle: workflow.ChildWorkflowHandle[Any, ClearanceView] | None = None
        self._heard: dict[str, DeclarationNews] = {}

    async def start(self, order: ClearanceOrder) -> None:
        """Start the clearance."""
        self._heard = {}
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
        return await self._handle

    async def lift(self, hold: str) -> None:
        """Tell it that what ``hold`` named is there."""
        if self._handle and not self._handle.done():
            await tell(self._handle.id, "lift", LiftHold(hold=hold))

    async def revise(self, act: ReviseGoods) -> None:
        """Tell it that goods, prices or papers changed."""
        if self._handle and not self._handle.done():
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
        return "registered" not in self._heard

    def _ended(self) -> bool:
        return self._handle is not None and self._handle.done()
