"""How the refusals of workflows are answered at the doors: one table."""

from typing import NamedTuple

from wiring.desk.errors import Conflict, DeskError, Forbidden, Invalid
from wiring.desk.ports import Refusal


class _Answer(NamedTuple):
    kind: type[DeskError]
    code: str
    field: str | None = None


_ANSWERS: dict[str, _Answer] = {
    "WrongRole": _Answer(Forbidden, "wrong-role"),
    "FourEyes": _Answer(Forbidden, "four-eyes"),
    "AboveAuthority": _Answer(Forbidden, "above-authority"),
    "EvidenceChanged": _Answer(Conflict, "evidence-changed"),
    "TaskClosed": _Answer(Conflict, "task-closed"),
    "AlreadyClaimed": _Answer(Conflict, "already-claimed"),
    "Closed": _Answer(Conflict, "closed"),
    "UnknownMilestone": _Answer(Conflict, "unknown-milestone"),
    "NoPresence": _Answer(Conflict, "no-presence"),
    "UnknownItem": _Answer(Invalid, "unknown-item", "lines"),
    "UnknownLot": _Answer(Invalid, "unknown-lot", "lot"),
    "TooLate": _Answer(Conflict, "too-late"),
    "NotInBond": _Answer(Conflict, "not-in-bond"),
    "NoExtension": _Answer(Conflict, "no-extension"),
    "Overdrawn": _Answer(Conflict, "overdrawn", "quantity"),
    "MovementConflict": _Answer(Conflict, "told-before", "document"),
    "UnknownPaper": _Answer(Conflict, "unknown-paper"),
    "NothingRead": _Answer(Conflict, "nothing-read"),
    "Superseded": _Answer(Conflict, "superseded"),
    "ReadingChanged": _Answer(Conflict, "reading-changed", "seen"),
    "NoSuchLine": _Answer(Invalid, "no-such-line", "values"),
    "UnknownOutcome": _Answer(Invalid, "unknown-outcome", "outcome"),
    "ReasonMissing": _Answer(Invalid, "reason-missing", "reason"),
    "FieldMissing": _Answer(Invalid, "field-missing", "form"),
}
"""Type of a workflow's refusal → the desk's answer."""


def as_desk_error(refusal: Refusal) -> DeskError:
    """Return the desk's answer to a refusal; one it does not know is a conflict."""
    known = _ANSWERS.get(refusal.type, _Answer(Conflict, "refused"))
    field = known.field
    if refusal.type == "FieldMissing" and refusal.details:
        field = f"form.{refusal.details[0]}"
    return known.kind(known.code, refusal.message, field=field)
