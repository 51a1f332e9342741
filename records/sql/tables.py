"""The tables of the records; ``wiring.migrations`` creates them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT, JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the records."""

Instant = DateTime(timezone=True)

person = Table(
    "person",
    metadata,
    Column("name", Text, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("party", Text),
    Column("authority_brl", Numeric),
    Column("language", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_sha256", LargeBinary, primary_key=True),
    Column("person", Text, ForeignKey("person.name"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
)

story_clock = Table(
    "story_clock",
    metadata,
    Column("single", Boolean, CheckConstraint("single", name="one_row"), primary_key=True),
    Column("now", Instant, nullable=False),
)

reference = Table(
    "reference",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("order_sha256", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
)

waiting_news = Table(
    "waiting_news",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("source", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("news", JSONB, nullable=False),
    Column("keys", ARRAY(Text), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("matched_to", Text),
    UniqueConstraint("source", "event_id"),
    Index("ix_waiting_news_keys", "keys", postgresql_using="gin"),
)

product = Table(
    "product",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("root", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("ncm", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("origin", Text),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("root", "item", "code", "version"),
)

filing_journal = Table(
    "filing_journal",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("clearance", Text, nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("request_sha256", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("status", Integer),
    Column("answer", Text),
    Column("at", Instant, nullable=False),
)

watched_record = Table(
    "watched_record",
    metadata,
    Column("credential", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("workflow_id", Text, nullable=False),
    Column("situation", Text, nullable=False),
    Column("channel", Text),
    Column("asked_at", Instant),
    Column("open", Boolean, nullable=False),
)
Index(
    "ix_watched_record_open",
    watched_record.c.credential,
    watched_record.c.asked_at,
    postgresql_where=watched_record.c.open,
)

portal_session = Table(
    "portal_session",
    metadata,
    Column("credential", Text, primary_key=True),
    Column("token", Text, nullable=False),
    Column("csrf", Text, nullable=False),
    Column("csrf_expires_ms", BIGINT, nullable=False),
    Column("logged_in_at", Instant, nullable=False),
)

agreement = Table(
    "agreement",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", JSONB, nullable=False),
)


def _reports(name: str) -> Table:
    """Return a table with one quantity per agreement, item and day."""
    return Table(
        name,
        metadata,
        Column("agreement", Text, primary_key=True),
        Column("item", Text, primary_key=True),
        Column("on", Date, primary_key=True),
        Column("quantity", Numeric, nullable=False),
        Column("source", Text, nullable=False),
    )


demand = _reports("demand")
stock_count = _reports("stock_count")

audit = Table(
    "audit",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("entry_sha256", LargeBinary, nullable=False, unique=True),
    Column("subject", Text, nullable=False, index=True),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("entry", JSONB, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", Text, primary_key=True),
    Column("claimed_at", Instant, nullable=False),
)

exchange_quote = Table(
    "exchange_quote",
    metadata,
    Column("currency", Text, primary_key=True),
    Column("quote_date", Date, primary_key=True),
    Column("rate", Numeric, CheckConstraint("rate > 0", name="positive"), nullable=False),
    Column("source", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
)

rule_pack_activation = Table(
    "rule_pack_activation",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("text", JSONB, nullable=False),
    Column("valid_from", Instant, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence_sha256", Text, nullable=False),
)

local_cost = Table(
    "local_cost",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("reference", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("amount", Numeric(18, 2), nullable=False),
    Column("document", Text, nullable=False),
    Column("shared_by", Text, nullable=False),
    Column("corrects", Text, ForeignKey("local_cost.key", name="fk_local_cost_corrects")),
    Column("note", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("amount <> 0 and (amount > 0 or corrects is not null)", name="amount"),
)

letter = Table(
    "letter",
    metadata,
    Column("key", Text, primary_key=True),
    Column("message_id", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("files", ARRAY(Text), nullable=False),
    Column("raw", JSONB, nullable=False),
    Column("received_at", Instant, nullable=False, index=True),
    Column("reference", Text),
    Column("why", Text, nullable=False),
    Column("matched_by", Text, nullable=False),
)

recinto_event = Table(
    "recinto_event",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("reference", Text, nullable=False, index=True),
    Column("body", JSONB, nullable=False),
)
