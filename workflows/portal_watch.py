"""One poller per credential: asks for each open record, tells the clearances that wait."""

from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.portal import PortalActivities
from customs.acts import Refresh
from customs.filing import ForgetRecord, LookAround, WatchedChange
from customs.orders import WatchOrder
from workflows import patience
from workflows.telling import tell


@workflow.defn(name="PortalWatch")
class PortalWatch:
    """Looks while records are open, sleeps while none is, is woken by a filing."""

    @workflow.init
    def __init__(self, order: WatchOrder) -> None:
        self._woken = True
        self._told: tuple[WatchedChange, ...] = ()

    @workflow.run
    async def run(self, order: WatchOrder) -> None:
        """Look, tell, wait; for ever."""
        for _ in range(order.looks):
            await workflow.wait_condition(lambda: self._woken)
            self._woken = False
            if await self._look(order):
                await self._pause(order)
        await workflow.wait_condition(workflow.all_handlers_finished)
        workflow.continue_as_new(order)

    @workflow.signal(name="watch")
    def watch(self, _: Refresh) -> None:
        """A record was added: look now."""
        self._woken = True

    async def _look(self, order: WatchOrder) -> bool:
        """Ask for every open record and pass on the news; return whether any is open."""
        around = LookAround(credential=order.credential, told=self._told)
        try:
            seen = await workflow.execute_activity_method(
                PortalActivities.look, around, **patience.GOVERNMENT
            )
        except ActivityError as error:
            # The poller serves everybody: one look that is refused does not end it.
            workflow.logger.warning("a look was refused: %s", error.cause)
            return True
        for change in seen.changes:
            await self._tell(order.credential, change)
        self._told = seen.changes
        return seen.open_records > 0

    async def _tell(self, credential: str, change: WatchedChange) -> None:
        if not await tell(change.workflow_id, "portal", change.news):
            # Nobody waits any more: the clearance has ended.
            await workflow.execute_activity_method(
                PortalActivities.forget,
                ForgetRecord(credential=credential, number=change.news.number),
                **patience.OURS_FOREIGN,
            )

    async def _pause(self, order: WatchOrder) -> None:
        """Wait until the next look is due, or a new record wakes us."""
        try:
            await workflow.wait_condition(
                lambda: self._woken, timeout=timedelta(seconds=order.every_seconds)
            )
        except TimeoutError:
            self._woken = True
