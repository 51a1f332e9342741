"""The DANFE's own: the access key with what it says, its issuer, both CNPJs."""

import re

from documents import codes, typed
from documents.cargo_values import access_key, digits, money
from documents.fields import PARSERS, Candidate
from documents.folding import fold
from documents.regions import below, right_of
from documents.sight import Sight
from documents.typed import Value, from_words
from documents.words import Segment

_NOT_A_NAME = re.compile(
    r"^(identificacao do emitente|danfe|nf-?e|recebemos|n[o.:]|serie|folha|data)\b"
)
_BOXED = frozenset(
    [
        *(name for name, parser in PARSERS.items() if parser in (money, typed.price, typed.money)),
        "packages",
        "package_kind",
        "gross_weight_kg",
        "net_weight_kg",
    ]
)
"""What a nota prints in boxes of its own, where no other label can come between."""
_ADDRESS_BOXES = ("endereco", "bairro", "cep", "municipio", "uf")
_MODEL, _SERIES, _NUMBER, _ISSUER = slice(20, 22), slice(22, 25), slice(25, 34), slice(6, 20)
"""Where an access key says model, series, number and the issuer's CNPJ (MOC 7.0)."""


def nota(sight: Sight) -> list[Candidate]:
    """Return what a DANFE says without labels that could be believed alone."""
    finders = (
        _of_key,
        _numbers,
        _issuer,
        _addressee,
        _address,
        _carrier,
        _boxes,
        _money,
    )
    return [candidate for find in finders for candidate in find(sight)]


def _of_key(sight: Sight) -> list[Candidate]:
    for line in sight.page.lines:
        key = access_key(line.text)
        if key is None:
            continue
        printed = [word for word in line.words if sum(c.isdigit() for c in word.text) > 3]
        found = [
            Candidate("access_key", from_words(key, printed), 0.99, line.index),
            Candidate("model", from_words(key[_MODEL], printed), 0.97, line.index),
            Candidate("series", from_words(str(int(key[_SERIES])), printed), 0.8, line.index),
            Candidate(
                "invoice_number", from_words(str(int(key[_NUMBER])), printed), 0.8, line.index
            ),
        ]
        return found + _issuer_cnpj(sight, key[_ISSUER])
    return []


def _issuer_cnpj(sight: Sight, cnpj: str) -> list[Candidate]:
    for segment in sight.segments():
        value = codes.cnpj([segment], sight.conventions)
        if value is not None and value.text == cnpj:
            return [Candidate("seller_cnpj", value, 0.98, 0)]
    return []


def _numbers(sight: Sight) -> list[Candidate]:
    """Return number and series as printed: N. 000.018.422, Série 001."""
    found = []
    for role, name in (("invoice_number", "invoice_number"), ("series", "series")):
        for hit in sight.hits(role):
            value = digits(right_of(sight.page, hit)[:1], sight.conventions) if hit.leads else None
            if value is not None and value.text != "0":
                found.append(Candidate(name, value, 0.96, hit.line.index))
    return found


def _issuer(sight: Sight) -> list[Candidate]:
    """Return the largest phrase of the block to the left of the title."""
    title = next((s for s in sight.segments() if fold(s.text).startswith("danfe")), None)
    if title is None:
        return []
    reach = 8 * (title.box[3] - title.box[1])
    block = [s for s in sight.segments() if _beside(s, title, reach) and _may_name(s)]
    if not block:
        return []
    name = max(block, key=lambda s: (round(s.words[0].height, 1), -s.box[1]))
    value = Value(name.text.strip(" .,;"), name.page, name.box)
    return [Candidate("seller_name", value, 0.85, 0)]


def _beside(segment: Segment, title: Segment, reach: float) -> bool:
    near = -reach / 4 < segment.box[1] - title.box[1] + 10 < reach
    return segment.page == title.page and segment.box[2] < title.box[0] and near


def _may_name(segment: Segment) -> bool:
    letters = sum(c.isalpha() for c in segment.text)
    return (
        letters > 4
        and letters > len(segment.text) / 2
        and not _NOT_A_NAME.match(fold(segment.text))
    )


def _addressee(sight: Sight) -> list[Candidate]:
    """Return the CNPJ in the addressee's row."""
    for hit in sight.hits("buyer_name"):
        for line in sight.page.lines[hit.line.index : hit.line.index + 4] if hit.leads else ():
            value = codes.cnpj(line.segments, sight.conventions)
            if value is not None and value.trust == 1.0:
                return [Candidate("buyer_cnpj", value, 0.95, line.index)]
    return []


def _address(sight: Sight) -> list[Candidate]:
    """Return the addressee's address: a box a part, the first of each under its name."""
    start = next((hit.line.index for hit in sight.hits("buyer_name") if hit.exact), None)
    parts: dict[str, Segment] = {}
    for line in sight.page.lines[start:] if start is not None else ():
        for hit in sight.page.hits[line.index]:
            name = fold(hit.printed).split("/")[0].strip()
            if name in _ADDRESS_BOXES and name not in parts and hit.exact:
                parts.update((name, segment) for segment in sight.in_box(hit))
    if "endereco" not in parts:
        return []
    told = ", ".join(parts[name].text for name in _ADDRESS_BOXES if name in parts)
    street = parts["endereco"]
    value = Value(told, street.page, street.box)
    return [Candidate("buyer_address", value, 0.85, 0)]


def _carrier(sight: Sight) -> list[Candidate]:
    """Return the first name under the heading of the carriage."""
    # Some forms leave the heading out: then the carriage stands under the total.
    begun = False
    for line, hits in zip(sight.page.lines, sight.page.hits, strict=True):
        begun = begun or fold(line.text).startswith("transportador")
        begun = begun or any("total_amount" in hit.roles and hit.exact for hit in hits)
        for hit in hits if begun else ():
            if "_nota" in hit.roles and "razao" in fold(hit.printed):
                name = next(iter(below(sight.page, hit)), None)
                if name is not None:
                    value = Value(name.text, name.page, name.box)
                    return [Candidate("carrier_name", value, 0.9, hit.line.index)]
    return []


def _boxes(sight: Sight) -> list[Candidate]:
    """Return what stands in the boxes of a nota, figures at their right edge included."""
    found = []
    for hit in (hit for hits in sight.page.hits for hit in hits if hit.exact):
        # A lone box of money belongs to the instalments, not to the sums of the nota.
        beside = sum(not _BOXED.isdisjoint(h.roles) for h in sight.page.hits[hit.line.index])
        sure = 0.98 if beside > 2 else 0.8
        for role in (role for role in hit.roles if role in _BOXED and role in sight.wanted):
            value = PARSERS[role](sight.in_box(hit), sight.conventions)
            if value is not None:
                found.append(Candidate(role, value, sure * value.trust, hit.line.index))
    return found


def _money(sight: Sight) -> list[Candidate]:
    """Return the currency: a nota fiscal is always in reais."""
    for hit in sight.hits("total_amount"):
        under = next(iter(below(sight.page, hit)), None)
        words = under.words if under else hit.line.words
        return [Candidate("currency", from_words("BRL", words), 0.97, hit.line.index)]
    return []
