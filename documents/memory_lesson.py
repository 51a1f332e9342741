"""A lesson: one file's words and what people said of it, made into the next profile."""

from collections.abc import Sequence

from customs.papers import Correction
from documents.identity import issuer_keys
from documents.memory import Lesson, SupplierProfile, Taught, contradicts
from documents.memory_columns import row_spots
from documents.memory_learning import Paper, learn, spots_for
from documents.reading import Field
from documents.understanding import understand
from documents.words import Word


def teach(words: Sequence[Word], sha256: str, lesson: Lesson) -> Taught:
    """Return the supplier's next profile, and the corrections with where their values stand."""
    # With the profile, as people saw it: what the memory itself said is judged too.
    paper = _paper(words, sha256, lesson)
    if paper is None:
        return Taught(said=lesson.corrections)
    said = tuple(_placed(paper, correction) for correction in lesson.corrections)
    keys = issuer_keys(paper.lines, _put_right(paper, said))
    if not keys:
        return Taught(said=said)
    profile = learn(_known(lesson.profile, keys), paper, lesson.corrections)
    return Taught(profile=profile, said=said)


def _paper(words: Sequence[Word], sha256: str, lesson: Lesson) -> Paper | None:
    end = lesson.first_page + lesson.pages if lesson.pages else float("inf")
    own = [word for word in words if lesson.first_page <= word.page < end]
    understood = understand(own, lesson.kind, lesson.profile)
    kind, page, conventions = understood.recognition.kind, understood.page, understood.conventions
    if kind is None or page is None or conventions is None:
        return None
    fields, rows = understood.fields, understood.lines
    return Paper(sha256, kind.tag, page.lines, conventions, fields, rows)


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
