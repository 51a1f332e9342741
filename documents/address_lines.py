"""Lines of an address: what a phrase is when parties are looked for (a name, a street, a contact)."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from documents.folding import fold, tokens

_DATA = Path(__file__).parent / "labels" / "addresses.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = yaml.load(_DATA.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    return table


def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(tokens(str(word))) for word in _table()[name])


LEGAL_FORMS = _words("legal_forms")
"""Legal forms that end or stand in a company's name, folded and without dots."""
COMMON_IN_NAMES = _words("common_in_names")
"""Words of names that say nothing about whose domain of mail it is."""

_PRINTED_FORM = re.compile(r"有限公司|股份公司|株式会社|有限責任|合同会社|集团|主식회사|\bOÜ\b")
_WORDY_FORM = re.compile(
    r"\b(sociedade|societe|sociedad|aktiengesellschaft|gesellschaft|cooperativa|foundation|"
    r"stiftung|verein|a\.\s?g\.|s\.\s?a\. de c\.\s?v\.|anonim|sirketi|sp\. z o\.\s?o\.)(?!\w)",
    re.I,
)
_ONLY_FORM = re.compile(
    r"(sociedad|sociedade|societe|societa|joint stock|limited liability) "
    r"(anonim[ae]|limitada|per azioni|a responsabilite limitee|company)"
)
_JOINED = re.compile(r"\b([^\W\d_])[./]\s?(?=[^\W\d_]\b)")

_POSTAL = re.compile(
    r"^(?:[A-Z]{1,3}[- ])?\d{4,6}(?:-\d{3,4})?,?\s+[^\W\d_]|^\d{2}-\d{3}\s+\w|^\d{5}-\d{3}\b"
    r"|\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\b\d{4}\s?[A-Z]{2}\b\s+\w"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d{2}\s?[A-Z\d]{4}\b"
    r"|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b\d{5}-\d{3}\b|\bCEP\b|\b\d{6}\b(?=\W*(?:[A-Z]|$))|\d{5}\W*$"
    r"|^\d{5}[^\W\d_]{3}|\b[^\W\d_]{3,},?\s+\d{4,6}$|\d{4}-\d{4}\s+[^\W\d_]"
)
_STREET_WORD = re.compile(
    r"\b(street|st\.|road|rd\b|avenue|ave\b|lane|drive|boulevard|blvd|highway|hwy|suite|floor|"
    r"building|bldg|block|plot|p\.?\s?o\.?\s?box|park|industrial|zone|district|plaza|square|way\b|"
    r"court|parkway|rua|avenida|av\.?\b|travessa|rodovia|estrada|alameda|praca|bairro|calle|carrera|"
    r"carretera|poligono|col\.|rue|chemin|allee|impasse|quai|bp \d|zi\b|zac\b|cedex|via\b|viale|"
    r"corso|piazza|ul\.|al\.|os\.|straat|laan|weg\b|plein|mah\.|cad\.|sok\.|no:|km\b|postfach)", re.I
)  # fmt: skip
_STREET_END = re.compile(
    r"(str\.?|strasse|weg|platz|allee|gasse|ring|damm|ufer|straat|laan)\b", re.I
)
_HOUSE = re.compile(
    r"^\d{1,5}\s?[a-z]?,?\s+[^\W\d_]{2,}|[^\W\d_]{3,}\.?,?\s+\d{1,5}\s?[-/]?\d*[a-z]?$", re.I
)
_ASIAN_STREET = re.compile("[路街道号室区市省县镇丁目番]")

CONTACT = re.compile(
    r"@|\bwww\.|https?:|\b(tel|fon|phone|telephone|telefon|telefone|fone|fax|mobile|mob|cell|"
    r"iban|bic|swift|blz|kto|bank|siret|siren|rcs|ape|naf|hrb|hra|handelsreg\w*|amtsgericht|"
    r"geschaftsf\w*|sitz|registered|capital|vat|ust|tva|p\.? ?iva|btw|kvk|cuit|nif|cif|nit|ruc|"
    r"rfc|nip|regon|cnpj|gstin|steuer\w*|tax id|ein|eori|krs|vkn|mersis)\b",
    re.I,
)
"""What stands in the block of whoever prints the paper: ways to reach, pay and identify it."""

