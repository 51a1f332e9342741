"""The order as a party to the comparison: what was agreed, before any paper was written."""

from collections.abc import Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import ReconcilePapers


class Ordered:
    """What was ordered, under the names that the facts use."""

    def __init__(self, request: ReconcilePapers) -> None:
        self.name = f"pedido {request.reference}"
        self.items: Sequence[Item] = request.items
        self.parties = request.parties
        self._incoterm = request.incoterm
        self._products = {product.item: product for product in request.catalogue}

    def of_item(self, item: Item, field: str) -> Decimal | str:
        """Return what was ordered of an item."""
        value: Decimal | str = getattr(item, field)
        return value

    def in_catalogue(self, item: Item, field: str) -> tuple[str, str] | None:
        """Return how the item's product in the catalogue is called, and what it says."""
        product = self._products.get(item.id)
        value: str | None = getattr(product, field) if product else None
        return (f"catálogo {product.code} v{product.version}", value) if product and value else None

    def of_shipment(self, field: str) -> str | None:
        """Return what was agreed for the whole shipment; None where nothing was."""
        agreed = {
            "currency": self._only({item.currency for item in self.items}),
            "country_of_origin": self._only({item.origin for item in self.items}),
            "incoterm": self._incoterm,
        }
        if self.parties is not None:
            agreed["exporter"] = self.parties.exporter.name
            agreed["consignee_cnpj"] = self.parties.consignee.cnpj
        return agreed.get(field)

    def buyers(self) -> list[str]:
        """Return who may stand as buyer on the invoice: the consignee, or who acquires."""
        if self.parties is None:
            return []
        return [self.parties.consignee.name, *(party.name for party in self.parties.acquirers)]

    @staticmethod
    def _only(values: set[str]) -> str | None:
        return next(iter(values)) if len(values) == 1 else None
