"""The local costs in PostgreSQL, which lets nobody change an entry."""

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from customs.local_costs import LocalCost
from records.sql.tables import local_cost


class SqlLocalCosts:
    """Keeps what was invoiced; two who enter one key at once enter it once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, cost: LocalCost) -> LocalCost:
        """Keep an entry; return what is kept under its key, which may be an earlier one."""
        write = insert(local_cost).values(cost.model_dump()).on_conflict_do_nothing()
        asked = select(local_cost).where(local_cost.c.key == cost.key)
        with self._engine.begin() as connection:
            connection.execute(write)
            row = connection.execute(asked).one()
        return LocalCost.model_validate(dict(row._mapping))

    def of(self, reference: str) -> tuple[LocalCost, ...]:
        """Return the entries of an import or release, the oldest first."""
        asked = select(local_cost).where(local_cost.c.reference == reference)
        with self._engine.connect() as connection:
            rows = connection.execute(asked.order_by(local_cost.c.id)).all()
        return tuple(LocalCost.model_validate(dict(row._mapping)) for row in rows)
