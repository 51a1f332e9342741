"""How imaginary suppliers write numbers, money and days."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

_MARKS = {
    "us": (",", "."),
    "eu": (".", ","),
    "fr": ("\u202f", ","),
    "blank": (" ", ","),
    "ch": ("’", "."),
    "plain": ("", "."),
    "comma": ("", ","),
}
"""Style → mark between thousands and mark before the decimals."""
_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "CNY": "¥",
    "INR": "₹",
    "BRL": "R$",
    "PLN": "zł",
    "CHF": "CHF",
    "TRY": "₺",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}


class Style(NamedTuple):
    """How one supplier writes figures."""

    numbers: str
    currency: str
    money: str
    """Where the currency stands: ``symbol``, ``code``, ``after``, ``head``, ``total``, ``plain``."""


def number(value: Decimal, style: str, decimals: int) -> str:
    """Write a number with ``decimals`` digits after the mark."""
    if style == "in":
        return _indian(value, decimals)
    thousands, mark = _MARKS[style]
    whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
    text = whole.replace(",", thousands) + (mark + rest if rest else "")
    return f"-{text}" if value < 0 else text


def _indian(value: Decimal, decimals: int) -> str:
    whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, k - 2) : k] for k in range(len(head), 0, -2)][::-1]
    text = ",".join([*groups, tail]) + (f".{rest}" if rest else "")
    return f"-{text}" if value < 0 else text


def money(value: Decimal, style: Style, decimals: int) -> str:
    """Write a sum of money where this supplier puts the currency."""
    text = number(value, style.numbers, decimals)
    if style.money == "symbol":
        return f"{_SYMBOLS[style.currency]}{text}"
    if style.money == "code":
        return f"{style.currency} {text}"
    return f"{text} {_SYMBOLS[style.currency]}" if style.money == "after" else text


def day(value: date, form: str, language: str) -> str:
    """Write a day in one of the forms that suppliers use."""
    if form == "words":
        month = _MONTHS.get(language, _MONTHS["en"]).split()[value.month - 1]
        of = " de " if language in ("pt", "es") else ". " if language == "de" else " "
        joint = of if language in ("pt", "es") else " "
        return f"{value.day}{of}{month}{joint}{value.year}"
    if form == "us_words":
        return f"{_MONTHS['en'].split()[value.month - 1]} {value.day}, {value.year}"
    if form == "short":
        return f"{value.day:02d}-{_MONTHS['en'].split()[value.month - 1][:3]}-{value.year}"
    if form == "chinese":
        return f"{value.year}年{value.month}月{value.day}日"
    return value.strftime(form)


_ONES = [
    "ZERO",
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
]
_TENS = ["-", "-", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"]


def in_words(value: Decimal, currency: str) -> str:
    """Write a sum in English words, as exporters of any country do."""
    whole = int(value)
    return f"{currency} {_spelled(whole)} AND {int(value * 100) % 100:02d}/100 ONLY"


def _spelled(whole: int) -> str:
    if whole < 20:
        return _ONES[whole]
    if whole < 100:
        return _TENS[whole // 10] + (f" {_ONES[whole % 10]}" if whole % 10 else "")
    for unit, word in ((1_000_000, "MILLION"), (1000, "THOUSAND"), (100, "HUNDRED")):
        if whole >= unit:
            rest = f" {_spelled(whole % unit)}" if whole % unit else ""
            return f"{_spelled(whole // unit)} {word}{rest}"
    raise AssertionError(whole)
