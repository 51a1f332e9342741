"""Ways out of bond: each is a file, is registered, and says what it asks for and by which article."""

from importlib import import_module
from pathlib import Path

import pytest

import customs.exits
from customs.declarations import DECLARATIONS
from customs.exits import EXITS, Way
from customs.milestones import MILESTONES, OURS
from customs.parties import Ownership
from customs.people import Role
from customs.plans import plan_release
from stock.accounts import GONE

FOLDER = Path(customs.exits.__file__).parent


def test_every_file_of_a_way_out_is_registered() -> None:
    modules = [import_module(f"customs.exits.{path.stem}") for path in FOLDER.glob("*.py")]
    written = {
        found.tag for module in modules for found in vars(module).values() if isinstance(found, Way)
    }

    assert written == set(EXITS.tags())
    assert all((FOLDER / f"{tag}.py").is_file() for tag in EXITS.tags())


@pytest.mark.parametrize("way", list(EXITS), ids=lambda way: way.tag)
def test_a_way_out_names_its_article_and_leads_somewhere(way: Way) -> None:
    assert way.article
    assert way.declaration in DECLARATIONS if way.declaration else way.goes_to in GONE
    assert [step.moves for step in way.steps if step.moves] == (["filed", "gone"] * bool(way.steps))


@pytest.mark.parametrize("way", list(EXITS), ids=lambda way: way.tag)
def test_the_steps_of_a_way_out_can_be_taken_by_their_forms(way: Way) -> None:
    for step in (*way.before_without_cover, *way.steps):
        fields = {field.name: field.type for field in step.fields}

        assert fields[step.day] == "date"
        assert step.moves != "filed" or fields[step.number] == "text"
        assert step.moves == "" or "file" in fields.values()
        assert step.milestone in MILESTONES
        assert step.milestone in OURS


def test_a_consumption_is_what_it_always_was() -> None:
    assert plan_release() == plan_release("consumption", Ownership.TRADING)
    assert plan_release().accepted_by == (Role.BUYER,)
    assert not plan_release().steps


def test_the_owner_orders_a_re_export() -> None:
    assert Role.SUPPLIER in plan_release("re_export").accepted_by
    assert plan_release("re_export", Ownership.BOUGHT_AFLOAT).accepted_by == (Role.BUYER,)


def test_covered_goods_are_exported_without_being_nationalised() -> None:
    kinds = [step.kind for step in plan_release("export", Ownership.BOUGHT_AFLOAT).steps]

    assert kinds[0] == "due_registered"


def test_an_unknown_way_out_is_told_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="known: consumption, re_export"):
        plan_release("donation")
