"""The proforma invoice: an offer, read like the invoice that will follow it."""

from dataclasses import replace

from documents.kinds.commercial_invoice import COMMERCIAL_INVOICE

PROFORMA_INVOICE = replace(
    COMMERCIAL_INVOICE,
    tag="proforma_invoice",
    label="Fatura proforma",
    titles={
        "en": ("proforma invoice", "pro forma invoice", "proforma"),
        "pt": ("fatura proforma", "fatura pro forma"),
        "es": ("factura proforma", "factura pro forma"),
        "de": ("proformarechnung", "proforma rechnung"),
        "fr": ("facture proforma", "facture pro forma"),
        "it": ("fattura proforma", "fattura pro forma"),
        "zh": ("形式发票",),
    },
    common=(),
)
