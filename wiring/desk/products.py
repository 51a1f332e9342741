"""The counter of the product catalogue: what each declarant has in the state's catalogue."""

import asyncio
from collections.abc import Sequence

from pydantic import Field

from customs.catalogue import CatalogueProduct, root_of
from customs.identifiers import Cnpj, Ncm
from customs.payload import Form
from customs.people import Actor
from records.products import ProductConflict
from wiring.desk.counter import Counter
from wiring.desk.errors import Conflict


class ProductForm(Form):
    """One product of one declarant, as it stands in the Catálogo de Produtos."""

    cnpj: Cnpj
    """Of any establishment of the declarant."""
    item: str = Field(min_length=1, max_length=60)
    code: str = Field(min_length=1, max_length=60)
    version: str = Field(default="1", min_length=1, max_length=10)
    ncm: Ncm
    description: str = Field(default="", max_length=3000)
    unit: str = Field(default="", max_length=20)
    origin: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")


class ProductCounter(Counter):
    """Keeps products; papers are held against them, and declarations name them."""

    async def keep_products(self, forms: Sequence[ProductForm], actor: Actor) -> int:
        """Keep products, all or none; return how many.

        Raises:
            Conflict: a version is there with other content.
        """
        products = [_product(form) for form in forms]
        at = await self.now()
        async with self.act(actor, "products.keep", "catalogue", products=str(len(products))):
            try:
                await asyncio.to_thread(self.ports.products.save, products, at)
            except ProductConflict as conflict:
                raise Conflict("product-changed", str(conflict), field="version") from conflict
        return len(products)

    async def products(self) -> tuple[CatalogueProduct, ...]:
        """Return the newest version of every product."""
        return await asyncio.to_thread(self.ports.products.all)


def _product(form: ProductForm) -> CatalogueProduct:
    return CatalogueProduct(root=root_of(form.cnpj), **form.model_dump(exclude={"cnpj"}))
