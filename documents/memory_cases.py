"""Whether a reading says what people said is right, case by case."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from customs.papers import LostCase
from customs.supplier_memory import ReadingCase
from documents.folding import tokens
from documents.reading import Field, Reading


def same(found: str, wanted: str) -> bool:
    """Return whether two values say the same: numbers by value, text by its letters and digits."""
    if "." in found + wanted:
        try:
            return Decimal(found) == Decimal(wanted)
        except InvalidOperation:
            pass
    return "".join(tokens(found)) == "".join(tokens(wanted))


def document_of(reading: Reading, first_page: int) -> Reading:
    """Return the document of a file that begins on a page; the first one if none does."""
    parts = (part for part in reading.parts if part.first_page == first_page)
    return next(parts, reading)


def newest(cases: Iterable[ReadingCase]) -> list[ReadingCase]:
    """Return the cases that count: of several about the same thing the last."""
    last = {case.subject: case for case in sorted(cases, key=lambda case: case.at)}
    return list(last.values())


def value_for(reading: Reading, case: ReadingCase) -> str:
    """Return what the reading says of what the case is about; empty if nothing."""
    document = document_of(reading, case.said.first_page)
    if case.said.line is None:
        found = document.fields.get(case.said.field)
        return found.value if found else ""
    return _of_line(document, case)


def holds(reading: Reading, case: ReadingCase) -> bool:
    """Return whether the reading says what the person said."""
    return same(value_for(reading, case), case.said.value)


def lost(reading: Reading, case: ReadingCase) -> LostCase:
    """Return a case that the reading gets wrong, as people are told of it."""
    return LostCase(
        file=case.filename,
        field=case.said.field,
        line=case.said.line,
        wanted=case.said.value,
        found=value_for(reading, case),
    )


def _of_line(document: Reading, case: ReadingCase) -> str:
    """Return the value of a line of goods: by where it is printed, and by its number if unknown.

    A row that is read in addition, or no longer, moves the numbers of those below it.
    """
    said = case.said
    column = [line[said.field] for line in document.lines if said.field in line]
    if said.box is not None:
        return next((f.value for f in column if _level(f, said.page or 1, said.box)), "")
    number = (said.line or 1) - 1
    line = document.lines[number] if 0 <= number < len(document.lines) else {}
    return line[said.field].value if said.field in line else ""


def _level(found: Field, page: int, box: tuple[float, float, float, float]) -> bool:
    """Return whether a value stands at the height of ``box``."""
    middle = (box[1] + box[3]) / 2
    return found.page == page and found.box[1] <= middle <= found.box[3]
