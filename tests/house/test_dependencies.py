"""What is imported is declared: a package that came along with another may leave with it."""

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterator

from tests.house.source import Module, modules
from tests.house.test_rooms import APART, PROJECT, ROOMS


def _names(requirements: list[str]) -> set[str]:
    return {_plain(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in requirements}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


DECLARED = _names(PROJECT["project"]["dependencies"])
FOR_TESTS = DECLARED | _names(PROJECT["dependency-groups"]["test"])
TOGETHER = {
    "pydantic_core": "pydantic",
    "botocore": "boto3",
    "markupsafe": "jinja2",
    # Types of a client, imported for the type checker alone.
    "mypy_boto3_s3": "boto3",
}
"""What the makers of a dependency release as its other half."""
PROVIDERS = importlib.metadata.packages_distributions()


def _strangers(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every import of something that is neither ours nor Python's, by its first name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in {name.split(".")[0] for name in names}:
            if name not in ROOMS and name not in sys.stdlib_module_names:
                yield node, name


def test_every_import_is_of_a_declared_dependency() -> None:
    offences = [
        f"{module.at(node)} {name}"
        for module in modules()
        for node, name in _strangers(module)
        if not {TOGETHER.get(name, _plain(found)) for found in PROVIDERS.get(name, [])}
        & (FOR_TESTS if module.room in APART else DECLARED)
    ]

    assert not offences, "\n".join(offences)
