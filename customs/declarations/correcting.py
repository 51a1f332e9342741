"""Corrections given by a person after a refusal, field by field.

A field is named as the pre-flight and the Portal name it: ``carga.identificacao``,
``items[1].mercadoria.pesoLiquido`` (items by their number). What also decides
duties is corrected in the order, so that what is sent and what is assessed agree;
any other field is corrected in the declaration. A field that does not exist is
left alone: refusals name things that only the system knows.
"""

import re
from typing import Any

from pydantic import ValidationError

from customs.declarations.declaration import Declaration
from customs.filing import FieldProblem
from customs.goods import Item
from customs.orders import ClearanceOrder

_PATH = re.compile(r"items\[(\d+)\]\.(.+)")
_OF_THE_ITEM = {
    "ncm": "ncm",
    "produto.ncm": "ncm",
    "produto.codigo": "product_code",
    "mercadoria.pesoLiquido": "net_weight_kg",
    "mercadoria.quantidadeComercial": "quantity",
    "mercadoria.valorUnitarioMoedaNegociada": "unit_price",
    "mercadoria.moedaNegociada.codigo": "currency",
    "mercadoria.descricao": "description",
    "class_trib": "class_trib",
    "origin": "origin",
}
_OF_THE_ORDER = {"carga.identificacao": "cargo_id", "condicaoVenda.incoterm.codigo": "incoterm"}


def correct_order(
    order: ClearanceOrder, corrections: dict[str, str]
) -> tuple[ClearanceOrder, tuple[FieldProblem, ...]]:
    """Return the order with the corrections that decide duties, and those that were no good."""
    problems: list[FieldProblem] = []
    goods = list(order.goods)
    changes: dict[str, object] = {}
    for field, value in corrections.items():
        if field in _OF_THE_ORDER:
            changes[_OF_THE_ORDER[field]] = value
        number, tail = _place(field)
        if tail in _OF_THE_ITEM and 1 <= number <= len(goods):
            one = goods[number - 1]
            try:
                item = _with(one.item, _OF_THE_ITEM[tail], value)
                goods[number - 1] = one.model_copy(update={"item": item})
            except ValidationError as wrong:
                problems.append(_problem(field, wrong))
    return order.model_copy(update={**changes, "goods": tuple(goods)}), tuple(problems)


def correct_declaration(
    declaration: Declaration, corrections: dict[str, str]
) -> tuple[Declaration, tuple[FieldProblem, ...]]:
    """Return the declaration with every other correction, and those that were no good."""
    problems: list[FieldProblem] = []
    for field, value in corrections.items():
        number, tail = _place(field)
        if field in _OF_THE_ORDER or tail in _OF_THE_ITEM:
            continue
        body = declaration.model_dump(mode="json")
        if number and number <= len(body["items"]):
            known = _set(body["items"][number - 1], tail, value)
        else:
            known = _set(body["cover"], field, value)
        try:
            declaration = Declaration.model_validate(body) if known else declaration
        except ValidationError as wrong:
            problems.append(_problem(field, wrong))
    return declaration, tuple(problems)


def _place(field: str) -> tuple[int, str]:
    """Return item number and the rest of the path; 0 for a field of the header."""
    found = _PATH.fullmatch(field)
    return (int(found[1]), found[2]) if found else (0, field)


def _with(item: Item, name: str, value: str) -> Item:
    return Item.model_validate({**item.model_dump(), name: value})


def _set(body: dict[str, Any], path: str, value: str) -> bool:
    """Set a field that exists; return whether it does."""
    *parents, name = path.split(".")
    here: Any = body
    for parent in parents:
        here = here.get(parent) if isinstance(here, dict) else None
    if not isinstance(here, dict) or name not in here or isinstance(here[name], dict | list):
        return False
    here[name] = value
    return True


def _problem(field: str, wrong: ValidationError) -> FieldProblem:
    return FieldProblem(field=field, message=wrong.errors()[0]["msg"], code="correction_refused")
