"""The programme book: agreements, reported demand and reported domestic stock."""

from typing import Any

from sqlalchemy import Engine, Table, select
from sqlalchemy.dialects.postgresql import distinct_on, insert

from records.ports import DemandReport
from records.sql.tables import agreement as agreed
from records.sql.tables import demand, stock_count


class SqlProgrammeBook:
    """What a VMI programme plans from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_agreement(self, agreement: str, body: dict[str, Any]) -> None:
        """Add or replace an agreement."""
        write = insert(agreed).values(name=agreement, body=body)
        with self._engine.begin() as connection:
            connection.execute(
                write.on_conflict_do_update(index_elements=[agreed.c.name], set_={"body": body})
            )

    def agreement(self, agreement: str) -> dict[str, Any] | None:
        """Return one."""
        with self._engine.connect() as connection:
            return connection.execute(
                select(agreed.c.body).where(agreed.c.name == agreement)
            ).scalar_one_or_none()

    def agreements(self) -> list[str]:
        """Return the names."""
        with self._engine.connect() as connection:
            return list(connection.execute(select(agreed.c.name).order_by("name")).scalars())

    def report_demand(self, report: DemandReport) -> None:
        """Keep the weekly demand; a later report of the same week replaces it."""
        self._report(demand, report)

    def demand(self, agreement: str) -> list[DemandReport]:
        """Return all demand, by item and week."""
        found = select(demand).where(demand.c.agreement == agreement).order_by("item", "on")
        with self._engine.connect() as connection:
            return [_report_of(row) for row in connection.execute(found).mappings()]

    def report_stock(self, report: DemandReport) -> None:
        """Keep a count of domestic stock; a later count of the same day replaces it."""
        self._report(stock_count, report)

    def stock(self, agreement: str) -> list[DemandReport]:
        """Return the newest count of each item."""
        counts = stock_count.c
        newest = (
            select(stock_count)
            .ext(distinct_on(counts.item))
            .where(counts.agreement == agreement)
            .order_by(counts.item, counts.on.desc())
        )
        with self._engine.connect() as connection:
            return [_report_of(row) for row in connection.execute(newest).mappings()]

    def _report(self, table: Table, report: DemandReport) -> None:
        write = insert(table).values(report.model_dump())
        replace = write.on_conflict_do_update(
            index_elements=["agreement", "item", "on"],
            set_={"quantity": report.quantity, "source": report.source},
        )
        with self._engine.begin() as connection:
            connection.execute(replace)


def _report_of(row: Any) -> DemandReport:
    return DemandReport.model_validate(dict(row))