_NOT_A_NAME = re.compile(
    r"^(to (the )?order|same as|idem|o mesmo|page|pagina|seite|strona|date|datum|data|fecha|tel\b|"
    r"fax|phone|e-?mail|www|http|gln|attn|c/o|z\.? ?hd|att\b|attention|copy|original|duplicat|"
    r"duplicado|draft|logo|not applicable|n/a)\b",
    re.I,
)
_HONORIFIC = re.compile(
    r"(herrn?|frau|familie|mr\.?|mrs\.?|ms\.?|dr\.?|sr\.?|sra\.?|monsieur|madame|m\.|mme\.?)", re.I
)
_ADDRESSED = re.compile(r"(firma|fa\.|an|messrs\.?|m/s\.?|spett\.? ?le|spettabile|to|a|à)", re.I)
_DIGITS_MANY = re.compile(r"\d{3,}")
_COUNTRIES = _words("countries")


@cache
def has_legal_form(text: str) -> bool:
    """Return whether ``text`` holds a legal form after its first word."""
    if _PRINTED_FORM.search(text) or _WORDY_FORM.search(fold(text)):
        return True
    words = tokens(_JOINED.sub(r"\1", text))
    return any(word in LEGAL_FORMS for word in words[1:]) and text != text.lower()


def ends_in_legal_form(text: str) -> bool:
    """Return whether ``text`` ends as a company's name does."""
    words = tokens(_JOINED.sub(r"\1", text))
    wordy = _WORDY_FORM.search(fold(text)) or _PRINTED_FORM.search(text)
    return bool(words) and (words[-1] in LEGAL_FORMS or wordy is not None)


def is_only_legal_form(text: str) -> bool:
    """Return whether ``text`` is nothing but the end of a company's name."""
    words = tokens(_JOINED.sub(r"\1", text))
    return 0 < len(words) <= 4 and all(
        word in LEGAL_FORMS or word in ("and", "und", "e", "de", "et") for word in words
    )


@cache
def is_postal(text: str) -> bool:
    """Return whether ``text`` reads as the line of an address with its postal code."""
    return _POSTAL.search(text) is not None


@cache
def is_street(text: str) -> bool:
    """Return whether ``text`` reads as a street with a number, or a place to deliver to."""
    plain = fold(text)
    if _HOUSE.search(text) and not has_legal_form(text):
        return True
    numbered = any(c.isdigit() for c in text)
    if _STREET_END.search(plain) and numbered:
        return True
    asian = len(_ASIAN_STREET.findall(text)) >= 2 and not _PRINTED_FORM.search(text)
    return asian or (_STREET_WORD.search(plain) is not None and not has_legal_form(text))


def is_contact(text: str) -> bool:
    """Return whether ``text`` says how to reach, pay or identify somebody."""
    return CONTACT.search(fold(text)) is not None


def is_country(text: str) -> bool:
    """Return whether ``text`` is nothing but a country, perhaps with a region."""
    words = tokens(text)
    return 0 < len(words) <= 4 and bool(_COUNTRIES & {words[0], " ".join(words)})


_LONG_COUNTRIES = frozenset(
    ["united states", "united states of america", "united kingdom", "united arab emirates",
     "south africa", "south korea", "royaume-uni", "estados unidos", "pays-bas", "hong kong",
     "czech republic", "the netherlands", "p.r. china", "p. r. china", "reino unido"]
)  # fmt: skip


def _is_town(text: str) -> bool:
    """Return whether ``text`` is a place with its country after a comma (Shanghai, China)."""
    place, comma, country = text.rpartition(",")
    return bool(comma) and is_country(country) and not has_legal_form(place)


def is_honorific(text: str) -> bool:
    """Return whether ``text`` is only the way to address a person, whose name follows."""
    return _HONORIFIC.fullmatch(text.strip()) is not None


def is_addressing(text: str) -> bool:
    """Return whether ``text`` only says that a name follows and is no part of it."""
    return _ADDRESSED.fullmatch(text.strip(" :")) is not None


@cache
def is_name(text: str) -> bool:
    """Return whether ``text`` may be the name of a person or a company."""
    letters = sum(c.isalpha() for c in text)
    least = 3 if text.isascii() and not has_legal_form(text) else 2
    if letters < least or letters <= sum(c.isdigit() for c in text) or len(text) > 90:
        return False
    if (
        ":" in text
        or "：" in text
        or "...." in text
        or _NOT_A_NAME.match(fold(text))
        or "@" in text
    ):
        return False
    if (
        is_country(text)
        or _is_town(text)
        or _ONLY_FORM.fullmatch(fold(text))
        or (is_postal(text) and not has_legal_form(text))
    ):
        return False
    if has_legal_form(text):
        return len(text.split()) <= 12
    return len(text.split()) <= 8 and not is_street(text) and not _DIGITS_MANY.search(text)
