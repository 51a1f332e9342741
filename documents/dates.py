"""Dates as papers print them, in many languages; day or month first is decided per document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.folding import fold

_MONTHS = (
    "january janeiro enero januar janvier gennaio jan ene janv genn gen januari stycznia styczen ocak ledna",
    "february fevereiro febrero februar fevrier febbraio feb fev fevr febr februari lutego luty subat unora",
    "march marco marzo marz mars mar mrz maart maerz marca marzec mart brezna",
    "april abril avril aprile apr abr avr kwietnia kwiecien nisan dubna",
    "may maio mayo mai maggio mag mei maja maj mayis kvetna",
    "june junho junio juni juin giugno jun giu czerwca czerwiec haziran cervna",
    "july julho julio juli juillet luglio jul lug juil lipca lipiec temmuz cervence",
    "august agosto aout aug ago augustus augusti sierpnia sierpien agustos srpna",
    "september setembro septiembre septembre settembre sep set sept wrzesnia wrzesien eylul zari",
    "october outubro octubre oktober octobre ottobre oct out okt ott pazdziernika pazdziernik ekim rijna",
    "november novembro noviembre novembre nov listopada listopad kasim",
    "december dezembro diciembre dezember decembre dicembre dec dez dic grudnia grudzien aralik prosince",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Folded name or short name of a month → its number."""

_ISO = re.compile(
    r"(?<![A-Za-z\d])(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})\s?日?(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])"
)
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|o|\.)?[\s./-]*(?:de |of )?([a-z]{3,13})\.?,?[\s./-]*"
    r"(?:de |del )?(\d{4}|\d{2})(?!\d)"
)
_US_ADDRESS = re.compile(r"\b[A-Z]{2}\.? \d{5}(-\d{4})?(?![\d-])")
_ENGLISH = re.compile(r"\b(invoice|date|quantity|amount|price|description|total)\b")
_OTHER_TONGUES = re.compile(
    r"\b(fatura|factura|facture|fattura|rechnung|faktura|fecha|data|datum|quantidade|cantidad|quantite|"
    r"menge|quantita|importe|valor|preco|precio|prix|prezzo|betrag|montant|descricao|descripcion|total)\b"
)
_NEAR, _CLEARLY = 120, 45
"""Days: dates of one paper lie so near, and an order must bring them so much nearer."""
_MONTH_DAY = re.compile(r"\b([a-z]{3,13})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; ``doubtful`` where day and month could be the other way round."""

    value: date
    doubtful: bool = False


def month_first(text: str) -> bool | None:
    """Return whether a document writes the month first; None where nothing settles it."""
    votes = 0
    for first, mark, second, _ in _NUMERIC.findall(text):
        if mark == "." or int(first) > 12:
            votes -= 1
        elif int(second) > 12:
            votes += 1
    return votes > 0 if votes else _by_nearness(text)


def _by_nearness(text: str) -> bool | None:
    """Return the order by which the dates of a paper lie close together, None if both do.

    What a paper dates (order, issue, delivery, payment) happens within months.
    """
    doubtful = {match[0]: match for match in _NUMERIC.finditer(text)}
    sure = [found.value for line in text.split("\n") for found in _surely(line)]
    spread = {}
    for leads in (True, False):
        read = [found.value for m in doubtful.values() if (found := _numeric(m, leads))]
        days = sorted([*read, *sure])
        spread[leads] = (days[-1] - days[0]).days if len(read) == len(doubtful) and days else 0
    if len(doubtful) + len(sure) < 2 or min(spread.values()) > _NEAR:
        return None
    apart = abs(spread[True] - spread[False])
    return None if apart < _CLEARLY else spread[True] < spread[False]


def _surely(text: str) -> Iterator[PrintedDate]:
    plain = fold(text)
    found = [_checked(m, (1, 2, 3)) for m in _ISO.finditer(text)]
    found += [_named(m, 1, 2) for m in _DAY_MONTH.finditer(plain)]
    found += [_named(m, 2, 1) for m in _MONTH_DAY.finditer(plain)]
    yield from (date for date in found if date is not None)


def month_hint(text: str) -> bool | None:
    """Return whether an address of the United States speaks for the month before the day.

    A paper in another tongue, perhaps beside English, puts the day first; None is anybody's guess.
    """
    plain = fold(text)
    others = _OTHER_TONGUES.findall(plain)
    if _US_ADDRESS.search(text) is not None and len(_ENGLISH.findall(plain)) >= len(others):
        return True
    return False if len(set(others) - {"total"}) > 1 else None


def find_date(text: str, month_leads: bool | None) -> PrintedDate | None:
    """Return the first date in ``text``, None if it holds none."""
    plain = fold(text)
    return (
        _checked(_ISO.search(text), (1, 2, 3))
        or _named(_DAY_MONTH.search(plain), 1, 2)
        or _named(_MONTH_DAY.search(plain), 2, 1)
        or _numeric(_NUMERIC.search(text), month_leads)
        or _checked(_COMPACT.search(text), (1, 2, 3))
    )


def _checked(match: re.Match[str] | None, order: tuple[int, int, int]) -> PrintedDate | None:
    if match is None:
        return None
    year, month, day = (int(match[place]) for place in order)
    return _made(year, month, day)


def _named(match: re.Match[str] | None, day: int, month: int) -> PrintedDate | None:
    if match is None or match[month] not in MONTHS:
        return None
    return _made(int(match[3]), MONTHS[match[month]], int(match[day]))


def _numeric(match: re.Match[str] | None, month_leads: bool | None) -> PrintedDate | None:
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first > 12 or (not month_leads and second <= 12):
        month_leads, sure = False, first > 12 or match[2] == "." or month_leads is False
    else:
        month_leads, sure = True, second > 12 or bool(month_leads)
    month, day = (first, second) if month_leads else (second, first)
    return _made(year, month, day, doubtful=not sure and first != second)


def _made(year: int, month: int, day: int, doubtful: bool = False) -> PrintedDate | None:
    try:
        made = date(year + (2000 if year < 70 else 1900) if year < 100 else year, month, day)
    except ValueError:
        return None
    return PrintedDate(made, doubtful) if 1950 <= made.year <= 2100 else None
