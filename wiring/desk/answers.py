"""The answers in a task's form: each is text, checked here by the type of its field."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from customs.identifiers import check_cnpj, check_container, check_ncm
from customs.orders import FormField
from wiring.desk.errors import Invalid
from wiring.desk.figures import refuse_too_long

_BRAZILIAN_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_BRAZILIAN_NUMBER = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)?|-?\d+,\d+")
_NEVER_NEGATIVE = ("tolerance_brl",)
"""Names of answers of which less than nothing makes no sense."""
_HASH = re.compile(r"[0-9a-f]{64}")


def checked_answers(
    fields: tuple[FormField, ...], answers: dict[str, str], form: str = "form"
) -> dict[str, str]:
    """Return the answers in their plain form: ISO dates, decimals with a dot, no punctuation.

    ``form`` is what the door calls the form, before the dot of a wrong field's name.

    Raises:
        Invalid: names each field that is unknown or not of its type, and what would be right.
    """
    types = {field.name: field.type for field in fields}
    plain: dict[str, str] = {}
    errors: list[dict[str, str]] = []
    for name, answer in answers.items():
        try:
            plain[name] = _checked(types, name, answer.strip())
        except ValueError as problem:
            errors.append({"field": f"{form}.{name}", "message": str(problem)})
    if errors:
        detail = "; ".join(f"{e['field']}: {e['message']}" for e in errors)
        raise Invalid("wrong-answers", detail, extra={"errors": errors})
    return plain


def _checked(types: dict[str, str], name: str, answer: str) -> str:
    if name not in types:
        raise ValueError(f"there is no such field; the form has: {', '.join(types) or 'none'}")
    plain = _CHECKS[types[name]](answer) if answer else ""
    if name in _NEVER_NEGATIVE and plain.startswith("-"):
        raise ValueError(f"{answer!r} is less than nothing; write 0 or more")
    return plain


def _date(text: str) -> str:
    brazilian = _BRAZILIAN_DATE.fullmatch(text)
    iso = "-".join(reversed(brazilian.groups())) if brazilian else text
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write 2026-03-25 or 25/03/2026") from None


def _decimal(text: str) -> str:
    # "1.234,56" is Brazilian; "1234.56" is plain; "1.234" stays 1.234, never 1234.
    plain = text
    if "," in text:
        if not _BRAZILIAN_NUMBER.fullmatch(text):
            raise ValueError(f"{text!r} is not a number; write 1234.56 or 1.234,56")
        plain = text.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number; write 1234.56 or 1.234,56") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a number; write 1234.56 or 1.234,56")
    refuse_too_long(value)
    return format(value, "f")


def _integer(text: str) -> str:
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise ValueError(f"{text!r} is not a whole number; write 900")
    return str(int(text))


def _file(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError("hand the file in first, then name it by its SHA-256 (64 hex digits)")
    return text


_CHECKS: dict[str, Callable[[str], str]] = {
    "text": str,
    "date": _date,
    "decimal": _decimal,
    "integer": _integer,
    "cnpj": check_cnpj,
    "ncm": check_ncm,
    "container": check_container,
    "file": _file,
}
"""Type of a form field → what returns its plain form, or raises with what would be right."""
