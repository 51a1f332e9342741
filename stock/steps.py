"""The movements of an import's and a release's life, step by step; pure.

Each builder returns one movement whose key is ``{reference}/{step}``; the steps are
permanent, because a repeated post is recognised by its key. Where one reference
may have several declarations, the step names the declaration too.

An import's goods go ``supplier → on_order → in_transit → bonded``, and get their lot
on the last leg. A release's go ``bonded → reserved → in_clearance → cleared →
to_domestic → domestic`` and keep theirs. A direct import's go from ``in_transit`` to
``in_clearance`` and on like a release's, without a lot.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from customs.people import SYSTEM, Actor
from stock import accounts
from stock.movements import Movement, Posting

Goods = tuple[tuple[str, str, Decimal], ...]
"""Item, lot (empty where there is none yet) and quantity."""


@dataclass(frozen=True)
class Fact:
    """What happened: to which import or release, when, when we knew, and by whom."""

    reference: str
    occurred_at: datetime
    recorded_at: datetime
    actor: Actor = SYSTEM


def ordered(fact: Fact, goods: Goods, supplier: str) -> Movement:
    """The supplier owes the goods; ``supplier`` names the agreement, or else the exporter."""
    source, target = accounts.supplier(supplier), accounts.on_order(fact.reference)
    return _move("ordered", fact, _without_lot(goods), source, target)


def shipped(fact: Fact, goods: Goods) -> Movement:
    """The goods are on their way."""
    source, target = accounts.on_order(fact.reference), accounts.in_transit(fact.reference)
    return _move("shipped", fact, _without_lot(goods), source, target)


def undone(fact: Fact, goods: Goods, supplier: str, shipped: bool) -> Movement:
    """The order is cancelled: the supplier has, or is to take back, what it owed."""
    reference = fact.reference
    source = accounts.in_transit(reference) if shipped else accounts.on_order(reference)
    return _move("undone", fact, _without_lot(goods), source, accounts.supplier(supplier))


def admitted(fact: Fact, goods: Goods) -> Movement:
    """The goods are admitted in bond: each item gets the lot that its quantity names."""
    transit = accounts.in_transit(fact.reference)
    postings = [
        posting
        for item, lot, quantity in goods
        for posting in (
            Posting(account=transit, product=item, quantity=-quantity),
            Posting(account=accounts.bonded(), product=item, lot=lot, quantity=quantity),
        )
    ]
    return _movement("admitted", fact, postings)


def reserved(fact: Fact, goods: Goods) -> Movement:
    """Free goods are promised to a release."""
    return _move("reserved", fact, goods, accounts.bonded(), accounts.reserved(fact.reference))


def unreserved(fact: Fact, goods: Goods) -> Movement:
    """The promise is taken back: the goods are free again, in the same lots."""
    return _move("unreserved", fact, goods, accounts.reserved(fact.reference), accounts.bonded())


def in_clearance(fact: Fact, goods: Goods, declaration: str) -> Movement:
    """A release's goods stand under a registered declaration."""
    source, target = accounts.reserved(fact.reference), accounts.in_clearance(declaration)
    return _move(f"in_clearance/{declaration}", fact, goods, source, target)


def withdrawn(fact: Fact, goods: Goods, declaration: str) -> Movement:
    """A registered declaration was cancelled: a release's goods are only promised again."""
    source, target = accounts.in_clearance(declaration), accounts.reserved(fact.reference)
    return _move(f"withdrawn/{declaration}", fact, goods, source, target)


def direct_in_clearance(fact: Fact, goods: Goods, declaration: str) -> Movement:
    """A direct import's goods stand under a registered declaration."""
    source, target = accounts.in_transit(fact.reference), accounts.in_clearance(declaration)
    return _move(f"in_clearance/{declaration}", fact, _without_lot(goods), source, target)


def cleared(fact: Fact, goods: Goods, declaration: str) -> Movement:
    """The declaration is released: the goods are nationalised, still at the warehouse."""
    source, target = accounts.in_clearance(declaration), accounts.cleared(fact.reference)
    return _move(f"cleared/{declaration}", fact, goods, source, target)


def picked_up(fact: Fact, goods: Goods) -> Movement:
    """The goods left the warehouse for the buyer."""
    source, target = accounts.cleared(fact.reference), accounts.to_domestic(fact.reference)
    return _move("picked_up", fact, goods, source, target)


def delivered(fact: Fact, goods: Goods, site: str) -> Movement:
    """The goods are at the buyer's site."""
    source, target = accounts.to_domestic(fact.reference), accounts.domestic(site)
    return _move("delivered", fact, goods, source, target)


def allotted(fact: Fact, goods: Goods, buyer: str, document: str) -> Movement:
    """Free goods are set apart for one buyer; ``document`` names the allotment."""
    return _move(f"allotted/{document}", fact, goods, accounts.bonded(), accounts.allotted(buyer))


def unallotted(fact: Fact, goods: Goods, buyer: str, document: str) -> Movement:
    """Goods that were set apart are everybody's again."""
    source, target = accounts.allotted(buyer), accounts.bonded()
    return _move(f"unallotted/{document}", fact, goods, source, target)


def reserved_of_allotment(fact: Fact, goods: Goods, buyer: str) -> Movement:
    """A buyer's own allotment is promised to its release."""
    source, target = accounts.allotted(buyer), accounts.reserved(fact.reference)
    return _move("reserved_of_allotment", fact, goods, source, target)


def found_short(fact: Fact, goods: Goods, document: str) -> Movement:
    """Goods that the papers name were not found at the tally."""
    source, target = accounts.in_transit(fact.reference), accounts.discrepancy(fact.reference)
    return _move(f"found_short/{document}", fact, _without_lot(goods), source, target)


def found_over(fact: Fact, goods: Goods, document: str) -> Movement:
    """Goods that no paper names were found at the tally."""
    source, target = accounts.discrepancy(fact.reference), accounts.in_transit(fact.reference)
    return _move(f"found_over/{document}", fact, _without_lot(goods), source, target)


def gone(fact: Fact, goods: Goods, destination: str, source: str, document: str) -> Movement:
    """Goods left bond otherwise than for consumption, from ``source``, by an act of theirs.

    ``destination`` is one of ``accounts.GONE`` and the reason of the movement; ``fact.reference``
    is the import or release that it belongs to, ``document`` the act's own number.
    """
    target = accounts.gone(destination, fact.reference)
    return _move(f"{destination}/{document}", fact, goods, source, target)


def overdue(fact: Fact, goods: Goods) -> Movement:
    """Goods whose term is over are promised to a release that pays interest and fine."""
    source, target = accounts.bonded(), accounts.reserved(fact.reference)
    return _move("overdue", fact, goods, source, target)


def _without_lot(goods: Goods) -> Goods:
    return tuple((item, "", quantity) for item, _, quantity in goods)


def _move(step: str, fact: Fact, goods: Goods, source: str, target: str) -> Movement:
    postings = [
        Posting(account=account, product=item, lot=lot, quantity=sign * quantity)
        for item, lot, quantity in goods
        for account, sign in ((source, -1), (target, 1))
    ]
    return _movement(step, fact, postings)


def _movement(step: str, fact: Fact, postings: list[Posting]) -> Movement:
    return Movement(
        key=f"{fact.reference}/{step}",
        reference=fact.reference,
        occurred_at=fact.occurred_at,
        recorded_at=fact.recorded_at,
        reason=step.partition("/")[0],
        actor=fact.actor,
        postings=tuple(postings),
    )
