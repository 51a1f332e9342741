"""The product catalogue: versions are added, never changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from customs.catalogue import CatalogueProduct
from records.products import ProductConflict
from records.sql.tables import product


class SqlProductCatalogue:
    """What each declarant has declared about each product."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, products: Sequence[CatalogueProduct], at: datetime) -> None:
        """Keep all products or none; the same again is a no-op.

        Raises:
            ProductConflict: a version is there with other content.
        """
        with self._engine.begin() as connection:
            for one in products:
                self._save(connection, one, at)

    def find(self, root: str, items: Sequence[str]) -> tuple[CatalogueProduct, ...]:
        """Return the newest version of each item's product under a declarant."""
        return self._newest(
            _products().where(product.c.root == root, product.c.item.in_(list(items)))
        )

    def all(self) -> tuple[CatalogueProduct, ...]:
        """Return the newest version of every product, by declarant and item."""
        return self._newest(_products())

    def _save(self, connection: Connection, one: CatalogueProduct, at: datetime) -> None:
        write = insert(product).values(**one.model_dump(), saved_at=at)
        connection.execute(write.on_conflict_do_nothing())
        named = (product.c.root == one.root, product.c.item == one.item)
        kept = connection.execute(
            select(product).where(
                *named, product.c.code == one.code, product.c.version == one.version
            )
        )
        if CatalogueProduct.model_validate(dict(kept.mappings().one())) != one:
            raise ProductConflict(
                f"{one.item} of {one.root}: version {one.version} of {one.code} is there with "
                "other content; what changed is a new version"
            )

    def _newest(self, query: Select[tuple[object, ...]]) -> tuple[CatalogueProduct, ...]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return tuple(CatalogueProduct.model_validate(dict(row)) for row in rows)


def _products() -> Select[tuple[object, ...]]:
    keys = (product.c.root, product.c.item)
    return select(product).ext(distinct_on(*keys)).order_by(*keys, product.c.id.desc())
