"""The air waybill (conhecimento aéreo), read lightly: its boxes are known, its line is not."""

from documents.kinds.kind import DocumentKind

AIR_WAYBILL = DocumentKind(
    tag="air_waybill",
    label="Conhecimento aéreo",
    titles={
        "en": ("air waybill", "airwaybill", "house air waybill", "master air waybill"),
        "pt": ("conhecimento aereo", "conhecimento de embarque aereo"),
        "es": ("guia aerea", "carta de porte aereo"),
        "de": ("luftfrachtbrief",),
        "fr": ("lettre de transport aerien",),
        "it": ("lettera di vettura aerea",),
        "zh": ("航空运单",),
    },
    evidence=("shipper_name", "consignee_name"),
    fields=(
        "document_number",
        "issue_date",
        "port_of_loading",
        "port_of_discharge",
        "packages",
        "gross_weight_kg",
        "freight",
        "currency",
    ),
    parties=("shipper_name", "consignee_name"),
    columns=("description", "packages", "gross_weight_kg"),
    headline=("document_number", "port_of_loading", "port_of_discharge", "gross_weight_kg"),
)
