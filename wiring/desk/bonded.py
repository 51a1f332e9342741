"""The counter of goods at the bonded place: tally, loss, extension of the term."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime, Field

from customs.losses import FoundAt, ReportLoss, ReportTally, TallyLine
from customs.payload import Form, Payload
from customs.people import Actor
from customs.regime_acts import AnswerExtension, RequestExtension
from customs.views import ImportView, ReleaseView
from wiring.desk.counter import Counter, act_id
from wiring.desk.errors import Conflict
from wiring.desk.figures import FiguresForm

_DOCUMENT = Field(min_length=1, max_length=60)


class TallyLineForm(TallyLine, FiguresForm):
    """What was found of one item, as filled in."""


class TallyForm(Form):
    """A tally, as filled in; an item that is not named was not counted."""

    lines: tuple[TallyLineForm, ...] = Field(min_length=1, max_length=100)
    moment: FoundAt = FoundAt.CUSTODY
    document: str = Field(default="", max_length=60)
    place: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=2000)
    occurred_at: AwareDatetime | None = None
    """Left out: now."""


class LossForm(FiguresForm):
    """Goods of a lot that are gone or damaged, as filled in."""

    lot: str = Field(min_length=1)
    quantity: Decimal = Field(gt=0)
    moment: FoundAt
    document: str = _DOCUMENT
    damaged: bool = False
    note: str = Field(default="", max_length=2000)
    occurred_at: AwareDatetime | None = None
    """Left out: now."""


class ExtensionForm(Form):
    """An extension that was asked for, as filled in."""

    until: date
    document: str = _DOCUMENT
    special: bool = False


class ExtensionAnswerForm(Form):
    """Customs' answer to it, as filled in."""

    granted: bool
    until: date | None = None
    document: str = _DOCUMENT


class BondedCounter(Counter):
    """Tells an import what was found, lost, or granted; the import itself guards each."""

    async def report_tally(
        self, reference: str, form: TallyForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Tell what was counted before the admission is filed.

        Raises:
            Conflict: no presence of cargo yet, unknown items, or it is registered already.
        """
        told = form.model_dump() | {"occurred_at": form.occurred_at or await self.now()}
        act = ReportTally(actor=actor, at=await self.now(), **told)
        return await self._tell(reference, "report_tally", "goods.tally", act, key)

    async def report_loss(
        self, reference: str, form: LossForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Tell of goods that are gone, or damaged; raises Conflict where less of them is free."""
        told = form.model_dump() | {"occurred_at": form.occurred_at or await self.now()}
        act = ReportLoss(actor=actor, at=await self.now(), **told)
        return await self._tell(reference, "report_loss", "goods.lose", act, key)

    async def request_extension(
        self, reference: str, form: ExtensionForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Tell that customs was asked for more time.

        Raises:
            Conflict: the term is over, or the day is beyond the limit; names the article.
        """
        act = RequestExtension(actor=actor, at=await self.now(), **form.model_dump())
        return await self._tell(reference, "request_extension", "extension.request", act, key)

    async def answer_extension(
        self, reference: str, form: ExtensionAnswerForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Tell customs' answer; raises Conflict where nothing was asked for."""
        act = AnswerExtension(actor=actor, at=await self.now(), **form.model_dump())
        return await self._tell(reference, "answer_extension", "extension.answer", act, key)

    async def _tell(
        self, reference: str, update: str, name: str, act: Payload, key: str | None
    ) -> ImportView | ReleaseView:
        actor: Actor = act.actor  # type: ignore[attr-defined]  # each of the four has one
        async with self.act(actor, name, reference):
            if await self.kind_of(reference) == "release":
                raise Conflict("not-an-import", f"{reference} is a release: ask at its import.")
            return await self.tell(reference, update, act, act_id(update, actor, key))
