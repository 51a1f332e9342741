"""The packing list (romaneio de carga): packages, their contents and their weights."""

from documents.kinds.kind import DocumentKind

PACKING_LIST = DocumentKind(
    tag="packing_list",
    label="Romaneio de carga",
    titles={
        "en": (
            "packing list",
            "packing note",
            "packing slip",
            "weight list",
            "packing and weight list",
        ),
        "pt": ("romaneio", "romaneio de carga", "lista de embalagem"),
        "es": ("lista de empaque", "lista de embalaje", "packing list"),
        "de": ("packliste", "versandliste"),
        "fr": ("liste de colisage",),
        "it": ("distinta colli", "lista colli", "distinta di imballaggio"),
        "zh": ("装箱单", "箱单"),
    },
    evidence=("gross_weight_kg", "net_weight_kg", "packages", "pallets"),
    fields=(
        "document_number",
        "invoice_number",
        "issue_date",
        "packages",
        "pallets",
        "gross_weight_kg",
        "net_weight_kg",
        "purchase_order",
        "containers",
        "seals",
        "country_of_origin",
        "vessel",
        "port_of_loading",
        "port_of_discharge",
    ),  # fmt: skip
    parties=("seller_name", "buyer_name"),
    columns=(
        "description",
        "item_code",
        "ncm",
        "quantity",
        "unit",
        "packages",
        "pieces_per_package",
        "pallets",
        "net_weight_kg",
        "gross_weight_kg",
        "measurement",
        "origin",
    ),  # fmt: skip
    headline=("document_number", "invoice_number", "packages", "gross_weight_kg", "net_weight_kg"),
    checks=(
        "packages_sum",
        "gross_weight_sums",
        "net_weight_sums",
        "pieces_fill_packages",
        "gross_not_below_net",
    ),  # fmt: skip
)
