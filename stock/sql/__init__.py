"""The bonded ledger in PostgreSQL."""

from stock.sql.ledger import SqlLedger

__all__ = ["SqlLedger"]
