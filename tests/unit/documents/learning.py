"""Lessons in tests: correct a page drawn with letters, read the next one with what it taught."""

from customs.papers import Correction
from documents.memory import Lesson, SupplierProfile
from documents.memory_lesson import teach
from documents.understanding import understand
from tests.unit.documents.drawing import words


def right(field: str, value: str, **more: object) -> Correction:
    """Return what a person says is right."""
    return Correction.model_validate({"field": field, "value": value, **more})


def taught(
    page: str,
    *said: Correction,
    upon: SupplierProfile | None = None,
    kind: str | None = "commercial_invoice",
) -> SupplierProfile:
    """Return the profile after a person spoke about a page."""
    lesson = Lesson(kind=kind, profile=upon, corrections=said)
    profile = teach(words(page), page, lesson).profile
    assert profile is not None
    return profile


def values(page: str, profile: SupplierProfile | None = None) -> dict[str, str]:
    """Return the fields that a page gives."""
    understood = understand(words(page), "commercial_invoice", profile)
    return {name: field.value for name, field in understood.fields.items()}


def rows(page: str, profile: SupplierProfile | None = None) -> list[dict[str, str]]:
    """Return the lines of goods that a page gives."""
    understood = understand(words(page), "commercial_invoice", profile)
    return [{name: f.value for name, f in line.items()} for line in understood.lines]
