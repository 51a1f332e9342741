"""Values that need no label: container numbers, a currency that all prices carry, an Incoterm."""

import re
from collections import Counter
from collections.abc import Sequence

from documents import codes, typed
from documents.cargo_values import money
from documents.fields import Candidate
from documents.labels import Hit
from documents.numerals import currency_code, numeral
from documents.regions import Page, below, right_of
from documents.typed import Conventions, Value, from_words
from documents.words import Segment, Word

_DOLLARS = {
    r"\bRFC\b|\bCFDI\b": "MXN", r"\bCUIT\b|\bAFIP\b": "ARS", r"\bABN\b": "AUD",
    r"\bHST\b": "CAD", r"\bDIAN\b": "COP", r"\bUEN\b": "SGD", r"\bNZBN\b": "NZD",
}  # fmt: skip
"""What only papers of one country print → whose dollar or peso a bare ``$`` is there."""
_YENS = {"[\u3040-\u30ff]": "JPY"}
"""Japanese syllables make a yen of the sign that is a yuan elsewhere."""
_ANY = Conventions(".", None)


def extra_candidates(page: Page, wanted: Sequence[str]) -> list[Candidate]:
    """Return the values of ``wanted`` that are recognised by their own form."""
    finders = {
        "containers": _containers,
        "incoterm": _incoterm,
        "incoterm_place": _incoterm_place,
        "currency": _currency,
        "ncm": _ncm,
        "document_number": _air_waybill,
    }
    found = (finders[name](page) for name in wanted if name in finders)
    return [candidate for candidate in found if candidate is not None]


def unlabelled_date(page: Page, conventions: Conventions) -> list[Candidate]:
    """Return the first date of the first page that no label claims for something else."""
    for line, hits in zip(page.lines, page.hits, strict=True):
        claimed = any("_other_date" in hit.roles or "_other_number" in hit.roles for hit in hits)
        value = None if claimed or line.page > 1 else typed.day(line.segments, conventions)
        if value is not None:
            rule = "form:issue_date"
            return [Candidate("issue_date", value, 0.5 * value.trust, line.index, rule)]
    return []


def consignee_cnpj(page: Page) -> Candidate | None:
    """Return the CNPJ printed in the consignee's box, none if there is none."""
    for start, hits in enumerate(page.hits):
        if any("consignee_name" in hit.roles and hit.leads for hit in hits):
            return _cnpj_after(page, start)
    return None


def _cnpj_after(page: Page, start: int) -> Candidate | None:
    for line in page.lines[start : start + 9]:
        later = line.index > start
        if later and any("notify_name" in hit.roles for hit in page.hits[line.index]):
            return None
        value = codes.cnpj(line.segments, _ANY)
        if value is not None:
            return Candidate("consignee_cnpj", value, 0.97 * value.trust, line.index)
    return None


def freight_of(page: Page, mark: str) -> list[Candidate]:
    """Return freight amount, currency and whether it is prepaid, as a transport document says."""
    found: list[Candidate] = []
    for hits in page.hits:
        for hit in hits:
            if "freight" in hit.roles:
                found += _freight_at(page, hit, mark)
    return found


def _freight_at(page: Page, hit: Hit, mark: str) -> list[Candidate]:
    segments = right_of(page, hit)
    found = []
    for word in (word for segment in segments for word in segment.words):
        if word.text.strip(".,;()").upper() in ("PREPAID", "COLLECT"):
            term = from_words(word.text.strip(".,;()").upper(), [word])
            found.append(Candidate("freight_terms", term, 0.93, hit.line.index))
    priced = (money([segment], Conventions(mark, None)) for segment in reversed(segments))
    value = next((amount for amount in priced if amount is not None), None)
    if value is not None:
        found.append(Candidate("freight_amount", value, 0.93 * value.trust, hit.line.index))
        found += _currency_beside(segments, hit)
    return found


def _currency_beside(segments: Sequence[Segment], hit: Hit) -> list[Candidate]:
    for word in [*(w for s in segments for w in s.words), *hit.line.words]:
        number = numeral(word.text, ".")
        code = number.currency if number else currency_code(word.text)
        if code:
            value = from_words(code, [word])
            return [Candidate("freight_currency", value, 0.9, hit.line.index)]
    return []


