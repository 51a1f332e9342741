"""Cases and profiles in PostgreSQL: kept once, in versions, never changed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from customs.papers import LostCase
from records.sql import SqlSupplierMemory
from records.supplier_memory import VersionTaken
from tests.unit.records.supplier_memory import NOW, a_case, a_version


@pytest.fixture
def memory(engine: Engine) -> SqlSupplierMemory:
    """Nothing learned yet."""
    return SqlSupplierMemory(engine)


def test_a_case_is_kept_once_and_belongs_to_its_supplier(memory: SqlSupplierMemory) -> None:
    first = a_case("name:acme", "invoice_number", "A-1")
    later = a_case("name:acme", "invoice_number", "A-2", at=NOW + timedelta(hours=1))
    other = a_case("name:other", "invoice_number", "B-1")
    memory.keep_cases([later, first])
    memory.keep_cases([first, other])
    assert memory.cases("name:acme") == [first, later]
    assert len(memory.cases()) == 3


def test_the_newest_activated_version_is_found_by_any_key_that_it_has(
    memory: SqlSupplierMemory,
) -> None:
    memory.keep(a_version("vat:DE1", 1, keys=("vat:DE1", "name:old")))
    memory.keep(a_version("vat:DE1", 2, keys=("vat:DE1", "name:new")))
    refused = a_version("vat:DE1", 3, activated=False)
    memory.keep(refused)
    assert [p.version for p in memory.active(["name:new"])] == [2]
    assert memory.active(["name:old"]) == []
    assert [p.version for p in memory.active()] == [2]
    assert [p.version for p in memory.versions("vat:DE1")] == [1, 2, 3]
    assert memory.of_lesson(refused.lesson) == refused


def test_a_lesson_makes_one_version_and_a_version_is_made_once(memory: SqlSupplierMemory) -> None:
    made = a_version("vat:DE1", 1)
    memory.keep(made)
    memory.keep(made)
    with pytest.raises(VersionTaken):
        memory.keep(a_version("vat:DE1", 1, lesson="another"))
    assert memory.versions("vat:DE1") == [made]


def test_nothing_that_was_learned_can_be_rewritten(
    memory: SqlSupplierMemory, owner: Engine
) -> None:
    memory.keep_cases([a_case("vat:DE1", "invoice_number", "A-1")])
    memory.keep(a_version("vat:DE1", 1))
    for sql in ("update reading_case set field = ''", "delete from supplier_profile"):
        with pytest.raises(DBAPIError, match="append-only"), owner.begin() as connection:
            connection.execute(text(sql))


def test_the_database_refuses_knowledge_in_use_that_lost_a_case(memory: SqlSupplierMemory) -> None:
    lost = (LostCase(file="i.pdf", field="invoice_number", wanted="A-1", found="A-2"),)
    with pytest.raises(IntegrityError):
        memory.keep(a_version("vat:DE1", 1).model_copy(update={"lost": lost}))
    kept = datetime(2026, 1, 1, tzinfo=UTC)
    refused = a_version("vat:DE1", 1, activated=False)
    memory.keep(refused.model_copy(update={"lost": lost, "created_at": kept}))
    assert memory.versions("vat:DE1")[0].lost == lost
