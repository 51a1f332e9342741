"""Supplier memory for tests: cases, versions, and a memory without a database."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from customs.papers import Correction
from customs.payload import StoredRef
from customs.supplier_memory import ReadingCase
from records.supplier_memory import ProfileVersion, VersionTaken

NOW = datetime(2026, 1, 28, 12, tzinfo=UTC)


def a_case(identity: str, field: str, value: str, at: datetime = NOW) -> ReadingCase:
    """Return a case about one field of one paper."""
    return ReadingCase(
        identity=identity,
        file=StoredRef(key="ab", sha256="ab", media_type="application/pdf", size=1),
        filename="invoice.pdf",
        kind="commercial_invoice",
        said=Correction(field=field, value=value),
        person="ana",
        at=at,
    )


def a_version(
    identity: str,
    version: int,
    keys: tuple[str, ...] = (),
    activated: bool = True,
    lesson: str = "",
) -> ProfileVersion:
    """Return a version of a profile that holds nothing."""
    keys = keys or (identity,)
    return ProfileVersion(
        identity=identity,
        version=version,
        keys=keys,
        profile={"identity": identity, "keys": list(keys), "version": version},
        lesson=lesson or f"{identity}/{version}",
        created_at=NOW,
        activated=activated,
    )


class MemoryWithoutSql:
    """A ``records.supplier_memory.SupplierMemory`` that lives as long as its test."""

    def __init__(self) -> None:
        self.kept: list[ReadingCase] = []
        self.made: list[ProfileVersion] = []

    def keep_cases(self, new: Iterable[ReadingCase]) -> None:
        known = {case.id for case in self.kept}
        self.kept += [case for case in new if case.id not in known]

    def cases(self, identity: str | None = None) -> list[ReadingCase]:
        own = [case for case in self.kept if identity in (None, case.identity)]
        return sorted(own, key=lambda case: case.at)

    def keep(self, version: ProfileVersion) -> None:
        if self.of_lesson(version.lesson) is not None:
            return
        if version.version in [made.version for made in self.versions(version.identity)]:
            raise VersionTaken(version.identity)
        self.made.append(version)

    def of_lesson(self, lesson: str) -> ProfileVersion | None:
        return next((made for made in self.made if made.lesson == lesson), None)

    def active(self, keys: Sequence[str] | None = None) -> list[ProfileVersion]:
        newest = {made.identity: made for made in self.made if made.activated}
        return [p for p in newest.values() if keys is None or set(keys) & set(p.keys)]

    def versions(self, identity: str) -> list[ProfileVersion]:
        return [made for made in self.made if made.identity == identity]
