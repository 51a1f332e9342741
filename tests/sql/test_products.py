"""The product catalogue in PostgreSQL: versions are kept, the newest counts."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from customs.catalogue import CatalogueProduct
from records.products import ProductConflict
from records.sql import SqlProductCatalogue

NOW = datetime(2026, 3, 2, tzinfo=UTC)
BLOCK = CatalogueProduct(root="99100001", item="B", code="77", ncm="84832000", origin="CN")


def _version(version: str, ncm: str = "84832000") -> CatalogueProduct:
    return BLOCK.model_copy(update={"version": version, "ncm": ncm})


def test_the_newest_version_counts_and_each_declarant_has_its_own(engine: Engine) -> None:
    products = SqlProductCatalogue(engine)
    other = BLOCK.model_copy(update={"root": "99100002", "code": "5"})
    products.save([BLOCK, other], NOW)
    products.save([_version("2", "84833020"), other], NOW)
    assert products.find("99100001", ["A", "B"]) == (_version("2", "84833020"),)
    assert products.all() == (_version("2", "84833020"), other)


def test_a_version_never_changes_and_a_refused_one_takes_the_whole_hand_in_with_it(
    engine: Engine,
) -> None:
    products = SqlProductCatalogue(engine)
    products.save([BLOCK], NOW)
    chain = BLOCK.model_copy(update={"item": "C", "code": "78"})
    with pytest.raises(ProductConflict, match="a new version"):
        products.save([chain, _version("1", "84833020")], NOW)
    assert products.all() == (BLOCK,)
