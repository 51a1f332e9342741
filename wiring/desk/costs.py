"""The counter of the costs: what goods cost once they are here, and what was invoiced for it."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated
from uuid import uuid4

from pydantic import Field, StringConstraints

from customs.cost_sides import Charge, Goods, Side, side, table_charges
from customs.duties import Assessment
from customs.landed_cost import ItemCost, Pair, item_costs
from customs.local_costs import KEYS, CostKind, LocalCost, ShareKey
from customs.orders import ClearanceOrder, LocalCosts
from customs.parties import Parties
from customs.payload import Form, Payload, StoredRef
from customs.people import Actor
from customs.tax_credits import CREDITS, Credit, TaxRegime
from customs.views import ClearanceView, FundsRequest, ReleaseView
from wiring.desk.errors import Conflict, Invalid
from wiring.desk.explaining import ExplainCounter

_REGISTERED = ("registered", "in_conference", "released", "delivered")
_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class CostForm(Form):
    """A local cost as invoiced; to take an earlier one back, its contrary with its key."""

    kind: CostKind
    amount: Decimal = Field(max_digits=15, decimal_places=2, allow_inf_nan=False)
    document: _Word
    shared_by: ShareKey | None = None
    """None: as is usual for its kind."""
    corrects: str | None = Field(default=None, max_length=200)
    note: str = Field(default="", max_length=500)


class Account(Payload):
    """The rendering of accounts (prestação de contas) of the funds that the buyer sent, in BRL."""

    asked: Decimal
    taxes: Pair
    local: Pair
    returned: Decimal
    """What goes back to the buyer; below zero it is still to be asked for."""
    awaited: tuple[str, ...]
    """Local costs that were expected and not invoiced yet: until then nothing is final."""


class LandedCost(Payload):
    """What the goods of an import or release cost, estimate against actual, in BRL."""

    reference: str
    clearance: str
    number: str | None
    regime: TaxRegime | None
    """How the acquirer is taxed; None: not known, so no credit is counted."""
    credits: tuple[Credit, ...]
    """The credits that were counted: why, and what is doubtful about it."""
    items: tuple[ItemCost, ...]
    whole: ItemCost
    account: Account | None
    entries: tuple[LocalCost, ...]


class CostCounter(ExplainCounter):
    """Costs are told from what was assessed and invoiced; nothing is computed anew."""

    async def landed_cost(self, reference: str, regime: TaxRegime | None = None) -> LandedCost:
        """Return what the goods of an import or release cost; ``regime`` overrides the acquirer's.

        Raises:
            NotFound: there is none, or nothing of it was assessed yet.
        """
        await self.kind_of(reference)
        view, made = await self.assessed(reference)
        funds, costs = await self._asked(reference)
        entries = await asyncio.to_thread(self.ports.costs.of, reference)
        counted = regime or _regime_of(view.order.parties)
        goods = _goods(view.order)
        before = funds.assessment if funds else None
        estimate = actual = None
        if before is None and view.approved is not None:
            before = view.approved.assessment
        if before is not None:
            estimate = await self._side(before, goods, _expected(funds, costs), counted)
        if view.state in _REGISTERED:
            actual = await self._side(made.assessment, goods, _invoiced(entries), counted)
        items, whole = item_costs(goods, estimate, actual)
        return LandedCost(
            reference=reference,
            clearance=view.id,
            number=view.number,
            regime=counted,
            credits=CREDITS[counted] if counted else (),
            items=items,
            whole=whole,
            account=_account(funds, view, whole),
            entries=entries,
        )

    async def add_cost(
        self, reference: str, form: CostForm, actor: Actor, key: str | None = None
    ) -> LocalCost:
        """Enter a local cost as invoiced; again with the same key it is entered once.

        Raises:
            NotFound: there is no such import or release.
            Invalid: it takes back what is not there.
            Conflict: the key was used for something else.
        """
        async with self.act(actor, "cost.add", reference, document=form.document) as note:
            await self.kind_of(reference)
            named = f"{actor.person}/{key or uuid4().hex}"
            entries = await asyncio.to_thread(self.ports.costs.of, reference)
            _check(form, [one for one in entries if one.key != named])
            cost = LocalCost(
                **form.model_dump(exclude={"shared_by"}),
                shared_by=form.shared_by or KEYS[form.kind],
                key=named,
                reference=reference,
                person=actor.person,
                at=await self.now(),
            )
            kept = await asyncio.to_thread(self.ports.costs.add, cost)
            note |= {"kind": kept.kind, "amount": str(kept.amount), "key": kept.key}
            if kept.model_copy(update={"at": cost.at}) != cost:
                raise Conflict("key-used", f"The key {key!r} was used for another cost.")
            return kept

    async def _asked(self, reference: str) -> tuple[FundsRequest | None, LocalCosts]:
        body = await self.snapshot("release", reference)
        if not body or not body.get("funds"):
            return None, LocalCosts()
        release = ReleaseView.model_validate(body)
        return release.funds, release.order.costs

    async def _side(
        self,
        stored: StoredRef,
        goods: Sequence[Goods],
        charges: Sequence[Charge],
        regime: TaxRegime | None,
    ) -> Side:
        body = await self._json(stored)
        assessment = Assessment.model_validate(body)
        extra = await self._surcharges(assessment)
        return side(assessment, goods, charges, regime, extra)

    async def _surcharges(self, assessment: Assessment) -> dict[str, Decimal]:
        """Return the points of each item's COFINS rate that are its surcharge.

        The engine names the rules of a rate; the second one of COFINS is the surcharge.
        """
        rules = {
            item.id: item.taxes["cofins"].rule.partition(" + ")[2]
            for item in assessment.items
            if "cofins" in item.taxes
        }
        if not any(rules.values()) or assessment.derivation is None:
            return {}
        tree = await self._json(assessment.derivation)
        told = {n["source"]["id"]: Decimal(n["value"]) for n in tree["nodes"]
                if n.get("source", {}).get("kind") == "rule"}  # fmt: skip
        return {item: told[rule] for item, rule in rules.items() if rule in told}


def _regime_of(parties: Parties) -> TaxRegime | None:
    """Return how all acquirers are taxed; None if one is not known, or they differ."""
    regimes = {party.tax_regime for party in parties.acquirers}
    return regimes.pop() if len(regimes) == 1 else None


def _goods(order: ClearanceOrder) -> tuple[Goods, ...]:
    return tuple(
        Goods(one.item.id, one.item.quantity, one.item.net_weight_kg) for one in order.goods
    )


def _expected(funds: FundsRequest | None, costs: LocalCosts) -> tuple[Charge, ...]:
    if funds is None:
        return ()
    return table_charges(
        {
            CostKind.STORAGE: funds.storage,
            CostKind.HANDLING: costs.handling,
            CostKind.BROKER: costs.broker,
            CostKind.CARRIER: costs.carrier,
        }
    )


def _invoiced(entries: Sequence[LocalCost]) -> tuple[Charge, ...]:
    return tuple(Charge(e.kind, e.amount, e.shared_by, e.document) for e in entries)


def _account(funds: FundsRequest | None, view: ClearanceView, whole: ItemCost) -> Account | None:
    if funds is None or view.state not in _REGISTERED or view.assessment is None:
        return None
    local = [line for line in whole.lines if line.kind in set(CostKind)]
    spent = sum((line.amount.actual or Decimal(0) for line in local), Decimal("0.00"))
    return Account(
        asked=funds.total,
        taxes=Pair(estimate=funds.taxes, actual=view.assessment.cash),
        local=Pair(estimate=funds.local, actual=spent),
        returned=funds.total - view.assessment.cash - spent,
        awaited=tuple(
            line.kind for line in local if line.amount.estimate and not line.amount.actual
        ),
    )


def _check(form: CostForm, entries: Sequence[LocalCost]) -> None:
    """Let pass what was invoiced, and what takes back no more than was entered."""
    if not form.amount:
        raise Invalid("wrong-amount", "A cost of nothing is none.", field="amount")
    if form.corrects is None:
        if form.amount < 0:
            detail = "A cost below zero takes an earlier one back: say which, by its key."
            raise Invalid("wrong-amount", detail, field="corrects")
        return
    first = [one for one in entries if one.key == form.corrects and one.kind == form.kind]
    if not first:
        detail = f"No cost for {form.kind} was entered here under the key {form.corrects!r}."
        raise Invalid("unknown-cost", detail, field="corrects")
    left = sum((e.amount for e in (*first, *(e for e in entries if e.corrects == form.corrects))),
               Decimal(0))  # fmt: skip
    if left + form.amount < 0:
        detail = f"Of it {left} is left, so no more can be taken back."
        raise Invalid("wrong-amount", detail, field="amount")
