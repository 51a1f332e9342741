"""The goods of an import as agreed: items, quantities, prices, packages."""

from decimal import Decimal

from pydantic import Field

from customs.identifiers import Ncm
from customs.payload import Payload


class Item(Payload):
    """One item of an order; weights in kilograms for the whole quantity."""

    id: str
    description: str
    ncm: Ncm
    quantity: Decimal = Field(gt=0)
    unit: str = "UN"
    unit_price: Decimal = Field(ge=0)
    currency: str = "USD"
    net_weight_kg: Decimal = Field(gt=0)
    origin: str
    """Country of origin, ISO 3166-1 alpha-2."""
    pieces_per_package: int | None = None
    pieces_per_pallet: int | None = None
    product_code: str | None = None
    """Code in the declarant's Catálogo de Produtos; the agreed item id stands in for it."""
    class_trib: str | None = Field(default=None, pattern=r"^[0-9]{6}$")
    """cClassTrib: how IBS and CBS treat it (LC 214/2025); without it they are not told."""


class Charges(Payload):
    """Freight and insurance of a shipment, as on the transport document and the policy."""

    freight: Decimal = Decimal(0)
    freight_currency: str = "USD"
    insurance: Decimal = Decimal(0)
    insurance_currency: str = "USD"
