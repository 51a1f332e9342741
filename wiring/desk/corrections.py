"""The counter of corrections: what a paper says by its reading, and by a person's word."""

import asyncio
import re

from pydantic import Field

from customs.correcting import CorrectPaper
from customs.orders import FormField
from customs.papers import Correction, PaperRead
from customs.payload import Form, Payload, StoredRef
from customs.people import Actor
from customs.views import ImportView, ReleaseView
from documents.doubts import Wanted, review, type_of
from documents.kinds import DOCUMENTS
from documents.names import names_of
from documents.page_drawing import PagePicture, picture_of
from documents.reading import Reading
from wiring.desk.answers import checked_answers
from wiring.desk.counter import Counter, act_id
from wiring.desk.errors import Invalid, NotFound

MOST_VALUES = 60
"""Values corrected at once."""
LONGEST = 500
"""Characters of a value."""
_OF_A_LINE = re.compile(r"lines\.([1-9]\d{0,3})\.(\w+)")
_HASH = re.compile(r"[0-9a-f]{8,64}")
_FIRST = Reading(file="", sha256="", kind=None)


class CorrectionForm(Form):
    """What a person says of a paper: ``invoice_number``, or ``lines.2.quantity`` for the second line."""

    values: dict[str, str] = Field(min_length=1, max_length=MOST_VALUES)
    """Name of the value → what the paper says; empty: it does not say it."""
    reason: str = Field(min_length=3, max_length=1000)
    page: int = Field(default=1, ge=1)
    """First page of the document, in a file with several."""
    seen: str = ""
    """Hash of the reading that the person saw, so that nobody corrects what was corrected."""


class PaperDetail(Payload):
    """One document of a file: how it stands, what is read of it now, and what was first."""

    read: PaperRead
    reading: Reading
    first: Reading
    """What the house itself read; it never changes."""
    names: tuple[str, ...] = ()
    """Values that this kind of paper may say, those of a line named by the column alone."""


class CorrectionCounter(Counter):
    """Shows papers value by value and takes a person's word for what they say."""

    async def paper(self, reference: str, file: str, page: int = 1) -> PaperDetail:
        """Return a document by its file's name or hash (eight digits are enough).

        Raises:
            NotFound: no such import or release, or no such paper there.
        """
        read = await self._find(reference, file, page)
        reading, first = await asyncio.to_thread(self._readings, read)
        return PaperDetail(read=read, reading=reading, first=first, names=_names(reading))

    async def correct_paper(
        self, reference: str, file: str, form: CorrectionForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Take a person's word for values of a paper; what was read stays as it was.

        Raises:
            NotFound: no such paper there.
            Invalid: a value's name is not known on this kind of paper, or it is not of its type.
            Conflict: it could not be read, was superseded, or was corrected since it was seen.
        """
        said = ", ".join(f"{name}={value}" for name, value in form.values.items())[:1000]
        async with self.act(
            actor, "paper.correct", reference, file=file, values=said, reason=form.reason
        ) as note:
            detail = await self.paper(reference, file, form.page)
            note["sha256"] = detail.read.paper.file.sha256
            act = CorrectPaper(
                sha256=detail.read.paper.file.sha256,
                first_page=detail.read.first_page,
                corrections=_corrections(form, detail),
                seen=form.seen,
                actor=actor,
                at=await self.now(),
            )
            return await self.tell(
                reference, "correct_paper", act, act_id("correct_paper", actor, key)
            )

    async def picture(self, reference: str, file: str, page: int) -> PagePicture:
        """Return a page of a paper as a picture.

        Raises:
            NotFound: no such paper, or it has no such page that could be drawn.
        """
        read = await self._find(reference, file, None)
        drawn = await self.draw(read.paper.file, page)
        if drawn is None:
            raise NotFound("no-such-page", f"{read.paper.filename} has no page {page} to be shown.")
        return drawn

    async def draw(self, file: StoredRef, page: int) -> PagePicture | None:
        """Return a page of a stored file as a picture, None if it has none that can be drawn."""
        body = await asyncio.to_thread(self.ports.store.get, file)
        return await asyncio.to_thread(picture_of, body, page)

    async def _find(self, reference: str, file: str, page: int | None) -> PaperRead:
        kind = await self.kind_of(reference)
        body = await self.snapshot(kind, reference) or {}
        papers = [PaperRead.model_validate(paper) for paper in body.get("papers", ())]
        found = [
            paper for paper in papers if _is_named(paper, file) and page in (None, paper.first_page)
        ]
        if not found:
            known = ", ".join(dict.fromkeys(paper.paper.filename for paper in papers)) or "none"
            where = f"{file!r}" if page in (None, 1) else f"{file!r} beginning on page {page}"
            raise NotFound("unknown-paper", f"{reference} has no paper {where}; it has: {known}.")
        return found[-1]

    def _readings(self, read: PaperRead) -> tuple[Reading, Reading]:
        if read.reading is None:
            return _FIRST, _FIRST
        get = self.ports.store.get_json
        first = read.versions[0] if read.versions else read.reading
        return Reading.model_validate(get(read.reading)), Reading.model_validate(get(first))


def _is_named(paper: PaperRead, file: str) -> bool:
    by_hash = _HASH.fullmatch(file) and paper.paper.file.sha256.startswith(file)
    return bool(by_hash) or paper.paper.filename == file


def _names(reading: Reading) -> tuple[str, ...]:
    if reading.kind is None or reading.kind not in DOCUMENTS:
        return ()
    known, asked = DOCUMENTS[reading.kind], review().kinds.get(reading.kind, Wanted())
    head = (*asked.required, *asked.used, *known.fields, *known.parties, *reading.fields)
    columns = tuple(f"lines.N.{column}" for column in known.columns)
    return tuple(dict.fromkeys((*head, *columns)))


def _asked(name: str) -> FormField:
    value = name.rpartition(".")[2]
    label, label_en = names_of(value)
    return FormField(name=name, label=label, label_en=label_en, type=type_of(value))


def _corrections(form: CorrectionForm, detail: PaperDetail) -> tuple[Correction, ...]:
    wrong = [
        {"field": f"values.{name}", "message": problem}
        for name, value in form.values.items()
        if (problem := _problem(name, value, detail))
    ]
    if wrong:
        detail_ = "; ".join(f"{error['field']}: {error['message']}" for error in wrong)
        raise Invalid("wrong-values", detail_, extra={"errors": wrong})
    fields = tuple(_asked(name) for name in form.values)
    plain = checked_answers(fields, form.values, "values")
    return tuple(
        Correction(
            field=field,
            value=plain[name],
            line=line,
            first_page=detail.read.first_page,
            reason=form.reason,
        )
        for name in form.values
        for line, field in (placed(name),)
    )


def placed(name: str) -> tuple[int | None, str]:
    """Return line and field of a value's name; no line for a field of the head."""
    found = _OF_A_LINE.fullmatch(name)
    return (int(found[1]), found[2]) if found else (None, name)


def _problem(name: str, value: str, detail: PaperDetail) -> str:
    line, field = placed(name)
    lines = len(detail.reading.lines)
    if len(value) > LONGEST:
        return f"at most {LONGEST} characters"
    if line is not None and line > lines + 1:
        return f"the paper has {lines} line(s)"
    asked = field if line is None else f"lines.N.{field}"
    if asked not in detail.names:
        return f"this paper says no such thing; it may say: {', '.join(detail.names)}"
    return ""
