"""What histories remember: names that are given, and code that a replay repeats exactly."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.house.source import Module, modules, of_rooms
from workflows.catalogue import WORKFLOWS

NAMED = {
    "workflow.defn",
    "workflow.update",
    "workflow.query",
    "workflow.signal",
    "activity.defn",
}
CLOCKLESS = ("workflows", "customs", "planning")
BY_CHANCE = {"random", "secrets", "time"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.date.today",
    "date.today",
    "uuid.uuid1",
    "uuid.uuid4",
}


def _decorators(module: Module) -> Iterator[tuple[ast.expr, str, str | None]]:
    """Each Temporal decorator, its kind and the name that it gives, if it gives one in writing."""
    for node in ast.walk(module.tree):
        for decorator in getattr(node, "decorator_list", ()):
            call = decorator if isinstance(decorator, ast.Call) else None
            kind = ast.unparse(call.func if call else decorator)
            if kind in NAMED:
                yield decorator, kind, _name(call)


def _name(call: ast.Call | None) -> str | None:
    given = {word.arg: word.value for word in call.keywords} if call else {}
    value = given.get("name")
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def test_every_temporal_name_is_given_and_permanent() -> None:
    offences = [
        f"{module.at(decorator)} {kind}"
        for module in modules()
        for decorator, kind, name in _decorators(module)
        if not name
    ]

    assert not offences, "\n".join(offences)


@pytest.mark.parametrize(("room", "kind"), [("workflows", "workflow"), ("activities", "activity")])
def test_no_two_workflows_or_activities_share_a_name(room: str, kind: str) -> None:
    names = Counter(
        name
        for module in of_rooms(room)
        for _, found, name in _decorators(module)
        if found == f"{kind}.defn"
    )

    assert names
    offences = [str(name) for name, count in names.items() if count > 1]

    assert not offences, "\n".join(offences)


def test_every_workflow_is_in_the_catalogue() -> None:
    written = {
        node.name
        for module in of_rooms("workflows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any("workflow.defn" in ast.unparse(word) for word in node.decorator_list)
    }

    assert {workflow.__name__ for workflow in WORKFLOWS} == written
    assert len(WORKFLOWS) == len(written)


def test_rules_and_workflows_read_no_clock_and_throw_no_dice() -> None:
    offences = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in of_rooms(*CLOCKLESS)
        for node in ast.walk(module.tree)
        if _is_by_chance(node)
    ]

    assert not offences, "\n".join(offences)


def _is_by_chance(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in BY_CHANCE for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        told = {f"{node.module}.{alias.name}" for alias in node.names}
        return (node.module or "") in BY_CHANCE or bool(told & CLOCKS)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS
