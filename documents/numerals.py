"""Numbers as papers print them: 1,234.56 and 1.234,56 and 1 234,56.

Which mark is the decimal one is decided per document from its clear cases; a number that
carries its own evidence keeps it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SYMBOLS = {
    "US$": "USD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY",
    "₹": "INR", "zł": "PLN", "EURO": "EUR", "EUROS": "EUR", "RMB": "CNY", "TL": "TRY", "₺": "TRY",
    "RS": "INR", "KČ": "CZK", "Ft": "HUF", "₩": "KRW", "₽": "RUB", "₪": "ILS", "฿": "THB",
    "C$": "CAD", "A$": "AUD", "S$": "SGD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN", "円": "JPY",
    "元": "CNY", "CHF.": "CHF", "SFR": "CHF", "RM": "MYR",
}  # fmt: skip
"""Signs → ISO 4217. A bare ``$`` is read as USD with less confidence."""

CURRENCIES = frozenset(
    [
        "USD",
        "EUR",
        "BRL",
        "GBP",
        "CNY",
        "JPY",
        "CHF",
        "INR",
        "PLN",
        "CAD",
        "AUD",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "SEK",
        "NOK",
        "DKK",
        "CZK",
        "HUF",
        "TRY",
        "KRW",
        "HKD",
        "SGD",
        "TWD",
        "ZAR",
        "ILS",
        "RON",
        "BGN",
        "AED",
        "THB",
        "VND",
        "UYU",
        "PYG",
        "PEN",
        "GTQ",
        "MYR",
        "RUB",
        "IDR",
        "PHP",
        "SAR",
        "QAR",
        "KWD",
        "EGP",
        "MAD",
        "NZD",
        "RSD",
        "UAH",
    ]
)
"""Currencies (ISO 4217) that trade papers carry."""

_CURRENCY = (
    r"(?:US\$|R\$|HK\$|NT\$|MX\$|[CAS]\$|[€$£¥￥₹₺₩₽₪฿円元]|zł|Kč|TL(?![A-Za-z-])|Rs\.?(?=\d)|(?:"
    + "|".join(sorted(CURRENCIES))
    + r"|RMB)(?![A-Za-z]|-\d))"
)
_DIGITS = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+"
_NUMERAL = re.compile(
    rf"(?P<before>{_CURRENCY})?(?P<minus>[-–−(+])?(?P<sign>{_CURRENCY})?"
    rf"(?P<digits>{_DIGITS})(?P<close>[)\-])?(?P<after>{_CURRENCY})?"
    r"(?P<unit>%|/?[A-Za-z]{1,4}\.?)?[*;:,.]?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed: its value, and the currency or unit that is stuck to it."""

    value: Decimal
    currency: str | None = None
    unit: str | None = None
    printed: str = ""

    @property
    def has_cents(self) -> bool:
        """Return whether the number is printed with exactly two decimals."""
        return self.value.as_tuple().exponent == -2


def decimal_mark(texts: Iterable[str]) -> str:
    """Return the decimal mark of a document, by vote of the numbers that leave no doubt."""
    votes = {".": 0, ",": 0}
    for text in texts:
        match = _NUMERAL.fullmatch(text)
        if match and (mark := _own_mark(match["digits"])):
            votes[mark] += 1
    return "," if votes[","] > votes["."] else "."


def numeral(text: str, mark: str) -> Numeral | None:
    """Return the number that the word ``text`` is, or None if it is not one."""
    match = _NUMERAL.fullmatch(text.strip())
    if match is None:
        return None
    value = _value(match["digits"], mark)
    if match["minus"] in ("-", "–", "−", "(") or match["close"] == "-":
        value = -value
    sign = match["before"] or match["sign"] or match["after"]
    return Numeral(value, sign and currency_code(sign), match["unit"], text)


def currency_code(text: str) -> str | None:
    """Return the ISO code of a currency sign or code, None if ``text`` is neither."""
    word = text.strip("().:;,")
    code = SYMBOLS.get(word) or SYMBOLS.get(word.upper(), word.upper())
    return code if code in CURRENCIES else None


def _own_mark(digits: str) -> str | None:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return max(".,", key=digits.rfind)
    if dots + commas > 1:
        return "," if dots else "."
    if dots + commas == 0:
        return None
    mark = "." if dots else ","
    whole, decimals = digits.split(mark)
    return mark if len(decimals) != 3 or whole in ("", "0") or len(whole) > 3 else None


def _value(digits: str, mark: str) -> Decimal:
    plain = re.sub(r"['’]", "", digits)
    mark = _own_mark(plain) or mark
    other = "," if mark == "." else "."
    return Decimal(plain.replace(other, "").replace(mark, "."))