def vessel_and_voyage(candidate: Candidate) -> list[Candidate]:
    """Return the two halves of ``MV Name / 012E``; the vessel alone if there is no mark between."""
    text = candidate.value.text
    name, slash, voyage = text.rpartition("/")
    if not slash:
        name, slash, voyage = text.rpartition(" ")
    if not any(c.isdigit() for c in voyage) or not name:
        return [_part(candidate, "vessel", text)]
    cut = voyage.strip()
    for prefix in ("VOY.", "VOY", "V."):
        cut = cut[len(prefix) :].strip() if cut.upper().startswith(prefix) else cut
    return [_part(candidate, "vessel", name), _part(candidate, "voyage", cut)]


def _part(candidate: Candidate, field: str, text: str) -> Candidate:
    value = Value(text.strip(" /,-"), candidate.value.page, candidate.value.box)
    return Candidate(field, value, candidate.confidence, candidate.line)


def _containers(page: Page) -> Candidate | None:
    segments = [segment for line in page.lines for segment in line.segments]
    value = codes.containers(segments, _ANY)
    return Candidate("containers", value, 0.97 * value.trust, 0) if value else None


def _ncm(page: Page) -> Candidate | None:
    labelled = [hit for hits in page.hits for hit in hits if "ncm" in hit.roles]
    segments = [segment for hit in labelled for segment in right_of(page, hit)]
    value = codes.ncm(segments, _ANY)
    return Candidate("ncm", value, 0.93, 0) if value else None


def _air_waybill(page: Page) -> Candidate | None:
    """Return the number that an air waybill repeats in its corners."""
    for line in page.lines:
        value = codes.air_waybill(line.segments, _ANY)
        if value is not None:
            return Candidate("document_number", value, 0.7, line.index)
    return None


def _incoterm(page: Page) -> Candidate | None:
    """Return an Incoterm that stands anywhere, if the paper names only one."""
    found: dict[str, Value] = {}
    for line in page.lines:
        for word in line.words:
            value = codes.incoterm([Segment((word,))], _ANY)
            if value is not None:
                found.setdefault(value.text, value)
    only = next(iter(found.values())) if len(found) == 1 else None
    return Candidate("incoterm", only, 0.7, 0, "form:incoterm") if only else None


def _incoterm_place(page: Page) -> Candidate | None:
    """Return the place named after the Incoterm: beside its label, else wherever one stands."""
    labelled = [hit for hits in page.hits for hit in hits if "incoterm" in hit.roles and hit.leads]
    places = [*((right_of(page, hit), 0.9) for hit in labelled)]
    places += [(tuple(below(page, hit)), 0.85) for hit in labelled]
    places += [((segment,), 0.6) for line in page.lines for segment in line.segments]
    for segments, sure in places:
        value = codes.incoterm_place(segments, _ANY)
        if value is not None:
            return Candidate("incoterm_place", value, sure, 0, "form:incoterm_place")
    return None


def _currency(page: Page) -> Candidate | None:
    """Return the currency that most prices and codes of the paper carry."""
    seen: Counter[str] = Counter()
    where: dict[str, Word] = {}
    for word in (word for line in page.lines for word in line.words):
        number = numeral(word.text, ".")
        code = number.currency if number else _code(word.text)
        if code:
            seen[code] += 1
            where.setdefault(code, word)
    if not seen:
        return None
    code, count = seen.most_common(1)[0]
    share = count / sum(seen.values())
    meant = _meant_by_sign(code, where[code], page)
    return Candidate("currency", from_words(meant, [where[code]]), 0.9 * share, 0, "form:currency")


def _meant_by_sign(code: str, word: Word, page: Page) -> str:
    """Return the currency that a sign shared by several means on this paper."""
    if "$" not in word.text and "¥" not in word.text and "￥" not in word.text:
        return code
    text = "\n".join(line.text for line in page.lines)
    shared = _DOLLARS if code == "USD" and "US" not in word.text else {}
    shared = _YENS if code == "CNY" else shared
    return next((meant for sign, meant in shared.items() if re.search(sign, text)), code)


def _code(text: str) -> str | None:
    """Return the code of a sign, or of three capitals that name a currency."""
    bare = text.strip("().:;,/")
    if (
        text == "RS"
    ):  # A seal of a bearing far more often than rupees, which have a dot or a figure.
        return None
    if bare.isalpha() and bare != bare.upper():
        return currency_code(bare) if bare in ("zł", "Euro", "Kč") else None
    return currency_code(bare)
