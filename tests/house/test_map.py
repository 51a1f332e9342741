"""The map lists every room, every workflow and every message that a workflow takes."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT, of_rooms
from tests.house.test_rooms import ROOMS
from workflows.catalogue import WORKFLOWS

ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in (ROOT / "docs" / "map.md").read_text().splitlines()
    if line.startswith("|")
]
MESSAGES = [row for row in ROWS if len(row) == 5 and re.search(r"`\w+`", row[2])]
"""Rows of the tables of messages: sender, receiver, name, when, when the receiver has closed."""
DATA = {"templates", "docs"}
CLASSES = {
    node.name: node
    for module in of_rooms("workflows")
    for node in module.tree.body
    if isinstance(node, ast.ClassDef)
}


def _taken(workflow: type) -> Iterator[str]:
    """The names of the signals and updates that a workflow takes, its bases' too."""
    for node in (CLASSES[base.__name__] for base in workflow.__mro__ if base.__name__ in CLASSES):
        for decorator in (d for member in node.body for d in getattr(member, "decorator_list", ())):
            told = ast.unparse(decorator)
            if told.startswith(("workflow.signal(", "workflow.update(")):
                yield re.findall(r"name='(\w+)'", told)[0]


def _words(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.__name__)
def test_the_map_lists_every_message_that_a_workflow_takes(workflow: type) -> None:
    taken = set(_taken(workflow))
    told = [row for row in MESSAGES if workflow.__name__ in _words(row[1])]

    assert taken
    assert set().union(*(_words(row[2]) for row in told)) == taken


def test_the_map_says_of_every_message_what_happens_when_the_receiver_has_closed() -> None:
    offences = [row[2] for row in MESSAGES if not all(row)]

    assert not offences, "\n".join(offences)


def test_the_map_lists_every_workflow_with_its_id_and_life() -> None:
    told = [row for row in ROWS if len(row) == 4 and "/{" in row[1]]

    assert {f"`{workflow.__name__}`" for workflow in WORKFLOWS} == {row[0] for row in told}


def test_the_map_says_in_one_line_what_is_in_each_room() -> None:
    told = [row[0] for row in ROWS if len(row) == 2 and row[0].endswith("/`")]

    assert sorted(told) == sorted(f"`{room}/`" for room in ROOMS | DATA)
