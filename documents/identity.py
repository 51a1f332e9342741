"""Who issued a paper: the keys by which its supplier is known again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from customs.identifiers import check_cnpj
from documents.blocks import has_legal_form
from documents.folding import tokens
from documents.reading import Field
from documents.words import Line, Segment, overlap

ISSUERS = ("seller_name", "exporter_name", "issuer_name", "insurer_name")
"""Fields that name who issued a paper."""
OTHERS = ("buyer_name", "consignee_name", "notify_name", "recipient_name", "insured_name")
"""Fields that name whom it was issued to."""
SHARED_DOMAINS = frozenset(
    [
        "126.com", "163.com", "aol.com", "bol.com.br", "gmail.com", "gmx.de", "gmx.net",
        "googlemail.com", "hotmail.com", "icloud.com", "live.com", "mail.ru", "msn.com",
        "outlook.com", "protonmail.com", "qq.com", "sina.com", "t-online.de", "terra.com.br",
        "uol.com.br", "web.de", "yahoo.com", "yahoo.com.br", "yandex.ru", "ymail.com",
    ]
)  # fmt: skip
"""Domains of mail that anybody may have: they name no company."""

_CNPJ = re.compile(r"(?<!\d)\d{2}\.?\d{3}\.?\d{3}/\d{4}-?\d{2}(?!\d)")
_VAT = re.compile(
    r"(?<![A-Z0-9])(AT\s?U\d{8}|BE\s?[01]\d{9}|CY\d{8}[A-Z]|CHE-?\d{3}\.?\d{3}\.?\d{3}"
    r"|DE\s?\d{3}\s?\d{3}\s?\d{3}|DK\s?\d{8}|ES\s?[A-Z]\d{7}[A-Z0-9]|FI\s?\d{8}"
    r"|FR\s?[A-Z0-9]{2}\s?\d{9}|GB\s?\d{9}|IT\s?\d{11}|LU\s?\d{8}|NL\s?\d{9}B\d{2}|PL\s?\d{10}"
    r"|PT\s?\d{9}|SE\s?\d{12})(?![A-Z0-9])"
)
"""VAT numbers of the European Union and its neighbours (VIES' forms)."""
_DOMAIN = re.compile(r"(?:@|https?://|www\.)([a-z0-9.-]+\.[a-z]{2,})", re.I)
_ACCESS_KEY = re.compile(r"(?<!\d)\d{44}(?!\d)")
_THEIR_IDS = ("consignee_cnpj", "consignee_tax_id", "buyer_tax_id")
"""Tax ids of whom a paper was issued to: every supplier of theirs prints them."""
_NOBODY = re.compile(r"(?:to (?:the )?order|same as|as per|notify|a ordem|o mesmo)\b")
"""How the folded words open that stand for a party and name nobody."""
_ADDRESS = 150.0
"""How far a party's address reaches from its name, in points."""
_MOST_NAMES = 6


def identities(lines: Sequence[Line], fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return every key by which the issuer may be known, surest first.

    After the keys of the issuer come those that stand anywhere on the paper: where the reader
    took the one party for the other, the supplier's own are among them.
    """
    anywhere = [segment for line in lines for segment in line.segments]
    names = _companies(lines, [fields[name] for name in OTHERS if name in fields])
    theirs = {f"cnpj:{fields[name].value}" for name in _THEIR_IDS if name in fields}
    codes = [key for key in _codes(anywhere) if key not in theirs]
    return _once((*issuer_keys(lines, fields), *codes, *names[:_MOST_NAMES]))


def issuer_keys(lines: Sequence[Line], fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the keys that are the issuer's own: none from the address of another party.

    A CNPJ must stand by the issuer's name or in the access key: on a foreign paper it is the
    importer's. A paper that names its issuer by no label, as a carrier's own, has the name of
    the first company on it that is no party.
    """
    parties = [field for name, field in fields.items() if name.endswith("_name")]
    issuer = [fields[name] for name in ISSUERS if name in fields][:1]
    others = [fields[name] for name in OTHERS if name in fields]
    anywhere = [segment for line in lines for segment in line.segments]
    own = [s for s in anywhere if not _nearer(s, others, issuer)]
    near = {key for s in own for key in _codes([s]) if _nearer(s, issuer, others)}
    keys = [key for key in _codes(own) if not key.startswith("cnpj:") or key in near]
    names = [_name_key(f.value) for f in issuer] or _companies(lines, parties)[:1]
    return _once((*_from_access_key(anywhere), *keys, *names))


def _companies(lines: Sequence[Line], known: Sequence[Field]) -> list[str]:
    """Return the keys of what reads as a company on the first page, but for ``known`` ones."""
    named = (s.text for line in lines for s in line.segments if s.page == lines[0].page)
    taken = {_name_key(field.value) for field in known}
    return [key for text in named if has_legal_form(text) and (key := _name_key(text)) not in taken]


def _codes(segments: Sequence[Segment]) -> list[str]:
    """Return tax ids, then domains, each kind in the order of the page."""
    texts = [segment.text for segment in segments]
    domains = (m[1].lower().removeprefix("www.") for t in texts for m in _DOMAIN.finditer(t))
    return [
        *(f"cnpj:{number}" for text in texts for number in _cnpjs(text)),
        *(f"vat:{re.sub(r'[^A-Z0-9]', '', m[1])}" for t in texts for m in _VAT.finditer(t)),
        *(f"domain:{domain}" for domain in domains if _is_own(domain)),
    ]


def _is_own(domain: str) -> bool:
    """Return whether a domain names a company: not a mail service, not an authority."""
    return domain not in SHARED_DOMAINS and ".gov" not in domain


def _cnpjs(text: str) -> Iterator[str]:
    for match in _CNPJ.finditer(text):
        try:
            yield check_cnpj(match[0])
        except ValueError:
            continue


def _name_key(name: str) -> str:
    folded = " ".join(tokens(name))
    return f"name:{folded}" if len(folded) > 2 and not _NOBODY.match(folded) else ""


def _from_access_key(segments: Sequence[Segment]) -> list[str]:
    """Return the CNPJ of who issued an NF-e: digits 7 to 20 of its access key."""
    digits = (re.sub(r"\s", "", segment.text) for segment in segments)
    keys = (match[0] for text in digits if (match := _ACCESS_KEY.search(text)))
    return [f"cnpj:{key[6:20]}" for key in keys][:1]


def _nearer(segment: Segment, parties: Sequence[Field], others: Sequence[Field]) -> bool:
    """Return whether a phrase stands in the address of one of ``parties`` rather than of others."""
    gap = min((_gap(segment, party) for party in parties), default=_ADDRESS)
    return gap < min((_gap(segment, other) for other in others), default=_ADDRESS)


def _gap(segment: Segment, party: Field) -> float:
    """Return how far a phrase is from a party's name, ``_ADDRESS`` at most."""
    if segment.page != party.page:
        return _ADDRESS
    across = -overlap((segment.box[0], segment.box[2]), (party.box[0], party.box[2]))
    down = -overlap((segment.box[1], segment.box[3]), (party.box[1], party.box[3]))
    return min(max(across, 0) + max(down, 0), _ADDRESS)


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))
