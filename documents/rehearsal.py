"""Rehearsal: what supplier memory would do on papers whose right values are known.

One paper of a supplier is corrected, the others are read without and with what that taught.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from customs.papers import Correction
from customs.payload import Payload
from documents.memory import Lesson, SupplierProfile, choose
from documents.memory_cases import same
from documents.reading import Learner, Reading

TRUTH = ".truth.json"
"""Beside ``NAME.pdf`` stands ``NAME.truth.json``: ``header``, ``alt`` and ``family``."""


class KnownPaper(Payload):
    """A file whose right values are known; for each field all texts that are accepted."""

    file: Path
    family: str
    """Papers of one layout."""
    right: dict[str, tuple[str, ...]]

    def agrees(self, field: str, value: str) -> bool:
        """Return whether a value is one of the right ones; a sign may be told either way."""
        return any(same(value.lstrip("-"), one.lstrip("-")) for one in self.right[field])

    def wrong_in(self, reading: Reading) -> list[str]:
        """Return the fields that a reading gets wrong."""
        return [field for field in self.right if not self.agrees(field, _value(reading, field))]


class Rehearsed(Payload):
    """One field of one paper, before and after another paper of its supplier was corrected."""

    taught_by: str
    file: str
    field: str
    corrected: bool
    """Whether this very field was put right on the other paper."""
    known_again: bool
    """Whether the house would know by itself that both are of one supplier."""
    wanted: str
    before: str
    after: str
    right_before: bool
    right_after: bool

    @property
    def state(self) -> str:
        """Return ``right | gained | lost | wrong``."""
        if self.right_before:
            return "right" if self.right_after else "lost"
        return "gained" if self.right_after else "wrong"


def known_papers(folder: Path) -> list[KnownPaper]:
    """Return the papers of a folder that have their truth beside them, by name."""
    truths = sorted(folder.glob(f"*{TRUTH}"))
    return [_known(path) for path in truths if _pdf_of(path).is_file()]


def rehearse(reader: Learner, papers: Sequence[KnownPaper]) -> Iterator[Rehearsed]:
    """Yield what becomes of every field when each paper in turn teaches the others."""
    for family in dict.fromkeys(paper.family for paper in papers):
        own = [paper for paper in papers if paper.family == family]
        readings = [_read(reader, paper, None) for paper in own] if len(own) > 1 else []
        for teacher, reading in zip(own, readings, strict=False):
            wrong = teacher.wrong_in(reading)
            profile = _taught(reader, teacher, wrong)
            if profile is None:
                continue
            for paper, before in zip(own, readings, strict=True):
                if paper is not teacher:
                    after = _read(reader, paper, profile)
                    known = choose([profile], before.identities) is not None
                    yield from _compared((teacher, paper), (before, after), wrong, known)


def _compared(
    papers: tuple[KnownPaper, KnownPaper],
    readings: tuple[Reading, Reading],
    corrected: Iterable[str],
    known: bool,
) -> Iterator[Rehearsed]:
    teacher, paper = papers
    for field, right in paper.right.items():
        before, after = (_value(reading, field) for reading in readings)
        yield Rehearsed(
            taught_by=teacher.file.name,
            file=paper.file.name,
            field=field,
            corrected=field in corrected,
            known_again=known,
            wanted=right[0],
            before=before,
            after=after,
            right_before=paper.agrees(field, before),
            right_after=paper.agrees(field, after),
        )


def _taught(reader: Learner, paper: KnownPaper, wrong: Sequence[str]) -> SupplierProfile | None:
    if not wrong:
        return None
    said = tuple(Correction(field=field, value=paper.right[field][0]) for field in wrong)
    return reader.learn(paper.file.read_bytes(), paper.file.name, Lesson(corrections=said)).profile


def _read(reader: Learner, paper: KnownPaper, profile: SupplierProfile | None) -> Reading:
    return reader.read(paper.file.read_bytes(), paper.file.name, None, profile)


def _value(reading: Reading, field: str) -> str:
    return reading.fields[field].value if field in reading.fields else ""


def _known(path: Path) -> KnownPaper:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    others = told.get("alt") or {}
    right = {
        field: tuple(_as_read(one) for one in (value, *others.get(field, ())))
        for field, value in told["header"].items()
        if value is not None
    }
    return KnownPaper(file=_pdf_of(path), family=told.get("family", path.name), right=right)


def _pdf_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(TRUTH) + ".pdf")


def _as_read(value: str | float) -> str:
    """Return a true value as a reading writes it."""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
