"""The shapes of life whose histories are kept; each story returns histories by their names.

Early and late news are told apart, because a step that was moved shows only where the news
came after it. Some run on the machine's clock, with timers, as they do in production.
"""

from collections.abc import Awaitable, Callable, Mapping

from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from tests.replay.stories import bonded, clearances, imports, others, papers, releases, rules

Story = Callable[[WorkflowEnvironment], Awaitable[Mapping[str, WorkflowHistory]]]

STORIES: tuple[Story, ...] = (
    imports.direct,
    imports.bonded_with_early_news,
    imports.bonded_with_late_news,
    imports.cancelled_during_approval,
    clearances.yellow,
    clearances.refused_and_corrected,
    releases.delivered,
    releases.cancelled,
    releases.compared,
    releases.expired,
    releases.re_exported,
    releases.overdue,
    others.task_escalated,
    others.watch_continued,
    others.programme_of_a_story,
    others.programme_of_every_day,
    rules.pack_activated,
    rules.pack_cancelled,
    rules.pack_cancelled_while_compared,
    papers.doubted_and_corrected,
    papers.chased_and_done_without,
    bonded.extended_and_emptied,
    bonded.breached_and_forfeited,
)
"""Every story; a new one is added, none is ever changed or removed after a release."""
