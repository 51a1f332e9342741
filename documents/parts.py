"""Parts: each document of a file understood by itself, its values where they stand in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.memory import SupplierProfile
from documents.reading import Field
from documents.splitting import Span, split
from documents.understanding import Understood, understand
from documents.words import Word


@dataclass(frozen=True)
class Part:
    """One document of a file."""

    span: Span
    understood: Understood


def parts_of(
    words_by_page: Sequence[Sequence[Word]],
    kind: str | None = None,
    profile: SupplierProfile | None = None,
) -> tuple[list[Part], list[str]]:
    """Return the documents of a file in their order, and notes on the copies that were left out.

    ``kind`` is what whoever handed the file in called it: believed of a file with one document;
    where there are several, each is what it looks like.
    """
    spans = split(words_by_page)
    own = [span for span in spans if span.copy_of is None]
    named = kind if len(own) == 1 else None
    parts = [Part(span, _understood(words_by_page, span, named, profile)) for span in own]
    return parts, [_copy_note(span) for span in spans if span.copy_of is not None]


def _understood(
    words_by_page: Sequence[Sequence[Word]],
    span: Span,
    kind: str | None,
    profile: SupplierProfile | None,
) -> Understood:
    before = span.first - 1
    words = [word for number in span.pages for word in words_by_page[number - 1]]
    if before:
        words = [replace(word, page=word.page - before) for word in words]
    found = understand(words, kind, profile)
    if not before:
        return found
    lines = tuple(moved(line, before) for line in found.lines)
    return replace(found, fields=moved(found.fields, before), lines=lines)


def moved(fields: Mapping[str, Field], before: int) -> dict[str, Field]:
    """Return fields as they stand where ``before`` pages come before theirs."""
    return {n: f.model_copy(update={"page": f.page + before}) for n, f in fields.items()}


def _copy_note(span: Span) -> str:
    one = span.first == span.last
    pages = f"Página {span.first}" if one else f"Páginas {span.first}–{span.last}"
    mark = f" ({span.mark})" if span.mark else ""
    return f"{pages}: via repetida do documento da página {span.copy_of}{mark}, não lida."
