"""Consumption after the term: possible until forfeiture, with interest and fine."""

from customs.dossier_rules import SALE_INVOICE
from customs.exits.way import Way

OVERDUE_CONSUMPTION = Way(
    tag="overdue_consumption",
    label="Despacho para consumo após o vencimento",
    label_en="Consumption after the term",
    article="RA arts. 311, 409 e 642, II, a; IN RFB 2.160/2023",
    doubt="Juros e multa são contados do registro da admissão sobre os tributos do dia; se a "
    "base são os tributos suspensos na admissão é controvertido. O recolhimento é por DARF.",
    declaration="bonded_consumption",
    papers=(SALE_INVOICE,),
    after_term=True,
)
