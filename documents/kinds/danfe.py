"""The DANFE: the printed auxiliary of a Brazilian NF-e, read lightly; its XML is the document."""

from documents.kinds.kind import DocumentKind

DANFE = DocumentKind(
    tag="danfe",
    label="DANFE",
    titles={
        "pt": ("danfe", "documento auxiliar da nota fiscal eletronica", "documento auxiliar da"),
    },
    evidence=("_other_number",),
    fields=("invoice_number", "issue_date", "currency", "total_amount"),
    parties=("seller_name", "buyer_name"),
    columns=("description", "item_code", "ncm", "quantity", "unit", "unit_price", "amount"),
    headline=("invoice_number", "issue_date", "total_amount"),
    checks=("line_multiplies",),
)
