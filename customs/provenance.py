"""Where the figures of a declaration come from: a box on a page, a person, the admission."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from customs.duties.derivation import AdmissionSource, CorrectionSource, FieldSource, Source
from customs.orders import DeclaredGoods, LinkedItem
from customs.papers import Place

_OF_GOODS = ("quantity", "unit_price", "net_weight_kg")
_CHARGES = ("freight", "insurance")


def provenance(goods: Sequence[DeclaredGoods], places: Mapping[str, Place]) -> dict[str, Source]:
    """Return the source of each field of an assessment request that a paper or admission gave.

    ``places`` are those of the comparison of the papers: ``{item}.unit_price``, ``freight``. Goods
    drawn from bond take their price from the sale's invoice, the rest from their admission.
    """
    wholes = {name: _source(places[name]) for name in _CHARGES if name in places}
    if len(goods) > 1:
        wholes = {name: _shared(source, goods, name) for name, source in wholes.items()}
    found: dict[str, Source] = {}
    for place, one in enumerate(goods):
        names = _OF_GOODS if one.linked is None else ("unit_price",)
        said = {name: places.get(f"{one.item.id}.{name}") for name in names}
        told = {name: _source(where) for name, where in said.items() if where is not None}
        told |= wholes if one.linked is None else dict.fromkeys(_CHARGES, _admitted(one.linked))
        found |= {f"items.{place}.{name}": source for name, source in told.items()}
    return found


def _admitted(linked: LinkedItem) -> AdmissionSource:
    return AdmissionSource(declaration=linked.declaration, item=str(linked.item_number))


def _shared(source: Source, goods: Sequence[DeclaredGoods], name: str) -> Source:
    """Return the source of a charge that several items share: the page states the whole."""
    if not isinstance(source, FieldSource):
        return source
    whole = sum((getattr(one, name) for one in goods), Decimal(0))
    return source.model_copy(update={"share_of": str(whole)})


def _source(place: Place) -> Source:
    if place.corrected is not None:
        told = place.corrected
        return CorrectionSource(
            person=told.person, at=told.at, reason=told.reason, was=told.before or None
        )
    return FieldSource(
        document=place.sha256, file=place.file, page=place.page, box=place.box, field=place.field
    )
