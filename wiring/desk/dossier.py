"""Everything that is known of one import or release, from SQL alone: what ``show`` prints."""

import asyncio
from collections.abc import Iterator
from typing import Any

from customs.payload import StoredRef
from records.ports import AuditEntry
from wiring.desk.counter import Counter, unknown_reference
from wiring.desk.errors import NotFound
from wiring.desk.ports import Ports

Body = dict[str, Any]

_OF_A_DECLARATION = (
    "id",
    "kind",
    "state",
    "number",
    "version",
    "channel",
    "situation",
    "registered_at",
    "registered_recorded_at",
    "released_at",
    "released_recorded_at",
    "preparer",
    "approver",
    "refusals",
    "problems",
    "evidence",
    "extract",
)
_OF_AN_ASSESSMENT = (
    "on",
    "quotes",
    "quote_date",
    "totals",
    "suspended",
    "payable",
    "cash",
    "items",
)


class DossierCounter(Counter):
    """Shows one import or release with all that hangs on it."""

    async def show(self, reference: str) -> Body:
        """Return stages with both clocks, milestones, declarations with duties, releases, tasks,
        stock movements and audit of an import or release; JSON values only.

        Raises:
            NotFound: no such import or release.
        """
        return await asyncio.to_thread(_show, self.ports, reference)

    async def file(self, reference: str, sha256: str) -> tuple[StoredRef, bytes]:
        """Return a stored file that the records of ``reference`` name by its hash.

        Raises:
            NotFound: they name no such file.
        """
        return await self._file(reference, await self.show(reference), sha256)

    async def task_file(self, task_id: str, sha256: str) -> tuple[StoredRef, bytes]:
        """Return the evidence or a paper of a task by its hash.

        Raises:
            NotFound: there is no such task, or it has no such file.
        """
        return await self._file(task_id, await self.snapshot("task", task_id), sha256)

    async def _file(self, owner: str, records: Any, sha256: str) -> tuple[StoredRef, bytes]:
        for ref in _stored(records):
            if ref.sha256 == sha256:
                return ref, await asyncio.to_thread(self.ports.store.get, ref)
        raise NotFound("unknown-file", f"{owner} has no file with the hash {sha256}.")


def _show(ports: Ports, reference: str) -> Body:
    kind, body = _owner(ports, reference)
    clearances = ports.snapshots.find("clearance", owner=reference)
    tasks = _tasks(ports, [reference, *(c["id"] for c in clearances)])
    return {
        "reference": reference,
        "kind": kind,
        "stage": body["stage"],
        "open": body["open"],
        "waiting_for": body["waiting_for"],
        "stages": body["stages"],
        "milestones": body["milestones"],
        "declarations": [_declaration(clearance) for clearance in reversed(clearances)],
        "releases": [_show(ports, release) for release in _known_releases(ports, body)],
        "transit": ports.snapshots.get("transit", reference),
        "tasks": tasks,
        "lots": _dump(ports.ledger.lots(import_reference=reference)) if kind == "import" else [],
        "movements": _dump(ports.ledger.movements(reference)),
        "audit": _dump(_audit(ports, [reference, *(task["id"] for task in tasks)])),
        "view": body,
    }


def _owner(ports: Ports, reference: str) -> tuple[str, Body]:
    for kind in ("import", "release"):
        body = ports.snapshots.get(kind, reference)
        if body is not None:
            return kind, body
    raise unknown_reference(reference)


def _known_releases(ports: Ports, body: Body) -> list[str]:
    named = [release.removeprefix("release/") for release in body.get("releases", ())]
    return [release for release in named if ports.snapshots.get("release", release)]


def _tasks(ports: Ports, owners: list[str]) -> list[Body]:
    return [
        task
        for owner in owners
        for task in reversed(ports.snapshots.find("task", owner=owner, limit=500))
    ]


def _audit(ports: Ports, subjects: list[str]) -> list[AuditEntry]:
    entries = [entry for subject in subjects for entry in ports.audit.of(subject)]
    return sorted(entries, key=lambda entry: entry.at)


def _declaration(clearance: Body) -> Body:
    assessed = clearance["assessment"] or {}
    said = {name: clearance[name] for name in _OF_A_DECLARATION}
    return said | {
        "duties": {name: assessed[name] for name in _OF_AN_ASSESSMENT if name in assessed}
    }


def _dump(values: Any) -> list[Body]:
    return [value.model_dump(mode="json") for value in values]


def _stored(value: Any) -> Iterator[StoredRef]:
    """Return each reference to a stored file, wherever it stands in a JSON value."""
    if isinstance(value, dict):
        if StoredRef.model_fields.keys() <= value.keys():
            yield StoredRef.model_validate(value)
        for part in value.values():
            yield from _stored(part)
    elif isinstance(value, list):
        for part in value:
            yield from _stored(part)
