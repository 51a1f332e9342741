"""The counter of papers: what is handed in is stored at once and read by the workflow."""

import asyncio
from collections.abc import Iterator, Sequence

from customs.papers import AddPapers, Paper
from customs.people import Actor
from customs.views import ImportView, ReleaseView
from documents.kinds import DOCUMENTS
from wiring.desk.counter import Counter, act_id
from wiring.desk.errors import Invalid, TooLarge
from wiring.desk.forms import PaperForm

LARGEST_PAPER = 30 * 1024 * 1024
"""Bytes of the largest file that is let in."""
MOST_PAPERS = 50
"""Files handed in at once."""

_SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"<?xml", "application/xml"),
)
"""How a file begins → what it is; its name proves nothing."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
"""How programs begin: no paper ever does."""
_HEAD = 1024
"""A PDF may begin anywhere in its first kilobyte."""


class PaperCounter(Counter):
    """Takes papers in. Whatever cannot be read becomes a person's task, not a refusal."""

    async def add_papers(
        self,
        reference: str,
        papers: Sequence[PaperForm],
        actor: Actor,
        key: str | None = None,
    ) -> ImportView | ReleaseView:
        """Store the files and hand them to the import or release.

        Raises:
            NotFound: no such import or release.
            TooLarge: a file is larger than 30 MB; none is taken in.
        """
        names = ", ".join(paper.filename for paper in papers)
        async with self.act(actor, "papers.add", reference, files=names) as note:
            if not papers:
                raise Invalid("no-papers", "Hand in at least one file.", field="papers")
            _refuse_wrong(papers)
            for paper in papers:
                _refuse_too_large(paper)
            await self.kind_of(reference)
            stored = [await self._store(paper) for paper in papers]
            note["sha256"] = ", ".join(paper.file.sha256 for paper in stored)
            act = AddPapers(papers=tuple(stored), actor=actor, at=await self.now())
            return await self.tell(reference, "add_papers", act, act_id("add_papers", actor, key))

    async def _store(self, paper: PaperForm) -> Paper:
        file = await asyncio.to_thread(self.ports.store.put, paper.body, media_type(paper.body))
        return Paper(file=file, filename=paper.filename, kind=paper.kind, life=paper.life)


def media_type(body: bytes) -> str:
    """Return what a file is by its content; what is not recognised is just bytes."""
    head = body[:_HEAD].lstrip()
    if b"%PDF-" in head:
        return "application/pdf"
    return next(
        (kind for sign, kind in _SIGNS if head.startswith(sign)), "application/octet-stream"
    )


def _refuse_wrong(papers: Sequence[PaperForm]) -> None:
    """Let files pass that can be papers: what they are proves to be wrong only when read.

    Raises:
        Invalid: there are too many, one is empty, is a program, or is said to be of a kind that
            nobody knows; names each.
    """
    if len(papers) > MOST_PAPERS:
        detail = f"At most {MOST_PAPERS} files are taken in at once; these are {len(papers)}."
        raise Invalid("too-many-papers", detail, field="papers")
    wrong = [
        {"field": f"{part}.{place}", "message": f"{paper.filename}: {problem}"}
        for place, paper in enumerate(papers)
        for part, problem in _problems(paper)
    ]
    if wrong:
        detail = "; ".join(error["message"] for error in wrong)
        raise Invalid("wrong-papers", detail, extra={"errors": wrong})


def _problems(paper: PaperForm) -> Iterator[tuple[str, str]]:
    if not paper.body:
        yield "papers", "the file is empty"
    if paper.body.startswith(_PROGRAMS):
        yield "papers", "this is a program, not a paper"
    if paper.kind is not None and paper.kind not in DOCUMENTS:
        yield "kind", f"no kind {paper.kind!r}; known: {', '.join(DOCUMENTS.tags())}"


def _refuse_too_large(paper: PaperForm) -> None:
    if len(paper.body) > LARGEST_PAPER:
        raise TooLarge(
            "paper-too-large",
            f"{paper.filename} has {len(paper.body) / 1024 / 1024:.1f} MB; "
            f"at most {LARGEST_PAPER // 1024 // 1024} MB are taken in.",
            field="papers",
        )
