"""The ledger's tables; ``wiring.migrations`` creates them, and the rules that guard them.

Accounts, products and lots are sorted by their bytes everywhere (``C``), so that
the order in which rows are locked, and the range of a prefix, are the same on
every machine.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import BIGINT, JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the ledger."""

Instant = DateTime(timezone=True)
Name = Text(collation="C")

lot = Table(
    "lot",
    metadata,
    Column("lot", Name, primary_key=True),
    Column("import_reference", Name, nullable=False, index=True),
    Column("product", Name, nullable=False, index=True),
    Column("expires_on", Date, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("admitted_at", Instant, nullable=False),
)

lot_event = Table(
    "lot_event",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("key", Name, nullable=False, unique=True),
    Column("lot", Name, ForeignKey("lot.lot"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("until", Date),
    Column("occurred_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("fact", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Index("ix_lot_event_lot", "lot", "occurred_at"),
)

movement = Table(
    "movement",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("key", Name, nullable=False, unique=True),
    Column("reference", Name, nullable=False, index=True),
    Column("occurred_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", JSONB, nullable=False),
    Column("corrects", Name, ForeignKey("movement.key")),
    Column("fact", Text, nullable=False),
    Column("lines", Integer, nullable=False),
)

posting = Table(
    "posting",
    metadata,
    Column("movement", BIGINT, ForeignKey("movement.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("account", Name, nullable=False),
    Column("product", Name, nullable=False),
    Column("lot", Name, nullable=False),
    Column("quantity", Numeric, nullable=False),
    Column("occurred_at", Instant, nullable=False),
    Index(
        "ix_posting_held",
        "account",
        "product",
        "lot",
        "occurred_at",
        postgresql_include=["quantity"],
    ),
    Index("ix_posting_lot", "lot", "occurred_at"),
)

balance = Table(
    "balance",
    metadata,
    Column("account", Name, primary_key=True),
    Column("product", Name, primary_key=True),
    Column("lot", Name, primary_key=True),
    Column("quantity", Numeric, nullable=False),
    CheckConstraint("quantity >= 0 or not never_negative(account)", name="not_overdrawn"),
    Index("ix_balance_lot", "lot"),
)
