"""Consumption on arrival: all duties are paid at registration."""

from customs.declarations.declaration import DeclarationKind

CONSUMPTION = DeclarationKind(
    tag="consumption",
    label="Despacho para consumo",
    label_en="Clearance for consumption",
)
