"""Declarations: every kind the house can file, one file each."""

from customs.declarations.admission import ADMISSION
from customs.declarations.bonded_consumption import BONDED_CONSUMPTION
from customs.declarations.consumption import CONSUMPTION
from customs.declarations.declaration import Declaration, DeclarationKind
from customs.registry import Registry

DECLARATIONS: Registry[DeclarationKind] = Registry(
    "kind of declaration", ADMISSION, CONSUMPTION, BONDED_CONSUMPTION
)
"""Read in activities, never in a workflow."""

__all__ = ["DECLARATIONS", "Declaration", "DeclarationKind"]
