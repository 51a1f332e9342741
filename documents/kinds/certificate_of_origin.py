"""The certificate of origin: a chamber or agency says where the goods were made."""

from documents.kinds.kind import TRANSPORT_LABELS, DocumentKind

CERTIFICATE_OF_ORIGIN = DocumentKind(
    tag="certificate_of_origin",
    label="Certificado de origem",
    titles={
        "en": (
            "certificate of origin",
            "declaration of origin",
            "preferential certificate of origin",
            "movement certificate",
        ),
        "pt": ("certificado de origem", "declaracao de origem"),
        "es": ("certificado de origen", "declaracion de origen"),
        "de": ("ursprungszeugnis", "warenverkehrsbescheinigung", "ursprungserklarung"),
        "fr": ("certificat d origine",),
        "it": ("certificato di origine", "certificato d origine"),
        "zh": ("原产地证书", "原产地证明书", "产地证"),
    },
    evidence={
        "country_of_origin": 0.3,
        "certifier_name": 1.2,
        "origin_criterion": 1.2,
        "country_of_destination": 0.6,
        "total_amount": -0.4,
    },
    fields=(
        "document_number",
        "issue_date",
        "country_of_origin",
        "country_of_destination",
        "invoice_number",
        "invoice_date",
        "agreement",
        "origin_criterion",
        "packages",
        "gross_weight_kg",
        "net_weight_kg",
        "hs_codes",
        "vessel",
        "port_of_loading",
    ),
    parties=("seller_name", "buyer_name", "consignee_name", "certifier_name"),
    columns=("description", "ncm", "quantity", "unit", "packages", "gross_weight_kg", "origin"),
    headline=(
        "document_number",
        "issue_date",
        "country_of_origin",
        "certifier_name",
        "invoice_number",
    ),
    checks=("gross_not_below_net", "certified_after_invoice"),
    labels=TRANSPORT_LABELS,
    finders=("title_number", "certificate", "goods_totals"),
)
