"""What two rule packs say differently, entry by entry, and on which days it begins to matter."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from customs.duties.dated import Dated
from customs.duties.packs import Heading, Rule, RulePack
from customs.payload import Payload

_NEXT = timedelta(days=1)
_NAMES = ("tax", "key", "code")


class PackChange(Payload):
    """One entry that is in one pack only, or reads differently in the other."""

    what: str
    """``added | removed | changed``."""
    kind: str
    """``rule`` or ``ncm``."""
    id: str
    of: str
    """The series that it belongs to: tax and key, or the code."""
    fields: dict[str, tuple[str | None, str | None]]
    """Field → its value before and after; None: it is not there."""
    days: tuple[date, ...]
    """First days on which an assessment may come out differently."""


def pack_changes(before: RulePack, after: RulePack) -> tuple[PackChange, ...]:
    """Return every entry that differs, rules first, in the order of their series."""
    return (
        *_changes("rule", _rules(before), _rules(after)),
        *_changes("ncm", _headings(before), _headings(after)),
    )


def change_days(changes: Iterable[PackChange]) -> tuple[date, ...]:
    """Return the days on which one of ``changes`` begins to matter, each once."""
    return tuple(sorted({day for change in changes for day in change.days}))


def turning_days(*packs: RulePack) -> tuple[date, ...]:
    """Return every day on which an entry of one of the packs begins, or has just ended."""
    entries = [entry for pack in packs for entry in (*pack.rules, *pack.headings)]
    begun = {entry.valid_from for entry in entries}
    ended = {entry.valid_to + _NEXT for entry in entries if entry.valid_to is not None}
    return tuple(sorted(begun | ended))


def _rules(pack: RulePack) -> dict[str, Rule]:
    return {rule.id: rule for rule in pack.rules}


def _headings(pack: RulePack) -> dict[str, Heading]:
    return {f"{heading.code} from {heading.valid_from}": heading for heading in pack.headings}


def _changes(
    kind: str, before: Mapping[str, Dated], after: Mapping[str, Dated]
) -> list[PackChange]:
    found = []
    for id in dict.fromkeys((*before, *after)):
        old, new = before.get(id), after.get(id)
        fields = _fields(old, new)
        if fields:
            what = "changed" if old and new else ("added" if new else "removed")
            of = _series(new or old)
            days = _days(old, new, fields)
            found.append(PackChange(what=what, kind=kind, id=id, of=of, fields=fields, days=days))
    return sorted(found, key=lambda change: (change.of, change.id))


def _fields(old: Dated | None, new: Dated | None) -> dict[str, tuple[str | None, str | None]]:
    was, now = _told(old), _told(new)
    if old is None or new is None:
        # One that is new or gone is named by its series already.
        was, now = ({k: v for k, v in told.items() if k not in _NAMES} for told in (was, now))
    return {
        name: (was.get(name), now.get(name))
        for name in dict.fromkeys((*was, *now))
        if was.get(name) != now.get(name)
    }


def _told(entry: Dated | None) -> dict[str, str]:
    if entry is None:
        return {}
    values = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(entry, Rule):
        values["value"] = format(entry.value.normalize(), "f")
    return {name: str(value) for name, value in values.items() if name != "id"}


def _series(entry: Dated | None) -> str:
    if isinstance(entry, Rule):
        return f"{entry.tax} {entry.key}"
    return f"NCM {entry.code}" if isinstance(entry, Heading) else ""


def _days(old: Dated | None, new: Dated | None, fields: Iterable[str]) -> tuple[date, ...]:
    """Return when a change begins to matter: where the entry begins, or where only its end moved."""
    told = [entry for entry in (old, new) if entry is not None]
    ends = {entry.valid_to + _NEXT for entry in told if entry.valid_to is not None}
    if set(fields) == {"to"}:
        return (min(ends),)
    begins = {entry.valid_from for entry in told}
    # One that is there in one pack only matters again on the day after its end.
    return tuple(sorted(begins | ends))
