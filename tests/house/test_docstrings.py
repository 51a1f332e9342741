"""Every module and every public thing says what it is."""

import ast
from collections.abc import Iterator

from tests.house.source import Function, Module, modules


def test_every_module_says_what_lives_in_it() -> None:
    offences = [
        module.name
        for module in modules()
        # A room whose door is empty says nothing there.
        if module.text.strip() and not ast.get_docstring(module.tree)
    ]

    assert not offences, "\n".join(offences)


def test_every_public_class_and_function_says_what_it_is() -> None:
    offences = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        if module.room != "tests"
        for node in _public(module)
        if not ast.get_docstring(node)
    ]

    assert not offences, "\n".join(offences)


def _public(module: Module) -> Iterator[ast.ClassDef | Function]:
    """Public classes, functions and methods; a port's bare ``...`` says it by its signature."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            yield from (method for method in _methods(node) if not method.name.startswith("_"))


def _methods(node: ast.ClassDef | Function) -> Iterator[Function]:
    for member in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(member, Function) and not _is_bare(member):
            yield member


def _is_bare(node: Function) -> bool:
    return len(node.body) == 1 and ast.unparse(node.body[0]) == "..."
