"""What the steps of a derivation are called on a page."""

from collections.abc import Callable

from web.pages.marking import N_

STEPS = {
    "customs_value": N_("customs value"),
    "customs_value_given": N_("customs value, given"),
    "customs_value_of_all_items": N_("customs value of all items"),
    "cif": N_("price, freight and insurance"),
    "value": N_("price of the goods"),
    "value_brl": N_("price of the goods in BRL"),
    "freight_brl": N_("freight in BRL"),
    "insurance_brl": N_("insurance in BRL"),
    "freight": N_("freight"),
    "insurance": N_("insurance"),
    "unit_price": N_("unit price"),
    "quantity": N_("quantity"),
    "net_weight_kg": N_("net weight, kg"),
    "quote": N_("exchange rate"),
    "drawn": N_("drawn of what was admitted"),
    "taken": N_("quantity drawn"),
    "admitted": N_("quantity admitted"),
    "fee_exact": N_("Siscomex fee"),
    "price_of_addition": N_("price of an addition"),
    "icms_remaining": N_("part of the ICMS that is left"),
    "reduced_base": N_("base after reduction"),
    "effective_rate": N_("effective ICMS rate"),
    "base_reduction_fraction": N_("reduction of the base"),
    "expenses_in_icms_base": N_("expenses in the ICMS base"),
    "kept": N_("what is left of it"),
    "left": N_("what is left of it"),
    "days_late": N_("days late"),
    "federal": N_("federal taxes"),
    "fee_and_afrmm": N_("fee and AFRMM"),
    "siscomex_fee": N_("Siscomex fee"),
    "siscomex_fee_given": N_("Siscomex fee, given"),
    "price_of_declaration": N_("price of the declaration"),
    "fee_of_additions": N_("price of the additions"),
    "number_of_additions": N_("number of additions"),
    "before_icms": N_("value, federal taxes, fee, AFRMM and expenses"),
    "other_in_icms_base": N_("other expenses in the ICMS base"),
    "one_less_icms": N_("1 less the effective ICMS rate"),
    "effective_fraction": N_("effective ICMS rate"),
    "grossed_up": N_("with the ICMS inside"),
    "grossed_up_exact": N_("with the ICMS inside"),
    "grossed_up_value": N_("with the ICMS inside"),
    "icms_calculated": "ICMS",
    "reform_base": N_("base of IBS and CBS"),
    "payable": N_("payable"),
    "constant": "",
}
"""Step → what it is called; what is not here is made of a tax and what is meant of it."""
PARTS = {
    "": N_("%(tax)s"),
    "of_all_items": N_("%(tax)s of all items"),
    "times_drawn": N_("%(tax)s × quantity drawn"),
    "times_rate": N_("%(tax)s × rate"),
    "exact_times_rate": N_("%(tax)s × rate"),
    "payable_fraction": N_("part of %(tax)s payable"),
    "in_icms_base": N_("%(tax)s in the ICMS base"),
    "in_base": N_("%(tax)s in the ICMS base"),
    "base_reduction": N_("reduction of the base of %(tax)s"),
    "rate": N_("rate of %(tax)s"),
    "fraction": N_("rate of %(tax)s"),
    "base": N_("base of %(tax)s"),
    "exact": N_("%(tax)s before rounding"),
    "due": N_("%(tax)s due"),
    "reduced": N_("%(tax)s taken away"),
    "reduction": N_("reduction of %(tax)s"),
    "reduction_fraction": N_("reduction of %(tax)s"),
    "payable": N_("%(tax)s payable"),
    "base_of_addition": N_("base of %(tax)s of the addition"),
    "of_addition": N_("%(tax)s of the addition"),
    "given": N_("%(tax)s, given"),
    "brl": N_("%(tax)s in BRL"),
    "drawn": N_("%(tax)s of what is drawn"),
    "key": N_("share of %(tax)s"),
    "to_pay": N_("%(tax)s to pay"),
    "informational": N_("%(tax)s, for information"),
    "deferred": N_("%(tax)s put off"),
}
TERMS = {
    "goods": N_("other goods"),
    "quantity": N_("quantity"),
    "price": N_("price"),
    "freight": N_("freight"),
    "insurance": N_("insurance"),
    "exchange": N_("exchange"),
    "claims": N_("rates and benefits claimed"),
    "rules": N_("rules of the day"),
    "other": N_("other charges"),
    "rounding": N_("rounding"),
}


def step_name(name: str, say: Callable[[str], str]) -> str:
    """Return what a step is called in the reader's language."""
    if name in STEPS:
        return say(STEPS[name])
    tax, _, part = name.partition("_")
    if part in PARTS:
        return say(PARTS[part]) % {"tax": _tax(tax, say)}
    return name.replace("_", " ")


def _tax(tax: str, say: Callable[[str], str]) -> str:
    return say(STEPS[tax]) if tax in STEPS else tax.upper()
