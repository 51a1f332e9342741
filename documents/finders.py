"""Finders: values that need more than a label beside them, for the kinds that ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from documents.cargo import container_types, goods_codes, goods_totals, seals, volume
from documents.certificates import certificate, insurer
from documents.fields import Candidate
from documents.freight import freight
from documents.kinds import DocumentKind
from documents.nota import nota
from documents.sight import Sight
from documents.waybills import air_waybill_number, issuer_role, title_number, to_order, vessel

FINDERS: dict[str, Callable[[Sight], list[Candidate]]] = {
    "volume": volume,
    "container_types": container_types,
    "seals": seals,
    "goods_codes": goods_codes,
    "goods_totals": goods_totals,
    "freight": freight,
    "title_number": title_number,
    "to_order": to_order,
    "vessel": vessel,
    "issuer_role": issuer_role,
    "air_waybill_number": air_waybill_number,
    "certificate": certificate,
    "insurer": insurer,
    "nota": nota,
}
"""Name of a finder, as kinds ask for it → what it finds."""


def found_by(kind: DocumentKind, sight: Sight) -> list[Candidate]:
    """Return what the finders of a kind see."""
    return [
        replace(candidate, rule=f"finder:{name}")
        for name in kind.finders
        for candidate in FINDERS[name](sight)
    ]


def named_for(kind: DocumentKind, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates under the names that their fields have on this kind of paper."""
    return [replace(c, field=kind.renamed.get(c.field, c.field)) for c in found]
