"""Products at the desk: who may keep them, and what is refused."""

import pytest

from tests.unit.desk.house import House
from wiring.desk.errors import Conflict, Forbidden
from wiring.desk.products import ProductForm

FORM = {"cnpj": "99.100.001/0001-75", "item": "B", "code": "77", "ncm": "8483.20.00"}


async def test_a_broker_keeps_products_under_the_declarant_s_root(house: House) -> None:
    form = ProductForm.model_validate(FORM)
    assert await house.desk.keep_products([form], house.actor("bruna")) == 1
    kept = await house.desk.products()
    assert [(p.root, p.item, p.ncm) for p in kept] == [("99100001", "B", "84832000")]


async def test_a_changed_product_without_a_new_version_is_a_conflict(house: House) -> None:
    changed = ProductForm.model_validate(FORM | {"ncm": "8483.30.20"})
    await house.desk.keep_products([ProductForm.model_validate(FORM)], house.actor("bruna"))
    with pytest.raises(Conflict) as refusal:
        await house.desk.keep_products([changed], house.actor("bruna"))
    assert refusal.value.field == "version"


async def test_a_supplier_may_not_say_what_a_declarant_has_declared(house: House) -> None:
    with pytest.raises(Forbidden):
        await house.desk.keep_products([ProductForm.model_validate(FORM)], house.actor("sun"))
