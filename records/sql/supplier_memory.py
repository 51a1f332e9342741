"""Supplier memory in PostgreSQL: cases and profile versions, inserted and never changed."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Identity,
    Index,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT, JSONB, distinct_on, insert

from customs.supplier_memory import ReadingCase
from records.sql.tables import Instant, metadata
from records.supplier_memory import ProfileVersion, VersionTaken

cases = Table(
    "reading_case",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", BIGINT, Identity(always=True), nullable=False),
    Column("identity", Text, nullable=False, index=True),
    Column("document_sha256", Text, nullable=False, index=True),
    Column("file", JSONB, nullable=False),
    Column("filename", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("said", JSONB, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

profiles = Table(
    "supplier_profile",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("keys", ARRAY(Text), nullable=False),
    Column("profile", JSONB, nullable=False),
    Column("lesson", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("activated", Boolean, nullable=False),
    Column("held", ARRAY(Text), nullable=False),
    Column("gained", Integer, nullable=False),
    Column("lost", JSONB, nullable=False),
    UniqueConstraint("lesson"),
    Index("ix_supplier_profile_keys", "keys", postgresql_using="gin"),
)


class SqlSupplierMemory:
    """Keeps cases and profiles; the database refuses to change or delete one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep_cases(self, new: Iterable[ReadingCase]) -> None:
        """Keep what people said; the same case is kept once."""
        rows = [_case_row(case) for case in new]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(cases).values(rows).on_conflict_do_nothing())

    def cases(self, identity: str | None = None) -> list[ReadingCase]:
        """Return the cases of one supplier, or of all, oldest first."""
        wanted = select(cases).order_by(cases.c.at, cases.c.number)
        if identity is not None:
            wanted = wanted.where(cases.c.identity == identity)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [ReadingCase.model_validate(dict(row)) for row in rows]

    def keep(self, version: ProfileVersion) -> None:
        """Keep a version; that of a lesson which has one already is a no-op.

        Raises:
            VersionTaken: another lesson made this version.
        """
        row = version.model_dump(mode="json") | {"created_at": version.created_at}
        write = insert(profiles).values(row)
        with self._engine.begin() as connection:
            made = connection.execute(
                write.on_conflict_do_nothing().returning(profiles.c.version)
            ).scalar_one_or_none()
        if made is None and self.of_lesson(version.lesson) is None:
            raise VersionTaken(f"{version.identity} has a version {version.version} already")

    def of_lesson(self, lesson: str) -> ProfileVersion | None:
        """Return the version that a lesson made."""
        found = self._found(select(profiles).where(profiles.c.lesson == lesson))
        return found[0] if found else None

    def active(self, keys: Sequence[str] | None = None) -> list[ProfileVersion]:
        """Return the profiles in use, those that one of ``keys`` names, or all, by identity."""
        newest = (
            select(profiles)
            .where(profiles.c.activated)
            .ext(distinct_on(profiles.c.identity))
            .order_by(profiles.c.identity, profiles.c.version.desc())
        )
        if keys is not None:
            named = select(profiles.c.identity).where(profiles.c["keys"].overlap(list(keys)))
            newest = newest.where(profiles.c.identity.in_(named))
        found = self._found(newest)
        return [p for p in found if keys is None or set(keys) & set(p.keys)]

    def versions(self, identity: str) -> list[ProfileVersion]:
        """Return every version of a profile, oldest first."""
        wanted = select(profiles).where(profiles.c.identity == identity)
        return self._found(wanted.order_by(profiles.c.version))

    def _found(self, wanted: Select[Any]) -> list[ProfileVersion]:
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [ProfileVersion.model_validate(dict(row)) for row in rows]


def _case_row(case: ReadingCase) -> dict[str, Any]:
    return {
        **case.model_dump(mode="json"),
        "id": case.id,
        "document_sha256": case.file.sha256,
        "field": case.said.field,
        "at": case.at,
    }
