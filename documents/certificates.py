"""Certificates: who vouches for origin or covers a loss, and when."""

import re

from documents import codes, typed
from documents.cargo_values import hs_codes
from documents.fields import Candidate
from documents.folding import fold
from documents.regions import right_of
from documents.sight import Sight
from documents.typed import Value, from_words
from documents.words import Segment

_CHAMBER = re.compile(
    r"chamber of (commerce|industry|trade)|camara de (comercio|industria)|handelskammer"
    r"|chambre de commerce|camera di commercio|federacao das industrias|associacao comercial"
    r"|council for the promotion of international trade|贸易促进委员会|商会"
)
_INSURER = re.compile(
    r"\b(insurance|seguros|seguradora|assurances?|versicherungs?\w*|assicurazioni|underwriters)\b|保险"
)
_AGREEMENT = re.compile(
    r"(?i)\b(ACE\s*(?:N[º°o.]*\s*)?\d+|acordo de complementa\S+ econ\S+ n\S+ ?\d+"
    r"|acuerdo de complementaci\S+ econ\S+ n\S+ ?\d+|form a\b|EUR\.?1\b)"
)
_SERIAL = re.compile(r"[A-Z]{1,3} ?\d{5,9}")
_REACH = 4


def certificate(sight: Sight) -> list[Candidate]:
    """Return what a certificate of origin prints without a label."""
    return [*_certified(sight), *_invoice_reference(sight), *_serial(sight), *_agreement(sight)] + [
        Candidate("hs_codes", value, 0.85, 0)
        for hit in sight.hits("hs_codes")
        if hit.exact and (value := hs_codes(sight.under(hit)[:1], sight.conventions)) is not None
    ]


def _certified(sight: Sight) -> list[Candidate]:
    """Return the chamber, and the date that stands with its stamp."""
    for line in sight.page.lines:
        for segment in line.segments:
            if _CHAMBER.search(fold(segment.text)) and len(segment.words) < 12:
                name = segment.text.rpartition(":")[2].strip(" .,;")
                value = Value(name, segment.page, segment.box)
                found = [Candidate("certifier_name", value, 0.88, line.index)]
                return found + _date_near(sight, line.index, segment)
    return []


def _date_near(sight: Sight, start: int, stamp: Segment) -> list[Candidate]:
    for line in sight.page.lines[start : start + _REACH]:
        for segment in line.segments:
            if segment.box[0] > stamp.box[2] or segment.box[2] < stamp.box[0]:
                continue
            value = typed.day([segment], sight.conventions)
            if value is not None:
                return [Candidate("issue_date", value, 0.95 * value.trust, line.index)]
    return []


def _invoice_reference(sight: Sight) -> list[Candidate]:
    """Return number and date of "Invoice No. 118 dated 06.04.2026"."""
    for hit in sight.hits("invoice_number"):
        beside = right_of(sight.page, hit)[:1] or (sight.under(hit)[:2] if hit.exact else [])
        number = codes.identifier(beside, sight.conventions)
        date = typed.day(beside, sight.conventions)
        if number is not None and date is not None:
            return [
                Candidate("invoice_number", number, 0.9, hit.line.index),
                Candidate("invoice_date", date, 0.9 * date.trust, hit.line.index),
            ]
    return []


def _serial(sight: Sight) -> list[Candidate]:
    """Return the printed number of a form: letters and figures alone in the upper part."""
    lines = [line for line in sight.page.lines if line.page == 1]
    height = max((line.box[3] for line in lines), default=0.0)
    for line in lines:
        for segment in line.segments:
            if line.box[1] < 0.25 * height and _SERIAL.fullmatch(segment.text):
                return [
                    Candidate("document_number", from_words(segment.text, segment.words), 0.6, 0)
                ]
    return []


def _agreement(sight: Sight) -> list[Candidate]:
    for segment in sight.segments():
        if match := _AGREEMENT.search(segment.text):
            return [Candidate("agreement", from_words(match[0], segment.words), 0.85, 0)]
    return []


def insurer(sight: Sight) -> list[Candidate]:
    """Return the insurer that the letterhead names, where no label does."""
    for segment in sight.segments():
        words = fold(segment.text)
        titled = re.match(r"certific|apolice|poliza|policy|polizza|police|marine cargo", words)
        if _INSURER.search(words) and not titled and 1 < len(segment.words) < 9:
            if ":" in segment.text or segment.page > 1:
                continue
            value = Value(segment.text.strip(" .,;"), segment.page, segment.box)
            return [Candidate("insurer_name", value, 0.6, 0)]
    return []
