"""The audit extract, as the customs authority asks for it: who, when, before, after.

Each line is one account of one lot that a movement changed, or one thing that happened to a lot.
Both clocks are told: when it occurred, and when the house wrote it down.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from customs.payload import Payload
from stock.lots import LotEvent, LotState, state_of
from stock.movements import Lot, Movement
from stock.reconciling import plain
from stock.reports.kardex import moment
from stock.reports.table import Report


class AuditLine(Payload):
    """One change, and who answers for it."""

    occurred_at: datetime
    recorded_at: datetime
    person: str
    on_behalf_of: str
    act: str
    lot: str
    what: str
    """An account, or ``term``, ``place``, ``blocked``, ``extension``."""
    before: str
    after: str
    key: str


def audit_lines(movements: Iterable[Movement], lots: Iterable[Lot]) -> list[AuditLine]:
    """Return what movements changed of some lots, as they occurred."""
    names = {lot.lot for lot in lots}
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    lines = []
    for movement in movements:
        for posting in movement.postings:
            if posting.lot not in names:
                continue
            before = held[posting.lot, posting.account]
            after = held[posting.lot, posting.account] = before + posting.quantity
            told = (posting.lot, posting.account, plain(before), plain(after))
            lines.append(_line(movement, movement.reason, told))
    return lines


def event_lines(lot: Lot, events: Iterable[LotEvent]) -> list[AuditLine]:
    """Return what happened to a lot beside being moved."""
    seen: list[LotEvent] = []
    lines = []
    for event in events:
        before, after = state_of(lot, seen), state_of(lot, [*seen, event])
        seen.append(event)
        lines += [
            _line(event, event.kind, (lot.lot, what, old, new))
            for what, old, new in _marks(before, after)
        ]
    return lines


def _marks(before: LotState, after: LotState) -> Iterator[tuple[str, str, str]]:
    pairs = (
        ("term", before.expires_on, after.expires_on),
        ("place", before.place, after.place),
        ("blocked", before.blocked, after.blocked),
        ("extension", _asked(before), _asked(after)),
    )
    for what, old, new in pairs:
        if old != new:
            yield what, str(old), str(new)


def _asked(state: LotState) -> str:
    return moment(state.extension_requested_at) if state.extension_requested_at else ""


def _line(said: Movement | LotEvent, act: str, told: tuple[str, str, str, str]) -> AuditLine:
    lot, what, before, after = told
    return AuditLine(
        occurred_at=said.occurred_at,
        recorded_at=said.recorded_at,
        person=said.actor.person,
        on_behalf_of=said.actor.on_behalf_of or "",
        act=act,
        lot=lot,
        what=what,
        before=before,
        after=after,
        key=said.key,
    )


COLUMNS = (
    ("Ocorrido", "occurred"), ("Registrado", "recorded"), ("Quem", "who"), ("CPF", "cpf"),
    ("Em nome de", "on behalf of"), ("Ato", "act"), ("Lote", "lot"), ("O quê", "what"),
    ("Antes", "before"), ("Depois", "after"), ("Chave", "key"),
)  # fmt: skip


def audit_report(lines: Iterable[AuditLine], cpf: Mapping[str, str]) -> Report:
    """Return the extract; ``cpf`` names the persons whose number is known."""
    ordered = sorted(lines, key=lambda line: line.occurred_at)
    return Report(
        name="audit",
        title="Extrato para a fiscalização aduaneira",
        title_en="Audit extract for the customs authority",
        facts=(("Linhas / Lines", Decimal(len(ordered))),),
        columns=COLUMNS,
        rows=tuple(
            (
                moment(line.occurred_at), moment(line.recorded_at), line.person,
                cpf.get(line.person, ""), line.on_behalf_of, line.act, line.lot, line.what,
                line.before, line.after, line.key,
            )
            for line in ordered
        ),
    )  # fmt: skip
