"""The words of papers: kinds, what lists show of them, how they stand in a dossier."""

from web.pages.marking import N_

PAPERS = {
    "commercial_invoice": N_("Commercial invoice"),
    "proforma_invoice": N_("Proforma invoice"),
    "packing_list": N_("Packing list"),
    "bill_of_lading": N_("Bill of lading"),
    "air_waybill": N_("Air waybill"),
    "certificate_of_origin": N_("Certificate of origin"),
    "insurance_certificate": N_("Insurance certificate"),
    "arrival_notice": N_("Arrival notice"),
    "danfe": N_("DANFE"),
}
FIELDS = {
    "document_number": N_("number"),
    "series": N_("series"),
    "policy_number": N_("policy"),
    "bl_type": N_("type of B/L"),
    "invoice_number": N_("invoice"),
    "issue_date": N_("issued"),
    "seller_name": N_("seller"),
    "buyer_name": N_("addressed to"),
    "currency": N_("currency"),
    "total_amount": N_("total"),
    "incoterm": N_("Incoterm"),
    "vessel": N_("vessel"),
    "port_of_loading": N_("from"),
    "port_of_discharge": N_("to"),
    "containers": N_("containers"),
    "packages": N_("packages"),
    "net_weight_kg": N_("net kg"),
    "gross_weight_kg": N_("gross kg"),
    "freight_amount": N_("freight"),
    "sum_insured": N_("sum insured"),
    "insurer_name": N_("issued by insurer"),
    "certifier_name": N_("certified by"),
    "country_of_origin": N_("origin"),
    "arrival_date": N_("arrives"),
    "terminal": N_("terminal"),
}
"""What lists show of a paper, in the order in which it is read."""
LIVES = {"draft": N_("draft"), "final": N_("final"), "superseded": N_("superseded")}
DOSSIER_STATES = {
    "here": N_("is here"),
    "draft": N_("a draft is here"),
    "doubtful": N_("waits for confirmation"),
    "unreadable": N_("cannot be read"),
    "waived": N_("done without"),
    "missing": N_("missing"),
}
BLOCKED = {"entry": N_("filing of the entry"), "closing": N_("closing")}
