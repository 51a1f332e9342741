"""Where the figures of a declaration come from: a box on a page, a person, the admission."""

from collections.abc import Iterable, Mapping

from customs.duties.derivation import AdmissionSource, CorrectionSource, FieldSource, Source
from customs.orders import DeclaredGoods
from customs.papers import Place

_OF_GOODS = ("quantity", "unit_price", "net_weight_kg")
_CHARGES = ("freight", "insurance")


def provenance(goods: Iterable[DeclaredGoods], places: Mapping[str, Place]) -> dict[str, Source]:
    """Return the source of each field of an assessment request that a paper or admission gave.

    ``places`` are those of the comparison of the papers: ``{item}.unit_price``, ``freight``. Goods
    drawn from bond take their price from the sale's invoice, the rest from their admission.
    """
    found: dict[str, Source] = {}
    for place, one in enumerate(goods):
        names = _OF_GOODS if one.linked is None else ("unit_price",)
        said = {name: places.get(f"{one.item.id}.{name}") for name in names}
        if one.linked is None:
            said |= {name: places.get(name) for name in _CHARGES}
        else:
            source = AdmissionSource(
                declaration=one.linked.declaration, item=str(one.linked.item_number)
            )
            found |= {f"items.{place}.{name}": source for name in _CHARGES}
        found |= {f"items.{place}.{name}": _source(p) for name, p in said.items() if p is not None}
    return found


def _source(place: Place) -> Source:
    if place.corrected is not None:
        told = place.corrected
        return CorrectionSource(
            person=told.person, at=told.at, reason=told.reason, was=told.before or None
        )
    return FieldSource(
        document=place.sha256, file=place.file, page=place.page, box=place.box, field=place.field
    )
