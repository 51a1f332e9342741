"""The ports of the desk, kept in memory: plain classes, no mocks."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from customs.activation import PackView, ProposePack
from customs.catalogue import CatalogueProduct
from customs.clock import ClockMode, ClockReading
from customs.local_costs import LocalCost
from customs.orders import ImportOrder, ReleaseOrder, TaskOrder
from customs.payload import Payload, StoredRef
from customs.people import Actor
from customs.views import ImportView, ReleaseView, StageReached, TaskEvent, TaskView
from records.letters import KeptLetter
from records.ports import AuditEntry, DemandReport, Person, ReferenceTaken, WaitingNews
from records.products import ProductConflict
from wiring.desk.ports import NotRunning, T


class FakeClock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def read(self) -> ClockReading:
        return ClockReading(mode=ClockMode.STORY, now=self.now)

    def move(self, to: datetime) -> None:
        if to < self.now:
            raise ValueError("the clock only goes forward")
        self.now = to

    def begin(self, at: datetime) -> None:
        self.now = at


class FakeProducts:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CatalogueProduct] = {}

    def save(self, products: Sequence[CatalogueProduct], at: datetime) -> None:
        for product in products:
            before = self.kept.get((product.root, product.item))
            if before and before.version == product.version and before != product:
                raise ProductConflict(product.item)
        self.kept |= {(product.root, product.item): product for product in products}

    def find(self, root: str, items: Sequence[str]) -> tuple[CatalogueProduct, ...]:
        return tuple(self.kept[root, item] for item in items if (root, item) in self.kept)

    def all(self) -> tuple[CatalogueProduct, ...]:
        return tuple(self.kept.values())


class FakeSnapshots:
    def __init__(self) -> None:
        self.rows: dict[str, dict[str, dict[str, Any]]] = {}

    def put(self, kind: str, id: str, view: Payload | dict[str, Any]) -> None:
        body = view.model_dump(mode="json") if isinstance(view, Payload) else view
        self.rows.setdefault(kind, {})[id] = body

    def save(self, snapshot: Any) -> None:
        self.put(snapshot.kind, snapshot.id, snapshot.body)

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        return self.rows.get(kind, {}).get(id)

    def find(
        self,
        kind: str,
        *,
        where: Any = None,
        owner: str | None = None,
        search: str | None = None,
        limit: int = 100,
        after: str | None = None,
    ) -> list[dict[str, Any]]:
        rows = list(reversed(self.rows.get(kind, {}).items()))
        if after is not None:
            rows = rows[[id for id, _ in rows].index(after) + 1 :]
        found = [
            body
            for _, body in rows
            if _fits(body, where or {})
            and owner in (None, body.get("owner_reference"), _order(body).get("owner_reference"))
            and (not search or search.lower() in json.dumps(body).lower())
        ]
        return found[:limit]


def _order(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = body.get("order", {})
    return found


def _fits(body: dict[str, Any], where: dict[str, Any]) -> bool:
    for name, wanted in where.items():
        found = body.get(name, _order(body).get(name))
        if isinstance(wanted, tuple):
            held = found if isinstance(found, list) else [found]
            if not set(held) & set(wanted):
                return False
        elif found != wanted:
            return False
    return True


class FakePeople:
    def __init__(self) -> None:
        self.accounts: dict[str, tuple[Person, str]] = {}
        self.sessions: dict[str, str] = {}

    def add(self, person: Person, password: str) -> None:
        self.accounts[person.name] = (person, password)

    def get(self, name: str) -> Person | None:
        return self.accounts[name][0] if name in self.accounts else None

    def all(self) -> list[Person]:
        return [person for person, _ in self.accounts.values()]

    def sign_in(self, name: str, password: str) -> str | None:
        if name not in self.accounts or self.accounts[name][1] != password:
            return None
        token = f"token-{len(self.sessions)}-{name}"
        self.sessions[token] = name
        return token

    def session(self, token: str) -> Person | None:
        return self.get(self.sessions.get(token, ""))

    def sign_out(self, token: str) -> None:
        self.sessions.pop(token, None)


class FakeReferences:
    def __init__(self) -> None:
        self.taken: dict[str, tuple[str, str]] = {}

    def take(
        self, kind: str, reference: str, order_sha256: str, actor: Actor, at: datetime
    ) -> None:
        first = self.taken.setdefault(reference, (order_sha256, actor.person))
        if first[0] != order_sha256:
            raise ReferenceTaken(f"{reference} is taken by {first[1]}")


class FakeWaitingRoom:
    def __init__(self) -> None:
        self.kept: list[WaitingNews] = []

    def keep(self, news: WaitingNews) -> None:
        self.kept.append(news)

    def waiting(self) -> list[WaitingNews]:
        return self.kept

    def pick_up(self, keys: tuple[str, ...], reference: str) -> list[Any]:
        return []


class FakeAudit:
    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []

    def write(self, entry: AuditEntry) -> None:
        self.entries.append(entry)

    def of(self, subject: str) -> list[AuditEntry]:
        return [entry for entry in self.entries if entry.subject == subject]


class FakeStore:
    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put(self, body: bytes, media_type: str) -> StoredRef:
        sha256 = hashlib.sha256(body).hexdigest()
        self.objects[sha256] = body
        return StoredRef(key=sha256, sha256=sha256, media_type=media_type, size=len(body))

    def get(self, ref: StoredRef) -> bytes:
        return self.objects[ref.key]

    def put_json(self, value: Any) -> StoredRef:
        return self.put(json.dumps(value, sort_keys=True).encode(), "application/json")

    def get_json(self, ref: StoredRef) -> Any:
        return json.loads(self.get(ref))


class FakeBook:
    def __init__(self) -> None:
        self.names: list[str] = []
        self.reported: list[DemandReport] = []
        self.counted: list[DemandReport] = []

    def save_agreement(self, agreement: str, body: dict[str, Any]) -> None:
        self.names.append(agreement)

    def agreement(self, agreement: str) -> dict[str, Any] | None:
        return {} if agreement in self.names else None

    def agreements(self) -> list[str]:
        return self.names

    def report_demand(self, report: DemandReport) -> None:
        self.reported.append(report)

    def demand(self, agreement: str) -> list[DemandReport]:
        return self.reported

    def report_stock(self, report: DemandReport) -> None:
        self.counted.append(report)

    def stock(self, agreement: str) -> list[DemandReport]:
        return self.counted


class FakeLetters:
    def __init__(self) -> None:
        self.kept: dict[str, KeptLetter] = {}

    def get(self, key: str) -> KeptLetter | None:
        return self.kept.get(key)

    def keep(self, letter: KeptLetter) -> None:
        self.kept.setdefault(letter.key, letter)

    def hand_over(self, key: str, reference: str, person: str) -> None:
        update = {"reference": reference, "matched_by": person}
        self.kept[key] = self.kept[key].model_copy(update=update)

    def newest(self, waiting: bool, limit: int = 100) -> list[KeptLetter]:
        return [one for one in self.kept.values() if not (waiting and one.reference)][:limit]


class FakeCosts:
    def __init__(self) -> None:
        self.kept: dict[str, LocalCost] = {}

    def add(self, cost: LocalCost) -> LocalCost:
        return self.kept.setdefault(cost.key, cost)

    def of(self, reference: str) -> tuple[LocalCost, ...]:
        return tuple(one for one in self.kept.values() if one.reference == reference)


class FakeOutside:
    def __init__(self) -> None:
        self.told: list[datetime] = []

    async def set(self, now: datetime) -> None:
        self.told.append(now)


class FakeWorkflows:
    """Open workflows write their row at once; what they are told is kept in ``told``."""

    def __init__(self, snapshots: FakeSnapshots) -> None:
        self.snapshots = snapshots
        self.ever: set[str] = set()
        self.open: set[str] = set()
        self.told: list[tuple[str, str, Any]] = []
        self.update_ids: list[str] = []
        self.no: Exception | None = None
        """What the next update is refused with."""
        self.fail_start: Exception | None = None
        """What the next start fails with, before anything is started."""
        self.lost_answer: Exception | None = None
        """What the next start fails with, though it was started."""

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        if self.fail_start:
            failure, self.fail_start = self.fail_start, None
            raise failure
        if id in self.ever:
            return False
        self.ever.add(id)
        self.open.add(id)
        if isinstance(order, ProposePack):
            self.snapshots.put("rules", order.id, PackView(id=order.id, order=order))
            return True
        if isinstance(order, TaskOrder):
            task_id = id.removeprefix("task/")
            self.snapshots.put("task", task_id, TaskView(id=task_id, order=order, state="OPEN"))
            return True
        if isinstance(order, ReleaseOrder):
            called_off = StageReached(
                stage="CALLED_OFF", occurred_at=order.clock.now, recorded_at=order.clock.now
            )
            seen = ReleaseView(
                reference=order.reference, stage="CALLED_OFF", stages=(called_off,), order=order
            )
            self.snapshots.put("release", order.reference, seen)
            return True
        assert isinstance(order, ImportOrder)
        booked = StageReached(
            stage="BOOKED", occurred_at=order.clock.now, recorded_at=order.clock.now
        )
        view = ImportView(reference=order.reference, stage="BOOKED", stages=(booked,), order=order)
        self.snapshots.put("import", order.reference, view)
        if self.lost_answer:
            failure, self.lost_answer = self.lost_answer, None
            raise failure
        return True

    async def update(
        self, id: str, name: str, argument: Payload, *, update_id: str, answer: type[T]
    ) -> T:
        if self.no:
            refusal, self.no = self.no, None
            raise refusal
        if id not in self.open:
            raise NotRunning(id)
        if update_id not in self.update_ids:
            self.told.append((id, name, argument))
            self.update_ids.append(update_id)
        kind, _, rest = id.partition("/")
        body = self.snapshots.get(kind, rest)
        if name == "complete":
            body = (body or {}) | {"state": "DONE", "outcome": argument.outcome, "open": False}  # type: ignore[attr-defined]
            self.snapshots.put(kind, rest, body)
        return answer.model_validate(body)

    async def signal(self, id: str, name: str, argument: Payload) -> bool:
        self.told.append((id, name, argument))
        return id in self.open


def event(what: str, person: Actor, at: datetime, note: str = "") -> TaskEvent:
    """A line of a task's history."""
    return TaskEvent(what=what, actor=person, at=at, note=note)
