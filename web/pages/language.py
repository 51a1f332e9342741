"""Whose words a page is written in: Portuguese first, English for who asks for it."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from fastapi import Request

LANGUAGES = {"pt_BR": "Português", "en": "English"}
"""Language → its name in itself; the first is that of who says nothing."""
LANGUAGE_COOKIE = "entreposto-language"

_CATALOGUES = Path(__file__).resolve().parents[1] / "locale"


def language_of(request: Request, own: str | None = None) -> str:
    """Return the language of a page: as chosen in the header, else the person's own, else the browser's."""
    asked = (request.cookies.get(LANGUAGE_COOKIE), own, *_accepted(request))
    return next((language for language in asked if language in LANGUAGES), "pt_BR")


@cache
def translations(language: str) -> Translations:
    """Return a catalogue, compiled in memory: there is no file that could be forgotten."""
    with (_CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def gettext_of(language: str) -> Callable[[str], str]:
    """Return what translates a sentence; a sentence that the catalogue lacks stays as it is."""
    # The catalogue's head is kept under the empty message: no text has no translation.
    return lambda text: str(translations(language).gettext(text)) if text else ""


def _accepted(request: Request) -> list[str]:
    tags = request.headers.get("accept-language", "").split(",")
    short = [tag.split(";")[0].strip()[:2].lower() for tag in tags]
    return [{"pt": "pt_BR"}.get(tag, tag) for tag in short]
