"""The bill of lading (conhecimento de embarque marítimo): what the carrier took over."""

from documents.kinds.kind import DocumentKind

BILL_OF_LADING = DocumentKind(
    tag="bill_of_lading",
    label="Conhecimento de embarque",
    titles={
        "en": (
            "bill of lading",
            "sea waybill",
            "ocean bill of lading",
            "express bill of lading",
            "combined transport bill of lading",
            "multimodal transport bill of lading",
            "bill of lading for ocean transport or multimodal transport",
            "through bill of lading",
        ),
        "pt": ("conhecimento de embarque", "conhecimento de carga", "conhecimento maritimo"),
        "es": ("conocimiento de embarque",),
        "de": ("konnossement", "seefrachtbrief"),
        "fr": ("connaissement",),
        "it": ("polizza di carico",),
        "zh": ("提单", "海运提单"),
    },  # fmt: skip
    evidence=(
        "vessel",
        "vessel_and_voyage",
        "voyage",
        "port_of_loading",
        "port_of_discharge",
        "notify_name",
        "shipper_name",
        "seals",
    ),  # fmt: skip
    fields=(
        "document_number",
        "issue_date",
        "vessel",
        "voyage",
        "vessel_and_voyage",
        "port_of_loading",
        "port_of_discharge",
        "containers",
        "seals",
        "packages",
        "pallets",
        "gross_weight_kg",
        "net_weight_kg",
        "freight",
        "ncm",
    ),  # fmt: skip
    parties=("shipper_name", "consignee_name", "notify_name"),
    columns=("description", "packages", "gross_weight_kg", "measurement", "ncm", "pallets"),
    headline=(
        "document_number",
        "vessel",
        "port_of_loading",
        "port_of_discharge",
        "containers",
        "packages",
        "gross_weight_kg",
        "freight_amount",
    ),  # fmt: skip
    checks=("container_check_digit",),
)
