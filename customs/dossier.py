"""The dossier of an import: which papers it must have, from when they are chased, how long they stay."""

from collections.abc import Iterable
from datetime import date

from pydantic import AwareDatetime

from customs.papers import PaperLife, PaperRead
from customs.payload import Payload


class RequiredPaper(Payload):
    """A paper that the dossier must have, as the rules stood when the import was ordered."""

    kind: str
    label: str
    label_en: str
    blocks: str | None = None
    """What waits for it: ``entry``, the filing of the entry declaration, or ``closing``."""
    after: str = "DEPARTED"
    """Milestone after which it is owed."""
    days: int = 3
    """Days after it on which the supplier is reminded for the first time, if it is missing then."""
    every_days: int = 3
    reminders: int = 2
    """After so many, so many days apart, the broker is asked what to do."""
    source: str = ""
    """The legal act that asks for it."""
    doubt: str = ""
    """What of the rule is not certain: to be settled with a customs lawyer."""


class Retention(Payload):
    """How long papers are kept after the last declaration made from them."""

    years: int = 5
    source: str = (
        "CTN, art. 173, I, e art. 195, parágrafo único; Lei 10.833/2003, art. 70; "
        "Decreto 6.759/2009, art. 18"
    )
    doubt: str = (
        "Contado do primeiro dia do exercício seguinte ao do registro (CTN, art. 173, I); "
        "o termo inicial em regime suspensivo deve ser confirmado por advogado."
    )

    def keep_until(self, registered_on: date) -> date:
        """Return the last day on which what a declaration was made from must be kept."""
        return date(registered_on.year + self.years, 12, 31)


class DossierLine(Payload):
    """A required paper as it stands in one dossier."""

    required: RequiredPaper
    state: str
    """``here | draft | doubtful | unreadable | waived | missing``."""
    filename: str = ""
    note: str = ""
    """Who did without it, and why."""
    due_at: AwareDatetime | None = None
    """When it is chased next, while it is missing."""
    reminded: int = 0


def line_of(required: RequiredPaper, papers: Iterable[PaperRead], waived: str) -> DossierLine:
    """Return how a required paper stands: the newest of its kind that counts, or why none does."""
    line = DossierLine(required=required, state="missing")
    for read in papers:
        over = read.paper.life is PaperLife.SUPERSEDED or read.same_as or read.disregarded
        if over or read.kind != required.kind:
            continue
        name = {"filename": read.paper.filename}
        if read.counts and line.state != "here":
            state = "draft" if read.paper.life is PaperLife.DRAFT else "here"
            line = line.model_copy(update=name | {"state": state})
        elif not read.counts and line.state not in ("here", "draft"):
            state = "unreadable" if read.problem else "doubtful"
            line = line.model_copy(update=name | {"state": state})
    if waived and line.state != "here":
        return line.model_copy(update={"state": "waived", "note": waived})
    return line
