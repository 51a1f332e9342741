"""Correcting a paper: the next version of its reading, and what the house learns from it."""

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from activities.documents import DocumentActivities
from customs.correcting import CorrectPaper, CorrectReading
from customs.papers import LearnFromCorrections, PaperLife, PaperRead
from workflows import patience
from workflows.paper_folder import PaperFolder

LEARN = "document.learn"
"""The activity's permanent name."""


async def next_version(old: PaperRead, act: CorrectPaper) -> PaperRead:
    """Have the next version of a reading stored, and the supplier's layout learned from it.

    Raises:
        ApplicationError: what was said cannot be said of this paper; nothing was stored.
    """
    request = CorrectReading(read=old, corrections=act.corrections, actor=act.actor, at=act.at)
    try:
        new = await workflow.execute_activity_method(
            DocumentActivities.correct, request, **patience.READING
        )
    except ActivityError as error:
        cause = error.cause
        if isinstance(cause, ApplicationError):
            raise ApplicationError(cause.message, type=cause.type or "CannotCorrect") from error
        raise
    # Nobody waits for what the house learns; it is a case for good once the activity has run.
    workflow.start_activity(
        LEARN,
        LearnFromCorrections(paper=old, corrections=act.corrections, actor=act.actor, at=act.at),
        **patience.READING,
    )
    return new


def correctable(folder: PaperFolder, act: CorrectPaper) -> PaperRead:
    """Return the document that a correction is about.

    Raises:
        ApplicationError: there is no such document, nothing was read of it, a newer version
            of it is in force, or its reading is no longer the one that the person saw.
    """
    read = folder.find(act.sha256, act.first_page)
    if read is None:
        raise ApplicationError("this file was not handed in here", type="UnknownPaper")
    name = read.paper.filename
    if read.reading is None or read.problem:
        raise ApplicationError(f"{name} could not be read", type="NothingRead")
    if read.paper.life is PaperLife.SUPERSEDED:
        raise ApplicationError(f"a newer paper stands in place of {name}", type="Superseded")
    if act.seen and act.seen != read.reading.sha256:
        raise ApplicationError(
            f"{name} was corrected since it was on your screen", type="ReadingChanged"
        )
    return read
