"""Duimp numbers: year, ``BR``, ten digits, check digit (``26BR00000000012``)."""

import re

SHAPE = re.compile(r"\d{2}BR\d{11}")


def check_digit(number: str) -> int:
    """Return the check digit of the first fourteen characters of a Duimp number.

    Modulo 11 over year and sequence, weights 2 to 13 from the right without
    starting again, as the published numbers of the documentation have it.
    """
    digits = number[:2] + number[4:14]
    total = sum(int(c) * weight for c, weight in zip(reversed(digits), range(2, 14), strict=True))
    return total * 10 % 11 % 10


def duimp_number(year: int, sequence: int) -> str:
    """Return the number of the ``sequence``-th Duimp of a year."""
    stem = f"{year % 100:02d}BR{sequence:010d}"
    return f"{stem}{check_digit(stem)}"


def is_duimp_number(text: str) -> bool:
    """Say whether the shape and the check digit are right."""
    return bool(SHAPE.fullmatch(text)) and int(text[14]) == check_digit(text)
