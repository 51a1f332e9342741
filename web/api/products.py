"""The product catalogue of each declarant."""

from fastapi import APIRouter
from pydantic import Field

from customs.catalogue import CatalogueProduct
from customs.payload import Form
from web.api.programmes import Kept
from web.visitors import SignedIn, TheDesk
from wiring.desk.products import ProductForm

router = APIRouter(tags=["products"])


class ProductsForm(Form):
    """Products to be kept, all or none."""

    products: tuple[ProductForm, ...] = Field(min_length=1, max_length=5000)


@router.post("/products", status_code=201)
async def keep(form: ProductsForm, visitor: SignedIn, desk: TheDesk) -> Kept:
    """Keep products; a version that is there already must say the same."""
    return Kept(kept=await desk.keep_products(form.products, visitor.actor))


@router.get("/products")
async def products(visitor: SignedIn, desk: TheDesk) -> tuple[CatalogueProduct, ...]:
    """List the newest version of every product."""
    return await desk.products()
