"""The counter of explanations: why an amount is what it is, and why it is not what another was."""

import asyncio
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from customs.duties import Assessment, AssessmentRefused, AssessmentRequest, RulePack, assess
from customs.duties.comparing import Comparison, Dated, compare
from customs.duties.telling import Told, UnknownAmount, amount_path, place_of, told, told_whole
from customs.filing import AssessmentMade
from customs.payload import Form, Payload, StoredRef
from customs.people import Actor
from customs.views import ClearanceView
from gateways.doors import QuoteMissing
from wiring.desk.access import require_party
from wiring.desk.counter import Counter
from wiring.desk.errors import Invalid, NotFound

_MOST = 600
"""Numbers of a derivation that are told at once."""
_RECENT = 200
"""Declarations among which those of the same goods are looked for."""


class Explained(Payload):
    """One amount of a declaration, and how it came about."""

    clearance: str
    number: str | None
    registered_on: date
    rule_pack: str
    path: str
    told: Told


class Compared(Payload):
    """One amount of two declarations, and why it differs."""

    before: str
    after: str
    comparison: Comparison


Rate = Annotated[Decimal, Field(gt=0, lt=1_000_000, max_digits=18, allow_inf_nan=False)]
"""BRL for one unit of a currency; none that is quoted is worth a million."""


class IfForm(Form):
    """What would be otherwise: another registration day, another rate."""

    on: date | None = None
    rates: dict[str, Rate] = Field(default={}, max_length=20)


class WhatIf(Payload):
    """What a declaration would cost otherwise."""

    on: date
    quotes: dict[str, str]
    payable: Decimal
    change: Decimal
    """Against the declaration as it stands; above zero it would cost more."""
    terms: tuple[Comparison, ...]


