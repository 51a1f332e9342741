"""The engine is the only place that computes a tax."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, modules

TAXES = {
    *("ii", "ipi", "pis", "cofins", "icms", "cbs", "ibs", "afrmm", "siscomex", "antidumping"),
    *("tax", "taxes", "duty", "duties", "surcharge", "aliquot", "imposto", "tributo"),
}
"""Words in a name that make an arithmetic one of taxes."""
APART = {"tests", "bench", "simulator"}
"""The simulator is a stranger with rates of its own: what it says is compared with ours."""
KNOWN = {
    "planning/funds.py": "a margin for the exchange rate on taxes that the engine computed",
    "documents/sums.py": "whether a printed amount may be a foreign invoice's tax: nobody pays it",
}


def words(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        told = ""
        if isinstance(part, ast.Name):
            told = part.id
        elif isinstance(part, ast.Attribute):
            told = part.attr
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            told = part.value
        yield from told.lower().replace(".", "_").split("_")


def tax_arithmetic(module: Module) -> Iterator[str]:
    """Tell where something is multiplied or divided that has a tax in its name."""
    for node in ast.walk(module.tree):
        scales = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(
            node.op, ast.Mult | ast.Div
        )
        if scales and TAXES & set(words(node)):
            yield f"{module.at(node)} {ast.unparse(node)}"


def test_no_tax_is_computed_outside_the_engine() -> None:
    offences = [
        found
        for module in modules()
        if module.room not in APART and not module.name.startswith("customs/duties/")
        for found in tax_arithmetic(module)
        if module.name not in KNOWN
    ]

    assert not offences, "\n".join(offences)


def test_what_is_known_is_still_there() -> None:
    computing = {module.name for module in modules() if list(tax_arithmetic(module))}

    assert KNOWN.keys() <= computing


@pytest.mark.parametrize(
    "text", ["value * rates['ii'] / 100", "base * item.ipi_rate", "total / (1 - icms)"]
)
def test_a_tax_computed_elsewhere_is_found(text: str) -> None:
    module = Module(modules()[0].path, text, ast.parse(text))

    assert list(tax_arithmetic(module))
