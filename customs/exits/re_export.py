"""Re-export: the goods go back abroad as they came, by order and at the cost of their owner."""

from customs.exits.abroad import DEPARTURE
from customs.exits.way import Way

RE_EXPORT = Way(
    tag="re_export",
    label="Reexportação",
    label_en="Re-export",
    article="RA art. 409, II; IN SRF 241/2002, art. 38",
    doubt="A unidade pode exigir requerimento antes da DU-E.",
    steps=DEPARTURE,
    goes_to="exported",
    ordered_by_owner=True,
)
