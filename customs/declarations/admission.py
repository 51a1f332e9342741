"""Admission to the bonded warehouse: every federal tax suspended, only the fee is paid."""

from customs.declarations.declaration import DeclarationKind
from customs.parties import Ownership

ADMISSION = DeclarationKind(
    tag="admission",
    label="Admissão em entreposto aduaneiro",
    label_en="Admission to bonded warehouse",
    relief=("5", "1052"),
    # Consigned goods were not sold for export to Brazil (IN RFB 2.090/2022 art. 22).
    without_sale=frozenset({Ownership.CONSIGNED}),
    without_cover=frozenset({Ownership.CONSIGNED}),
)
