"""What a refusal says to the person who got it: one clear sentence, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from customs.views import TaskView
from web.pages.rendering import Screen
from web.pages.words import N_, word_of
from wiring.desk.errors import DeskError


class Notice(NamedTuple):
    """A refusal as it stands on the page."""

    sentence: str
    detail: Mapping[str, Any] = {}
    """What the desk added: hashes, changes, wrong fields."""
    code: str = ""


_SENTENCES = {
    "role-missing": N_("Your role may not do this: it is for other roles."),
    "task-closed": N_("This task is no longer open: somebody decided it, or it was withdrawn."),
    "reason-missing": N_("Say why: this outcome needs a reason."),
    "field-missing": N_("Fill in the fields that are marked."),
    "unknown-outcome": N_("This task has no such outcome."),
    "closed": N_("It is over: nothing more can be done here."),
    "unknown-milestone": N_("This milestone does not lie on its road."),
    "invalid-form": N_("Something in the form is not right."),
    "wrong-answers": N_("Something in the form is not right."),
    "wrong-time": N_("That is no date with a time."),
    "no-papers": N_("Choose at least one file."),
    "too-many-papers": N_("Too many files at once; none was taken in."),
    "wrong-papers": N_("A file cannot be taken in; none was."),
    "wrong-values": N_("A value is not right; nothing was corrected."),
    "reading-changed": N_("Somebody corrected this paper meanwhile: look at it again."),
    "superseded": N_("A newer paper stands in place of this one."),
    "nothing-read": N_("Nothing was read of this paper that could be corrected."),
    "unknown-sender": N_("No party of the import is known by this address."),
    "nothing-attached": N_("No paper is attached."),
    "unknown-letter": N_("There is no such letter."),
    "letter-matched": N_("This letter was handed over before."),
    "paper-too-large": N_("A file is larger than 30 MB; none was taken in."),
    "no-answer": N_("The workflows do not answer just now. Nothing is lost: do it again."),
    "part-away": N_("A part of the house does not answer just now. Nothing is lost: do it again."),
    "no-entry": N_("A release has no entry declaration."),
    "unknown-event": N_("This event does not wait any more."),
    "unknown-reference": N_("There is no import or release with this reference."),
    "unknown-task": N_("There is no such task."),
    "unknown-file": N_("There is no such file."),
    "csrf": N_("The form is too old, or came from elsewhere. Load the page again."),
    "other-origin": N_("The form came from another site's page."),
}


def notice_of(error: DeskError, screen: Screen, task: TaskView | None = None) -> Notice:
    """Return what the page says of a refusal; what has no words of ours is said as the desk does."""
    told = _TOLD.get(error.code)
    if told is not None and task is not None:
        return Notice(told(screen, task), error.extra, error.code)
    if error.code == "no-presence":
        # The depositary's name is the desk's to know, so its own sentence stands behind ours.
        said = screen.say(N_("No declaration before the presence of cargo."))
        return Notice(f"{said} {error.detail}", error.extra, error.code)
    known = _SENTENCES.get(error.code)
    return Notice(screen.say(known) if known else error.detail, error.extra, error.code)


def _four_eyes(screen: Screen, task: TaskView) -> str:
    return screen.say(
        N_(
            "You prepared what is to be approved: another person has to approve it. Nothing was done."
        )
    )


def _above_authority(screen: Screen, task: TaskView) -> str:
    return screen.say(
        N_(
            "%(amount)s is above your authority of %(limit)s. It takes somebody with a higher "
            "one: %(roles)s. Nothing was done."
        ),
        amount=screen.figures.brl(task.order.amount_brl),
        limit=screen.figures.brl(screen.actor.authority_brl),
        roles=_roles(screen, task.order.escalate_to or task.order.roles),
    )


def _evidence_changed(screen: Screen, task: TaskView) -> str:
    return screen.say(
        N_("The evidence changed after it came to your screen: your decision was not taken.")
    )


def _wrong_role(screen: Screen, task: TaskView) -> str:
    return screen.say(
        N_("This task is for: %(roles)s. Nothing was done."),
        roles=_roles(screen, task.order.roles),
    )


def _already_claimed(screen: Screen, task: TaskView) -> str:
    return screen.say(N_("%(person)s is already at this task."), person=task.assignee or "?")


def _roles(screen: Screen, roles: tuple[str, ...]) -> str:
    return ", ".join(screen.say(word_of("role", role)) for role in roles)


_TOLD: dict[str, Callable[[Screen, TaskView], str]] = {
    "four-eyes": _four_eyes,
    "above-authority": _above_authority,
    "evidence-changed": _evidence_changed,
    "wrong-role": _wrong_role,
    "already-claimed": _already_claimed,
}
"""Refusals of a task that name what the task and the person know."""
