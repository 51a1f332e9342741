"""Who may do what: one table, read by every door."""

from customs.parties import Parties
from customs.people import Actor, Role
from records.ports import Person
from wiring.desk.errors import Forbidden

_EVERYBODY = tuple(Role)
_INSIDE = (Role.BROKER, Role.OPERATOR, Role.PLANNER, Role.CUSTOMS_MANAGER, Role.APPROVER)

ACCESS: dict[str, tuple[Role, ...]] = {
    "import.start": (Role.BROKER, Role.PLANNER, Role.SYSTEM),
    "release.start": (Role.BROKER, Role.PLANNER, Role.SYSTEM),
    "import.cancel": (Role.BROKER, Role.CUSTOMS_MANAGER),
    "import.file_entry": (Role.BROKER, Role.CUSTOMS_MANAGER),
    "goods.tally": (Role.OPERATOR, Role.BROKER, Role.SYSTEM),
    "goods.lose": (Role.OPERATOR, Role.BROKER, Role.CUSTOMS_MANAGER),
    "extension.request": (Role.BROKER, Role.CUSTOMS_MANAGER),
    "extension.answer": (Role.BROKER, Role.CUSTOMS_MANAGER),
    "storage.bill": _INSIDE,
    "papers.add": (Role.BROKER, Role.OPERATOR, Role.SUPPLIER, Role.BUYER, Role.PLANNER),
    "paper.correct": (Role.BROKER, Role.OPERATOR),
    "letters.match": (Role.BROKER, Role.OPERATOR, Role.PLANNER),
    "letters.receive": (Role.BROKER, Role.OPERATOR, Role.SYSTEM),
    "milestone.record": (*_INSIDE, Role.SUPPLIER, Role.BUYER, Role.SYSTEM),
    "milestones.report": (*_INSIDE, Role.SUPPLIER, Role.SYSTEM),
    "milestones.match": (Role.BROKER, Role.OPERATOR, Role.PLANNER),
    "task.claim": _EVERYBODY,
    "task.put_back": _EVERYBODY,
    "task.complete": _EVERYBODY,
    "cost.add": (Role.BROKER, Role.OPERATOR, Role.CUSTOMS_MANAGER, Role.SYSTEM),
    "programme.start": (Role.PLANNER, Role.SYSTEM),
    "programme.review": (Role.PLANNER, Role.BUYER, Role.SUPPLIER, Role.SYSTEM),
    "demand.report": (Role.PLANNER, Role.BUYER, Role.SYSTEM),
    "stock.count": (Role.PLANNER, Role.BUYER, Role.OPERATOR, Role.SYSTEM),
    "stock.reconcile": (*_INSIDE, Role.AUDITOR, Role.SYSTEM),
    "products.keep": (Role.BROKER, Role.PLANNER, Role.SYSTEM),
    "rules.propose": (Role.BROKER, Role.CUSTOMS_MANAGER),
    "rules.preview": _INSIDE,
    "rules.see_impact": (*_INSIDE, Role.AUDITOR, Role.SYSTEM),
    "duties.explain": (*_INSIDE, Role.AUDITOR, Role.SYSTEM),
    "clock.move": (Role.SYSTEM,),
    "clock.begin": (Role.SYSTEM,),
    "snapshot.refresh": (Role.BROKER, Role.OPERATOR, Role.SYSTEM),
}
"""Act → roles that may do it; an admin may do all. A task's own roles are checked by the task."""


def require(actor: Actor, act: str) -> None:
    """Let the actor pass.

    Raises:
        Forbidden: none of the actor's roles may do ``act``; names those that may.
    """
    roles = ACCESS[act]
    if not actor.may(*roles):
        allowed = ", ".join(roles)
        held = ", ".join(actor.roles) or "no role"
        raise Forbidden(
            "role-missing",
            f"{actor.person} ({held}) may not do {act}; that is for: {allowed}",
            extra={"act": act, "roles": list(roles)},
        )


def require_party(actor: Actor, act: str, parties: Parties) -> None:
    """Let the actor pass, also who buys or supplies for one of the parties.

    Raises:
        Forbidden: as ``require``.
    """
    party = actor.on_behalf_of
    theirs = bool(party) and actor.may(Role.BUYER, Role.SUPPLIER) and parties.named(party or "")
    if not theirs:
        require(actor, act)


def actor_of(person: Person) -> Actor:
    """Return the author of acts that a signed-in person is."""
    return Actor(
        person=person.name,
        roles=person.roles,
        on_behalf_of=person.party,
        authority_brl=person.authority_brl,
    )
