"""Consumption: the buyer becomes owner, pays the duties, and the goods go to its site."""

from customs.dossier_rules import SALE_INVOICE
from customs.exits.way import Way

CONSUMPTION = Way(
    tag="consumption",
    label="Despacho para consumo",
    label_en="Clearance for consumption",
    article="RA art. 409, I; IN SRF 241/2002, art. 38",
    declaration="bonded_consumption",
    papers=(SALE_INVOICE,),
)
