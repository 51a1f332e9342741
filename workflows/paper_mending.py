"""Papers that do not count yet: what a person says of them, until they do or are dealt with."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from customs.acts import TaskDecided
from customs.correcting import CorrectPaper
from customs.papers import PaperRead
from workflows.asking import Questions
from workflows.paper_questions import (
    CONFIRM,
    DISREGARD,
    REPLACED,
    answers,
    doubtful,
    unreadable,
)

if TYPE_CHECKING:
    from workflows.paper_desk import PaperDesk


async def mend(
    desk: "PaperDesk",
    bad: PaperRead,
    questions: Questions,
    changed: Callable[[], Awaitable[None]],
) -> None:
    """Ask a person about a paper that does not count, until it is dealt with."""
    while _stands_in_the_way(desk, bad):
        await _ask(desk, desk.folder.now(bad), questions)
    # What is there is compared again, now that this one no longer stands in the way.
    desk.compare_again()
    await changed()


async def _ask(desk: "PaperDesk", bad: PaperRead, questions: Questions) -> None:
    order = doubtful(bad, desk.time) if bad.doubts else unreadable(bad, desk.required, desk.time)
    question = await questions.ask(order)
    decided = await question.answer_unless(
        lambda: _is_replaced(desk, bad) or _is_changed(desk, bad), "a readable paper came"
    )
    if decided is None:
        if not _is_changed(desk, bad):
            _dealt_with(desk, bad)
    elif decided.outcome == DISREGARD.tag:
        _dealt_with(desk, bad)
        desk.folder.replace(bad, bad.model_copy(update={"disregarded": True}))
    elif decided.outcome == REPLACED.tag:
        await workflow.wait_condition(lambda: _is_replaced(desk, bad))
        _dealt_with(desk, bad)
    elif decided.outcome == CONFIRM.tag:
        await _confirmed(desk, bad, decided)
    elif decided.form["kind"] in desk.required:
        _dealt_with(desk, bad)
        desk.vouch(bad, decided.form["kind"], decided.actor)


async def _confirmed(desk: "PaperDesk", bad: PaperRead, decided: TaskDecided) -> None:
    """Take a person's answers about values in doubt; the paper counts from now on."""
    act = CorrectPaper(
        sha256=bad.paper.file.sha256,
        first_page=bad.first_page,
        corrections=answers(bad, decided.form, decided.reason),
        actor=decided.actor,
        at=decided.at,
    )
    # What came in the meantime may have made the answers void: the next question is about that.
    with suppress(ApplicationError):
        await desk.correct(act)


def _dealt_with(desk: "PaperDesk", bad: PaperRead) -> None:
    desk.bad = [other for other in desk.bad if not other.is_of(bad)]


def _stands_in_the_way(desk: "PaperDesk", bad: PaperRead) -> bool:
    return any(other.is_of(bad) for other in desk.bad)


def _is_changed(desk: "PaperDesk", bad: PaperRead) -> bool:
    """Return whether somebody corrected it since it was asked about."""
    return desk.folder.now(bad).reading != bad.reading


def _is_replaced(desk: "PaperDesk", bad: PaperRead) -> bool:
    """Return whether readable papers came after ``bad`` that leave no gap where it was."""
    place = next((n for n, read in enumerate(desk.read) if read.is_of(bad)), -1)
    kinds = [read.kind for read in desk.read[place + 1 :] if read.counts]
    known = bad.kind if bad.doubts else bad.paper.kind
    return desk.complete() and bool(kinds) and known in (None, *kinds)