class ExplainCounter(Counter):
    """Answers from stored derivations alone: nothing that was declared is computed anew."""

    async def assessed(self, reference: str) -> tuple[ClearanceView, AssessmentMade]:
        """Return the declaration that ``reference`` means, and its assessment.

        An import or release means its last declaration that was assessed.

        Raises:
            NotFound: there is none.
        """
        rows = [await asyncio.to_thread(self.ports.snapshots.get, "clearance", reference)]
        if rows == [None]:
            find = self.ports.snapshots.find
            rows = list(await asyncio.to_thread(find, "clearance", owner=reference))
        views = [ClearanceView.model_validate(row) for row in rows if row is not None]
        for view in views:
            if view.assessment is not None:
                return view, view.assessment
        raise NotFound("not-assessed", f"{reference} has no declaration that was assessed.")

    async def let_explain(self, actor: Actor, reference: str) -> None:
        """Let who works on declarations, or buys or supplies in them, see how amounts came about."""
        view, _ = await self.assessed(reference)
        require_party(actor, "duties.explain", view.order.parties)

    async def explain(
        self, reference: str, tax: str, item: str | None = None, node: int | None = None,
        depth: int | None = None,
    ) -> Explained:  # fmt: skip
        """Return how an amount came about; ``node`` asks for a part of it, deeper down.

        Without a ``depth`` it is told to its leaves, as far as a page can show them.

        Raises:
            NotFound: no such declaration, or no such amount in it.
        """
        view, made = await self.assessed(reference)
        tree = await self.tree(made)
        try:
            path = amount_path(tree, tax, item)
            place = place_of(tree, path) if node is None else node
            shown = told(tree, place, depth) if depth else told_whole(tree, place, _MOST)
        except (UnknownAmount, IndexError) as unknown:
            raise NotFound("unknown-amount", str(unknown)) from unknown
        return Explained(
            clearance=view.id,
            number=view.number,
            registered_on=made.on,
            rule_pack=made.rule_pack,
            path=path,
            told=shown,
        )

    async def related(self, view: ClearanceView) -> list[ClearanceView]:
        """Return the declarations that may be compared with one: of its owner and of its goods.

        Those are its admissions, and what else was drawn from them; the newest come first.
        """
        rows = await asyncio.to_thread(self.ports.snapshots.find, "clearance", limit=_RECENT)
        mine = view.admissions
        others = [ClearanceView.model_validate(row) for row in rows if row["id"] != view.id]
        return [
            other
            for other in others
            if other.assessment is not None
            and (other.owner_reference == view.owner_reference or mine & other.admissions)
        ]

    async def tree(self, made: AssessmentMade) -> dict[str, Any]:
        """Return the derivation of an assessment.

        Raises:
            NotFound: it was made before derivations were kept.
        """
        stored = await self._json(made.assessment)
        if not stored.get("derivation"):
            raise NotFound("no-derivation", "This assessment was made before trees were kept.")
        return await self._json(StoredRef.model_validate(stored["derivation"]))

    async def compare(self, before: str, after: str, tax: str, item: str | None = None) -> Compared:
        """Return why an amount of one declaration differs from the other's.

        Raises:
            NotFound: as ``explain``, of either.
        """
        (one, first), (other, second) = await self.assessed(before), await self.assessed(after)
        path = await self._path_in(first, second, tax, item)
        before_it, after_it = await self._dated(first), await self._dated(second)
        (found,) = await asyncio.to_thread(_compared, before_it, after_it, [path])
        return Compared(before=one.id, after=other.id, comparison=found)

    async def _path_in(
        self, first: AssessmentMade, second: AssessmentMade, tax: str, item: str | None
    ) -> str:
        """Return the path of an amount that one of the two has: in the other it is nothing."""
        tree, earlier = await self.tree(second), await self.tree(first)
        try:
            path = amount_path(tree, tax, item)
            if path not in earlier["amounts"]:
                place_of(tree, path)
        except UnknownAmount as unknown:
            raise NotFound("unknown-amount", str(unknown)) from unknown
        return path

    async def what_if(self, reference: str, form: IfForm) -> WhatIf:
        """Return what a declaration would cost on another day or at other rates.

        Raises:
            NotFound: there is no such declaration.
            Invalid: the day has no quote yet and no rate was given, or it could not be declared.
        """
        _, made = await self.assessed(reference)
        before = await self._dated(made)
        on = form.on or before.request.registered_on
        rates, shelf = await self._rates(before, form, on), self.ports.packs.shelf
        moved = before.request.model_copy(update={"registered_on": on, "exchange": rates})
        pack = await asyncio.to_thread(shelf.in_force) if form.on else before.pack
        after = Dated(moved, pack)
        assessed = await asyncio.to_thread(partial(_assess, after))
        terms = await asyncio.to_thread(_compared, before, after, ["totals.payable"])
        return WhatIf(
            on=on,
            quotes=assessed.quotes,
            payable=assessed.totals.payable,
            change=assessed.totals.payable - made.cash,
            terms=tuple(terms),
        )

    async def _rates(self, before: Dated, form: IfForm, on: date) -> dict[str, Decimal]:
        """Return the rates of a day: those given, else those that are published for it."""
        strange = sorted(form.rates.keys() - before.request.exchange.keys())
        if strange:
            detail = f"Nothing is declared in {strange[0]}."
            raise Invalid("no-such-currency", detail, field=f"rates.{strange[0]}")
        rates = dict(before.request.exchange) | form.rates
        if form.on is None:
            return rates
        for currency in before.request.currencies():
            if currency not in form.rates:
                try:
                    quote = await asyncio.to_thread(self.ports.packs.rates.quote, currency, on)
                except QuoteMissing as missing:
                    detail = f"{missing} Give a rate for {currency}."
                    raise Invalid("no-quote", detail, field=f"rates.{currency}") from missing
                rates[currency] = quote.rate
        return rates

    async def _dated(self, made: AssessmentMade) -> Dated:
        if made.request is None:
            raise NotFound("no-derivation", "This assessment was made before its input was kept.")
        request = AssessmentRequest.model_validate(await self._json(made.request))
        return Dated(request, await asyncio.to_thread(self._pack, made.rule_pack))

    def _pack(self, sha256: str) -> RulePack:
        shelf = self.ports.packs.shelf
        for activation in (shelf.activation(), *self.ports.packs.book.all()):
            if activation.sha256 == sha256:
                return shelf.read(activation.text)
        raise NotFound("unknown-pack", f"The rule pack {sha256} is not kept here.")

    async def _json(self, ref: StoredRef) -> dict[str, Any]:
        value: dict[str, Any] = await asyncio.to_thread(self.ports.store.get_json, ref)
        return value


def _assess(dated: Dated) -> Assessment:
    try:
        return assess(dated.request, dated.pack, explain=False)
    except AssessmentRefused as refused:
        problem = refused.problems[0]
        raise Invalid("not-assessable", problem.message, field=problem.field) from refused


def _compared(before: Dated, after: Dated, paths: list[str]) -> list[Comparison]:
    try:
        return compare(before, after, paths)
    except (AssessmentRefused, LookupError, ArithmeticError) as wrong:
        raise Invalid("not-comparable", f"They cannot be compared: {wrong}") from wrong
