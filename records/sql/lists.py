"""What lists filter, order and search by: the columns of each kind of snapshot."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, Numeric, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeEngine

from records.snapshots import KINDS
from records.sql.tables import Instant, metadata


@dataclass(frozen=True)
class ListColumn:
    """A column that lists filter by, and where its value stands in the body."""

    name: str
    path: str
    """Keys from the root of the body, with dots between."""
    type: TypeEngine[Any] = Text()  # noqa: RUF009 - a type without state

    def value(self, body: dict[str, Any]) -> Any:
        """Return the column's value as the driver wants it."""
        found = at_path(body, self.path)
        if found is None:
            return None
        if self.type is Instant:
            return datetime.fromisoformat(found)
        return Decimal(found) if isinstance(self.type, Numeric) else found


def at_path(body: dict[str, Any], path: str) -> Any:
    """Return what stands at ``path`` in ``body``, None where a part is missing."""
    found: Any = body
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


_OPEN = ListColumn("open", "open", Boolean())
_ORDER = (
    ListColumn("stage", "stage"),
    _OPEN,
    ListColumn("agreement", "order.agreement"),
    ListColumn("programme", "order.programme"),
)

COLUMNS: dict[str, tuple[ListColumn, ...]] = {
    "import": (
        *_ORDER,
        ListColumn("supplier", "order.parties.exporter.name"),
        ListColumn("regime", "order.plan.regime"),
        ListColumn("transport", "order.transport"),
        ListColumn("eta", "eta", Instant),
    ),
    "release": _ORDER,
    "clearance": (
        ListColumn("state", "state"),
        _OPEN,
        ListColumn("kind", "kind"),
        ListColumn("number", "number"),
        ListColumn("channel", "channel"),
    ),
    "task": (
        ListColumn("state", "state"),
        _OPEN,
        ListColumn("kind", "order.kind"),
        ListColumn("assignee", "assignee"),
        ListColumn("due_at", "order.due_at", Instant),
        ListColumn("amount", "order.amount_brl", Numeric()),
        ListColumn("roles", "order.roles", ARRAY(Text)),
    ),
    "transit": (ListColumn("state", "state"), _OPEN, ListColumn("number", "number")),
    "programme": (_OPEN,),
    "rules": (ListColumn("state", "state"), _OPEN),
}
"""Kind → its list columns."""

OWNER = {"clearance": "owner_reference", "task": "order.owner_reference"}
"""Kind → path of the reference that the row belongs to; others belong to themselves."""

_PARTIES = tuple(
    f"order.parties.{role}.name" for role in ("owner", "exporter", "consignee", "depositary")
)
SEARCHED: dict[str, tuple[str, ...]] = {
    "import": (*_PARTIES, "order.cargo_id", "order.equipment", "order.bookings"),
    "release": _PARTIES,
    "clearance": (*_PARTIES, "number"),
    "task": ("order.title", "order.title_en", "assignee"),
    "transit": ("number",),
    "programme": _PARTIES,
    "rules": ("order.sha256", "order.reason", "order.proposed_by.person"),
}
"""Kind → paths of the words that a search finds, beside the id."""


def owner_of(kind: str, id: str, body: dict[str, Any]) -> str:
    """Return the reference of the import or release that a row belongs to."""
    return str((kind in OWNER and at_path(body, OWNER[kind])) or id)


def needle(text: str) -> str:
    """Return ``text`` without accents and capitals: how words are compared in a search."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


def haystack(kind: str, id: str, body: dict[str, Any]) -> str:
    """Return the words by which a row is found."""
    words = [id]
    for path in SEARCHED[kind]:
        found = at_path(body, path)
        words += found if isinstance(found, list) else [found or ""]
    return needle("\n".join(words))


def _snapshot_table(kind: str) -> Table:
    name = f"snapshot_{kind}"
    table = Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        Column("started_at", Instant, nullable=False),
        Column("run_started", Instant, nullable=False),
        Column("version", Integer, nullable=False),
        Column("owner", Text, nullable=False, index=True),
        Column("haystack", Text, nullable=False),
        *(Column(column.name, column.type) for column in COLUMNS[kind]),
        Column("body", JSONB, nullable=False),
        Column("updated_at", Instant, nullable=False),
    )
    Index(f"ix_{name}_newest", table.c.started_at.desc(), table.c.id.desc())
    Index(
        f"ix_{name}_open",
        table.c.started_at.desc(),
        table.c.id.desc(),
        postgresql_where=table.c.open,
    )
    if "roles" in table.c:
        Index(f"ix_{name}_roles", table.c.roles, postgresql_using="gin")
    return table


SNAPSHOTS = {kind: _snapshot_table(kind) for kind in KINDS}
"""Kind → its table."""
