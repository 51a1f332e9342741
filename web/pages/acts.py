"""The acts that the forms of an import's or release's page ask for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from customs.clock import BRASILIA
from customs.milestones import Classifier
from customs.papers import PaperLife
from customs.people import Actor
from wiring.desk import Desk
from wiring.desk.errors import Invalid, invalid_form
from wiring.desk.forms import MilestoneForm, PaperForm, ReasonForm


@dataclass(frozen=True)
class Given:
    """A filled-in form: its texts and its files."""

    texts: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    def text(self, name: str) -> str:
        """Return a field, empty if it was left out."""
        return self.texts.get(name, "").strip()

    @property
    def key(self) -> str | None:
        """Return the id of the form, by which an act is done once."""
        return self.text("act_key") or None


async def given_of(form: FormData) -> Given:
    """Return a form that was sent."""
    texts = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    # A browser sends an unchosen file as an empty one without a name.
    files = [(upload.filename, await upload.read()) for upload in uploads if upload.filename]
    return Given(texts=texts, files=tuple(files))


async def report_milestone(desk: Desk, reference: str, given: Given, actor: Actor) -> None:
    """Report a milestone; a time without zone is one of Brasília."""
    try:
        form = MilestoneForm(
            tag=given.text("tag"),
            occurred_at=_instant(given.text("occurred_at")),
            classifier=Classifier(given.text("classifier") or Classifier.ACTUAL),
            place=given.text("place") or None,
            equipment=given.text("equipment") or None,
            note=given.text("note") or None,
            retracts=given.text("retracts") or None,
        )
    except ValidationError as wrong:
        raise invalid_form(wrong) from wrong
    await desk.milestone(reference, form, actor, given.key)


async def hand_in_papers(desk: Desk, reference: str, given: Given, actor: Actor) -> None:
    """Hand papers in; one kind and life for all that are sent together."""
    papers = [
        PaperForm(
            filename=name[:200],
            body=body,
            kind=given.text("kind") or None,
            life=PaperLife(given.text("life") or PaperLife.FINAL),
        )
        for name, body in given.files
    ]
    await desk.add_papers(reference, papers, actor, given.key)


async def file_entry(desk: Desk, reference: str, given: Given, actor: Actor) -> None:
    """File the entry declaration now."""
    await desk.file_entry(reference, actor, given.key)


async def cancel(desk: Desk, reference: str, given: Given, actor: Actor) -> None:
    """Cancel, with a reason."""
    try:
        form = ReasonForm(reason=given.text("reason"))
    except ValidationError as wrong:
        raise invalid_form(wrong) from wrong
    await desk.cancel(reference, form.reason, actor, given.key)


Act = Callable[[Desk, str, Given, Actor], Awaitable[None]]

ACTS: dict[str, tuple[str, Act]] = {
    "milestone": ("milestone.record", report_milestone),
    "papers": ("papers.add", hand_in_papers),
    "file_entry": ("import.file_entry", file_entry),
    "cancel": ("import.cancel", cancel),
}
"""A form's ``act`` → the act of the access table that it is, and what does it."""


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as wrong:
        detail = f"{text!r} is not a date with a time"
        raise Invalid("wrong-time", detail, field="occurred_at") from wrong
    return instant if instant.tzinfo else instant.replace(tzinfo=BRASILIA)
