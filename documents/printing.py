"""Prints what people see and sign: pages by Jinja, papers by Typst, messages as text.

Data is handed to Typst as JSON and never written into a source: a line of an invoice
that looks like code is printed as it is.
"""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from pydantic_core import to_jsonable_python

from customs.clock import brazilian_date

LOCALE = "pt_BR"
"""Papers for Brazilian customs are written in Portuguese, with English under it."""

ABSENT = "–"
"""What is printed where a declaration leaves an optional field out."""


class TemplatePrinter:
    """Renders the templates of a folder: ``declarations`` for papers, ``messages`` for mail."""

    def __init__(self, templates: Path) -> None:
        self._declarations = templates / "declarations"
        self._pages = _environment(self._declarations, autoescape=True)
        self._messages = _environment(templates / "messages", autoescape=False)

    def html(self, template: str, data: dict[str, object]) -> str:
        """Return a page or fragment; every value is escaped.

        Raises:
            LookupError: there is no such template, or it needs a value that ``data`` has not.
        """
        return _render(self._pages, template, data)

    def text(self, template: str, data: dict[str, object]) -> str:
        """Return the text of a message: its first line is the subject.

        Raises:
            LookupError: there is no such template, or it needs a value that ``data`` has not.
        """
        return _render(self._messages, f"{template}.txt.j2", data)

    def pdf(self, template: str, data: dict[str, object]) -> bytes:
        """Return a paper; equal data gives equal bytes.

        Raises:
            LookupError: there is no such template, or it needs a value that ``data`` has not.
        """
        source = self._declarations / template
        if source.parent != self._declarations or not source.is_file():
            raise LookupError(f"no template {template!r} among the declarations")
        handed = json.dumps(to_jsonable_python(data), ensure_ascii=False)
        try:
            pdf = typst.compile(
                str(source),
                root=str(self._declarations),
                format="pdf",
                font_paths=_fonts(),
                sys_inputs={"data": handed},
                timestamp=0,
            )
        except typst.TypstError as fault:
            raise LookupError(f"{template}: {fault}") from fault
        return bytes(pdf)


def _render(environment: Environment, template: str, data: dict[str, object]) -> str:
    try:
        return environment.get_template(template).render(to_jsonable_python(data))
    except TemplateError as fault:
        raise LookupError(f"{template}: {fault.message or fault}") from fault


def _environment(folder: Path, *, autoescape: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        # Messages are plain text: there is no markup in them that could be broken.
        autoescape=autoescape,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_filters())
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "at": at,
        "many": many,
        "amount": lambda value: _decimal(value, "#,##0.00"),
        "price": lambda value: _decimal(value, "#,##0.00#####"),
        "quantity": lambda value: _decimal(value, "#,##0.#####"),
        "rate": lambda value: _decimal(value, "#,##0.00##"),
        "day": _day,
        "cnpj": _cnpj,
        "ncm": _ncm,
    }


def at(value: Any, path: str) -> Any:
    """Return what lies under a dotted path, or ``ABSENT``: optional fields are left out of JSON."""
    for name in path.split("."):
        if not isinstance(value, dict) or value.get(name) is None:
            return ABSENT
        value = value[name]
    return value


def many(value: Any, path: str) -> list[Any]:
    """Return the list under a dotted path, empty where there is none."""
    found = at(value, path)
    return found if isinstance(found, list) else []


def _decimal(value: Any, pattern: str) -> str:
    try:
        return format_decimal(Decimal(str(value)), pattern, LOCALE)
    except InvalidOperation:
        # What a paper said may be no figure: it is then shown as it was said.
        return _said(value)


def _day(value: Any) -> str:
    try:
        told = datetime.fromisoformat(str(value))
    except ValueError:
        return _said(value)
    # An instant is shown on the day that it has in Brasília.
    day = told.date() if told.tzinfo is None else brazilian_date(told)
    return format_date(day, "dd/MM/yyyy", LOCALE)


def _said(value: Any) -> str:
    return ABSENT if value is None else str(value)


def _cnpj(value: Any) -> str:
    text = str(value)
    if len(text) != 14:
        return text
    return f"{text[:2]}.{text[2:5]}.{text[5:8]}/{text[8:12]}-{text[12:]}"


def _ncm(value: Any) -> str:
    text = str(value)
    return f"{text[:4]}.{text[4:6]}.{text[6:]}" if len(text) == 8 else text


def _fonts() -> typst.Fonts:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    # The machine's own fonts would make the same evidence print differently elsewhere.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
