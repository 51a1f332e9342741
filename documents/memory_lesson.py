"""A lesson: one file's words and what people said of it, made into the next profile."""

from collections.abc import Sequence

from customs.papers import Correction
from documents.identity import issuer_keys
from documents.memory import Lesson, SupplierProfile, Taught, contradicts
from documents.memory_columns import row_spots
from documents.memory_learning import Paper, learn, spots_for
from documents.parts import moved, parts_of
from documents.reading import Field
from documents.understanding import Understood
from documents.words import Word


def teach(words: Sequence[Word], sha256: str, lesson: Lesson) -> Taught:
    """Return the supplier's next profile, and the corrections with where their values stand."""
    # With the profile, as people saw it: what the memory itself said is judged too.
    parts, _ = parts_of(_by_page(words), lesson.kind, lesson.profile)
    part = next((p for p in parts if p.span.first == lesson.first_page), parts[0])
    before = part.span.first - 1
    paper = _paper(part.understood, sha256, before)
    if paper is None:
        return Taught(said=lesson.corrections)
    corrections = [_moved(correction, -before) for correction in lesson.corrections]
    placed = [_placed(paper, correction) for correction in corrections]
    said = tuple(_moved(correction, before) for correction in placed)
    keys = issuer_keys(paper.lines, _put_right(paper, placed))
    if not keys:
        return Taught(said=said)
    return Taught(profile=learn(_known(lesson.profile, keys), paper, corrections), said=said)


def _by_page(words: Sequence[Word]) -> list[list[Word]]:
    pages: list[list[Word]] = [[] for _ in range(max((word.page for word in words), default=1))]
    for word in words:
        pages[word.page - 1].append(word)
    return pages


def _paper(understood: Understood, sha256: str, before: int) -> Paper | None:
    """Return what was understood, its pages counted from the document's own first one."""
    kind, page, conventions = understood.recognition.kind, understood.page, understood.conventions
    if kind is None or page is None or conventions is None:
        return None
    fields, *rows = (moved(f, -before) for f in (understood.fields, *understood.lines))
    return Paper(sha256, kind.tag, page.lines, conventions, fields, rows)


def _moved(said: Correction, pages: int) -> Correction:
    return said.model_copy(update={"page": said.page + pages}) if said.page else said


def _placed(paper: Paper, said: Correction) -> Correction:
    """Return a correction with the place of its value, where the person drew none."""
    if said.box is not None or not said.value:
        return said
    spots = spots_for(paper, said) if said.line is None else row_spots(paper, said)
    if not spots:
        return said
    return said.model_copy(update={"page": spots[0].line.page, "box": spots[0].box})


def _put_right(paper: Paper, said: Sequence[Correction]) -> dict[str, Field]:
    """Return the fields of the head after the corrections."""
    fields = dict(paper.fields)
    for right in (s for s in said if s.line is None):
        before = fields.pop(right.field, None)
        page = right.page or (before.page if before else 0)
        box = right.box or (before.box if before else (0.0, 0.0, 0.0, 0.0))
        if right.value:
            fields[right.field] = Field(value=right.value, confidence=1.0, page=page, box=box)
    return fields


def _known(profile: SupplierProfile | None, keys: tuple[str, ...]) -> SupplierProfile:
    """Return the profile with the issuer's keys; a new one if it turns out to be another's."""
    if profile is None or contradicts(profile, keys) or not set(profile.keys) & set(keys):
        return SupplierProfile(identity=keys[0], keys=keys)
    return profile.model_copy(update={"keys": tuple(dict.fromkeys((*profile.keys, *keys)))})
