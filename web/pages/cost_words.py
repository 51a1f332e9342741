"""What costs are called on a page."""

from web.pages.marking import N_

COSTS = {
    "storage": N_("storage"),
    "handling": N_("handling"),
    "broker": N_("broker's fee"),
    "carrier": N_("carrier"),
    "bank": N_("bank"),
    "inspection": N_("inspection"),
    "demurrage": N_("demurrage"),
    "other": N_("other costs"),
}
KEYS = {
    "customs_value": N_("customs value"),
    "net_weight": N_("net weight"),
    "icms_base": N_("what ICMS is charged on"),
}
REGIMES_OF_TAX = {
    "lucro_real": N_("real profit"),
    "lucro_presumido": N_("presumed profit"),
    "simples": "Simples Nacional",
}
