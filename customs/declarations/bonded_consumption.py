"""Consumption out of bond: drawn from admission items, valued at the sale that took them out."""

from customs.declarations.declaration import DeclarationKind
from customs.parties import Ownership

BONDED_CONSUMPTION = DeclarationKind(
    tag="bonded_consumption",
    label="Despacho para consumo de mercadoria entrepostada",
    label_en="Clearance for consumption out of bond",
    needs_cargo=False,
    # Inferred: the code of this situation was in no public source; samples of others
    # show 90. A correction of carga.motivoSituacaoEspecial replaces it.
    special_reason="90",
    # What entered with cover leaves without it (IN SRF 241/2002 art. 38 §5).
    without_cover=frozenset({Ownership.BOUGHT_AFLOAT, Ownership.TRADING}),
)
