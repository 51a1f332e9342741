"""Run by Alembic for each command: steps run over the connection that the caller holds."""

from alembic import context

from records.sql.tables import metadata as records
from stock.sql.tables import metadata as stock

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[stock, records],
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
