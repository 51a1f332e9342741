"""What a programme has started or heard of, and how far it has come."""

from customs.acts import ProgrammeNews
from customs.clock import brazilian_date
from customs.programme import ProgrammeMemory, StartedImport, StartedRelease

_IMPORT_OVER = ("CLOSED", "CANCELLED", "ABANDONED")
_AT_WAREHOUSE = ("AT_WAREHOUSE", "ADMISSION_FILED", "IN_BOND")
"""Stages of which the first to be heard says when the goods entered; one may be passed over."""
_RELEASE_OVER = ("DELIVERED", "CANCELLED")


class Started:
    """The open imports and releases of an agreement, by reference."""

    def __init__(self, memory: ProgrammeMemory) -> None:
        self._imports = {each.reference: each for each in memory.imports}
        self._releases = {each.reference: each for each in memory.releases}
        self._used = dict.fromkeys(memory.used)

    def imports(self) -> tuple[StartedImport, ...]:
        """Return the imports that are not closed."""
        return tuple(self._imports.values())

    def releases(self) -> tuple[StartedRelease, ...]:
        """Return the releases that have not ended."""
        return tuple(self._releases.values())

    def used(self) -> tuple[str, ...]:
        """Return every reference that was ever heard of."""
        return tuple(self._used)

    def add_import(self, started: StartedImport) -> None:
        """Remember an import."""
        self._used[started.reference] = None
        self._imports[started.reference] = started

    def add_release(self, started: StartedRelease) -> None:
        """Remember a release."""
        self._used[started.reference] = None
        self._releases[started.reference] = started

    def forget(self, reference: str) -> None:
        """Forget what could not be started; its reference stays used."""
        self._imports.pop(reference, None)
        self._releases.pop(reference, None)

    def hear(self, news: ProgrammeNews) -> None:
        """Take in a stage; what was started by hand is remembered from its first news."""
        if news.workflow_id.startswith("release/"):
            self._hear_release(news)
        else:
            self._hear_import(news)

    def _hear_import(self, news: ProgrammeNews) -> None:
        known = self._imports.get(news.reference)
        if known is None and news.reference in self._used:
            return  # news of one that is over
        known = known or StartedImport(reference=news.reference, workflow_id=news.workflow_id)
        here = known.entered_on
        if here is None and news.stage in _AT_WAREHOUSE:
            here = brazilian_date(news.at)
        self.add_import(known.model_copy(update={"stage": news.stage, "entered_on": here}))
        if news.stage in _IMPORT_OVER:
            del self._imports[news.reference]

    def _hear_release(self, news: ProgrammeNews) -> None:
        known = self._releases.get(news.reference)
        if known is None and news.reference in self._used:
            return
        known = known or StartedRelease(reference=news.reference, workflow_id=news.workflow_id)
        self.add_release(known.model_copy(update={"stage": news.stage}))
        if news.stage in _RELEASE_OVER:
            del self._releases[news.reference]
