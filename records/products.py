"""The port of the product catalogue: what each declarant has declared about each product."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from customs.catalogue import CatalogueProduct


class ProductConflict(Exception):
    """A version of a product is there already and says something else: it needs a new version."""


class ProductCatalogue(Protocol):
    """Products per declarant; versions are kept, the newest counts."""

    def save(self, products: Sequence[CatalogueProduct], at: datetime) -> None:
        """Keep all products or none; the same again is a no-op.

        Raises:
            ProductConflict: a version is there with other content.
        """

    def find(self, root: str, items: Sequence[str]) -> tuple[CatalogueProduct, ...]:
        """Return the newest version of each item's product under a declarant."""

    def all(self) -> tuple[CatalogueProduct, ...]:
        """Return the newest version of every product, by declarant and item."""
