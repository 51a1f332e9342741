"""From the registration to the release: the system's news, the customs check, delivery."""

from temporalio import workflow

from activities.portal import PortalActivities
from customs.acts import Delivered, PortalNews, Refresh, Registration
from customs.filing import ForgetRecord
from records.ports import WatchedRecord
from workflows import clearance_tasks, patience
from workflows.asking import Question
from workflows.clearance_file import ClearanceFile
from workflows.telling import tell


class Following:
    """Follows one registered declaration; the system's repeats are harmless."""

    def __init__(self, file: ClearanceFile) -> None:
        self._file = file
        self._news: list[PortalNews] = []
        self._conference: Question | None = None
        self.delivered: Delivered | None = None

    def hear(self, news: PortalNews) -> None:
        """Take news in; they are dealt with in order."""
        self._file.time.tell(news.recorded_at)
        self._news.append(news)

    async def follow(self, registration: Registration) -> None:
        """Follow the declaration until it is released, and delivered if it leaves bond."""
        await self._enter(registration)
        while self._file.view.state in ("registered", "in_conference"):
            await workflow.wait_condition(lambda: bool(self._news))
            await self._take(self._news.pop(0), registration)
        await self._leave(registration)
        if self._file.order.kind != "admission" and self._file.view.state == "released":
            await workflow.wait_condition(lambda: self.delivered is not None)
            await self._file.show(state="delivered")

    async def _enter(self, registration: Registration) -> None:
        file = self._file
        file.time.tell(registration.registered_at)
        await file.show(
            state="registered",
            number=registration.number,
            version=registration.version,
            registered_at=registration.registered_at,
            registered_recorded_at=file.time.now(),
        )
        await file.tell_owner("registered", registration)
        watched = WatchedRecord(
            credential=file.order.credential,
            number=registration.number,
            version=registration.version,
            workflow_id=workflow.info().workflow_id,
        )
        await workflow.execute_activity_method(
            PortalActivities.watch, watched, **patience.OURS_FOREIGN
        )
        await self._wake_watch()

    async def _take(self, news: PortalNews, registration: Registration) -> None:
        file = self._file
        if news.channel and news.channel != file.view.channel:
            await file.show(channel=news.channel)
            await file.tell_owner("channel", registration, news)
        if news.situation != file.view.situation:
            await file.show(situation=news.situation)
        if news.situation.startswith("DESEMBARACADA"):
            released_at = news.released_at or news.occurred_at
            await file.show(
                state="released", released_at=released_at, released_recorded_at=news.recorded_at
            )
            await file.tell_owner("released", registration, news)
        elif news.situation.startswith("CANCELADA"):
            await file.show(state="cancelled")
            await file.tell_owner("cancelled", registration, news)
        elif news.situation == "EM_CONFERENCIA_SELECIONADA" and self._conference is None:
            await file.show(state="in_conference")
            task = clearance_tasks.conference(
                file.order, registration.number, news.channel or "", file.time
            )
            self._conference = await file.questions.ask(task)

    async def _leave(self, registration: Registration) -> None:
        if self._conference:
            await self._conference.withdraw("released")
        forget = ForgetRecord(credential=self._file.order.credential, number=registration.number)
        await workflow.execute_activity_method(
            PortalActivities.forget, forget, **patience.OURS_FOREIGN
        )

    async def _wake_watch(self) -> None:
        credential = self._file.order.credential
        # Not running: the worker starts it, and it looks at the rows by itself.
        await tell(f"portal-watch/{credential}", "watch", Refresh())
