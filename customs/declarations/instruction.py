"""Papers as the documents that instruct a clearance: type codes and keywords."""

from dataclasses import dataclass

from customs.declarations.duimp import Codigo, DocumentoInstrucao, PalavraChave

_NUMBER = ("document_number", "invoice_number", "bl_number", "awb_number")
_DATE = ("issue_date",)
_TOTAL = ("total_amount",)


@dataclass(frozen=True)
class _Form:
    """How one kind of paper is declared: its code, and keyword code → fields that fill it."""

    code: str
    keywords: tuple[tuple[str, tuple[str, ...]], ...]


_FORMS = {
    "commercial_invoice": _Form("49", (("1", _NUMBER), ("4", _DATE), ("6", _TOTAL))),
    "proforma_invoice": _Form("50", (("1", _NUMBER), ("4", _DATE))),
    "bill_of_lading": _Form("30", (("1", _NUMBER), ("10", _DATE))),
    "air_waybill": _Form("30", (("1", _NUMBER), ("10", _DATE))),
}
"""Codes seen in a public client of the Portal; the packing list has none there and is attached."""


def instruction_documents(
    facts: dict[str, dict[str, str]],
) -> tuple[DocumentoInstrucao, ...]:
    """Return the papers that have a type of their own, with the keywords that were read."""
    return tuple(
        DocumentoInstrucao(
            tipo=Codigo(codigo=form.code), palavrasChave=_keywords(form, facts[kind])
        )
        for kind, form in _FORMS.items()
        if kind in facts
    )


def _keywords(form: _Form, facts: dict[str, str]) -> tuple[PalavraChave, ...]:
    found = ((code, _first(facts, names)) for code, names in form.keywords)
    return tuple(PalavraChave(codigo=code, valor=value) for code, value in found if value)


def _first(facts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((facts[name] for name in names if facts.get(name)), None)
