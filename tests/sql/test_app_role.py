"""What the application may not do, because it was not given the right."""

import pytest
from sqlalchemy import Engine, text

from stock.sql import SqlLedger
from tests.sql.test_ledger_laws import attempt
from tests.unit.stock.goods import moved

KEPT = text(
    "select c.relname from pg_class c join pg_trigger t on t.tgrelid = c.oid"
    " where t.tgname = c.relname || '_kept' order by 1"
)
MAY = text("select has_table_privilege('entreposto_app', :table, :right)")


def test_the_application_posts_by_the_function_alone(engine: Engine) -> None:
    SqlLedger(engine).post(moved("IMP-1/x", "supplier:S", "bonded", 10))
    for change in (
        "insert into balance values ('bonded', 'B', '', 5)",
        "update balance set quantity = 11 where account = 'bonded'",
        "insert into posting select * from posting",
        "delete from movement",
    ):
        assert "permission denied" in attempt(engine, change), change


def test_what_is_kept_for_ever_the_application_may_only_add_to(owner: Engine) -> None:
    with owner.connect() as connection:
        kept = connection.execute(KEPT).scalars().all()
        assert {"audit", "exchange_quote", "lot", "movement", "product"} <= set(kept)
        rights = {
            (table, right): connection.execute(MAY, {"table": table, "right": right}).scalar_one()
            for table in kept
            for right in ("update", "delete", "truncate")
        }
    # The journal is answered once by an update, which a trigger watches.
    assert [held for held, may in rights.items() if may] == [("filing_journal", "update")]


@pytest.mark.parametrize("change", ["create table mine (a int)", "drop trigger lot_kept on lot"])
def test_the_application_changes_nothing_of_the_form(engine: Engine, change: str) -> None:
    refused = attempt(engine, change)
    assert "permission denied" in refused or "must be owner" in refused
