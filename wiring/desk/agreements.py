"""The counter of agreements: start a VMI programme, look at it, have it reviewed now."""

import asyncio
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from customs.acts import Tick
from customs.agreement import AgreedItem, Agreement
from customs.clearing_right import may_admit, may_leave
from customs.clock import brazilian_date
from customs.orders import LocalCosts
from customs.parties import Modality, Ownership
from customs.payload import Form
from customs.people import Actor
from customs.plan import Regime
from customs.plans import plan_import, plan_release
from customs.programme import ProgrammeView
from wiring.desk.counter import Counter, act_id
from wiring.desk.errors import Conflict, NotFound
from wiring.desk.figures import FiguresForm
from wiring.desk.forms import (
    REFERENCE,
    AtMostAHundred,
    ChargesForm,
    Credential,
    ItemForm,
    PartiesForm,
    WarehouseForm,
)
from wiring.desk.orders import (
    parties_of,
    refuse_codes_not_in_force,
    refuse_parties,
    refuse_state_without_rule,
)
from wiring.desk.ports import NotRunning

_LOOK_EVERY = 0.05
_LOOKS = 200
"""How often a start looks for the first review, so that its answer shows it: ten seconds."""


class AgreedItemForm(AgreedItem, FiguresForm):
    """An agreed item, as filled in."""

    item: ItemForm
    order_multiple: Decimal = Field(default=Decimal(1), gt=0)


class LocalCostsForm(LocalCosts, FiguresForm):
    """Prices of one exit from the warehouse, as filled in."""


class StartProgramme(Form):
    """Start a VMI programme; the roads of its imports and releases are resolved at the door."""

    name: str = Field(pattern=REFERENCE)
    parties: PartiesForm
    ownership: Ownership = Ownership.CONSIGNED
    modality: Modality = Modality.OWN_ACCOUNT
    warehouse: WarehouseForm
    items: Annotated[tuple[AgreedItemForm, ...], AtMostAHundred] = Field(min_length=1)
    charges: ChargesForm = ChargesForm()
    incoterm: str = Field(default="FOB", pattern=r"^[A-Z]{3}$")
    transport: Literal["sea", "air"] = "sea"
    customs_transit: bool = False
    lead_time_days: int = Field(default=75, ge=0)
    release_days: int = Field(default=4, ge=0)
    release_cover_days: int = Field(default=30, ge=1)
    safety_days: int = Field(default=14, ge=0)
    release_weekdays: tuple[int, ...] = ()
    reference_prefix: str = Field(default="", pattern=r"^[A-Za-z0-9]{0,8}$")
    costs: LocalCostsForm = LocalCostsForm()
    state: str = Field(default="SP", pattern=r"^[A-Z]{2}$")
    site: str = "main"
    credential: Credential = "broker"


class AgreementCounter(Counter):
    """Starts programmes and shows how they stand."""

    async def start_programme(self, form: StartProgramme, actor: Actor) -> ProgrammeView:
        """Start a programme; the answer shows its first review. Again is a no-op.

        Raises:
            Invalid: a field is wrong.
            Conflict: there is another agreement of this name.
        """
        async with self.act(actor, "programme.start", form.name):
            agreement = await self._agreement(form, actor)
            await self._refuse_other(agreement)
            body = agreement.model_dump(mode="json")
            await asyncio.to_thread(self.ports.book.save_agreement, agreement.name, body)
            await self.start("VmiProgramme", agreement, id=f"programme/{agreement.name}")
            return await self._first_review(agreement)

    async def review(self, name: str, actor: Actor, key: str | None = None) -> ProgrammeView:
        """Have a programme reviewed now, and return what it sees and proposes.

        Raises:
            NotFound: there is no such programme.
        """
        async with self.act(actor, "programme.review", name):
            tick = Tick(now=await self.now())
            try:
                return await self.update(
                    f"programme/{name}",
                    "review",
                    tick,
                    update_id=act_id("review", actor, key),
                    answer=ProgrammeView,
                )
            except NotRunning as absent:
                raise await self._unknown(name) from absent

    async def programme(self, name: str) -> ProgrammeView:
        """Return a programme as it stands.

        Raises:
            NotFound: there is no such programme.
        """
        body = await self.snapshot("programme", name)
        if body is None:
            raise await self._unknown(name)
        return ProgrammeView.model_validate(body)

    async def programmes(self) -> list[ProgrammeView]:
        """Return every programme."""
        rows: list[dict[str, Any]] = await asyncio.to_thread(self.ports.snapshots.find, "programme")
        return [ProgrammeView.model_validate(row) for row in rows]

    async def _agreement(self, form: StartProgramme, actor: Actor) -> Agreement:
        clock = await self.clock()
        items = tuple(agreed.item for agreed in form.items)
        rules, day = self.ports.rules(), brazilian_date(clock.now)
        refuse_codes_not_in_force(items, rules, day)
        refuse_state_without_rule(form.state, rules, day)
        parties = parties_of(form.parties, form.ownership)
        refuse_parties(may_admit(form.ownership, parties))
        refuse_parties(may_leave("consumption", form.ownership, parties))
        named = form.model_dump(exclude={"parties", "customs_transit"})
        return Agreement.model_validate(
            named
            | {
                "parties": parties,
                "import_plan": plan_import(
                    Regime.BONDED,
                    form.transport,
                    form.customs_transit,
                    origins=[item.origin for item in items],
                    incoterm=form.incoterm,
                ),
                "release_plan": plan_release(),
                "started_by": actor,
                "clock": clock,
            }
        )

    async def _refuse_other(self, agreement: Agreement) -> None:
        known = await asyncio.to_thread(self.ports.book.agreement, agreement.name)
        if known is not None and _terms(Agreement.model_validate(known)) != _terms(agreement):
            raise Conflict(
                "programme-exists",
                f"There is an agreement {agreement.name} with other terms.",
                field="name",
            )

    async def _first_review(self, agreement: Agreement) -> ProgrammeView:
        for _ in range(_LOOKS):
            body = await self.snapshot("programme", agreement.name)
            if body is not None:
                return ProgrammeView.model_validate(body)
            await asyncio.sleep(_LOOK_EVERY)
        return ProgrammeView(name=agreement.name, agreement=agreement)

    async def _unknown(self, name: str) -> NotFound:
        known = await asyncio.to_thread(self.ports.book.agreements)
        return NotFound(
            "unknown-programme",
            f"There is no running programme {name!r}; agreements: {', '.join(known) or 'none'}.",
        )


def _terms(agreement: Agreement) -> dict[str, Any]:
    """Return what was agreed, whoever entered it and when."""
    # Which papers a road needs follows from the rules of the day, nobody agreed on it.
    rules = {"dossier", "retention", "article", "doubt"}
    return agreement.model_dump(
        exclude={"clock": True, "started_by": True, "import_plan": rules, "release_plan": rules}
    )
