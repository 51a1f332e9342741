"""Identifiers, checked at the door: CNPJ, NCM, container, air waybill, access key of an NF-e."""

import re
from typing import Annotated

from pydantic import AfterValidator

_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}")
_NCM = re.compile(r"[0-9]{8}")
_CONTAINER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_AIR_WAYBILL = re.compile(r"([0-9]{3})([0-9]{7})([0-9])")
_ACCESS_KEY = re.compile(r"[0-9]{6}[0-9A-Z]{12}[0-9]{26}")


def check_cnpj(text: str) -> str:
    """Return ``text`` without punctuation, or raise if it is no CNPJ.

    Letters count as their ASCII code less 48, as the alphanumeric CNPJ of
    IN RFB 2.229/2024 has it; for digits that is the digit.
    """
    cnpj = re.sub(r"[./\-\s]", "", text).upper()
    if not _CNPJ.fullmatch(cnpj):
        raise ValueError(f"{text!r} is not a CNPJ: 14 characters, the last two digits")
    for place, name in ((12, "first"), (13, "second")):
        right = _modulo_11(cnpj[:place])
        if cnpj[place] != right:
            raise ValueError(
                f"{text!r}: the {name} check digit of this CNPJ is {cnpj[place]}, "
                f"it should be {right}"
            )
    return cnpj


def check_ncm(text: str) -> str:
    """Return an NCM code without dots, or raise if it is not eight digits."""
    ncm = text.replace(".", "").strip()
    if not _NCM.fullmatch(ncm):
        raise ValueError(f"{text!r} is not an NCM: it has eight digits, like 8482.10.10")
    return ncm


def check_container(text: str) -> str:
    """Return a container number (ISO 6346) without separators, or raise."""
    number = re.sub(r"[\s\-]", "", text).upper()
    if not _CONTAINER.fullmatch(number):
        raise ValueError(f"{text!r} is not a container number, like XHYU3017268")
    right = _iso_6346(number[:10])
    if number[10] != right:
        raise ValueError(
            f"{text!r}: the check digit of this container is {number[10]}, it should be {right}"
        )
    return number


def check_air_waybill(text: str) -> str:
    """Return an air waybill's number as 123-12345675, or raise.

    The last of its eight digits is the rest of the seven before it, divided by seven
    (IATA resolution 600a).
    """
    match = _AIR_WAYBILL.fullmatch(re.sub(r"[\s\-]", "", text))
    if match is None:
        raise ValueError(f"{text!r} is not an air waybill's number: eleven digits")
    airline, serial, last = match.groups()
    if int(serial) % 7 != int(last):
        raise ValueError(f"{text!r}: the check digit is {last}, it should be {int(serial) % 7}")
    return f"{airline}-{serial}{last}"


def check_access_key(text: str) -> str:
    """Return the access key of an NF-e without separators, or raise.

    State, year and month, CNPJ of the issuer, model, series, number, form of emission, code,
    and a check digit modulo 11 (MOC 7.0); the CNPJ may hold letters.
    """
    key = re.sub(r"[\s.\-/]", "", text).upper()
    if not _ACCESS_KEY.fullmatch(key):
        raise ValueError(f"{text!r} is not an access key: 44 characters")
    right = _modulo_11(key[:43])
    if key[43] != right:
        raise ValueError(f"{text!r}: the check digit is {key[43]}, it should be {right}")
    return key


def _modulo_11(text: str) -> str:
    weights = [2 + place % 8 for place in range(len(text))]
    total = sum((ord(c) - 48) * w for c, w in zip(reversed(text), weights, strict=True))
    rest = total % 11
    return "0" if rest < 2 else str(11 - rest)


def _iso_6346(text: str) -> str:
    values = [v for v in range(10, 39) if v % 11]
    worth = {chr(65 + place): value for place, value in enumerate(values)}
    total = sum((int(c) if c.isdigit() else worth[c]) * 2**place for place, c in enumerate(text))
    return str(total % 11 % 10)


Cnpj = Annotated[str, AfterValidator(check_cnpj)]
Ncm = Annotated[str, AfterValidator(check_ncm)]
ContainerNumber = Annotated[str, AfterValidator(check_container)]
