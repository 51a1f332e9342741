"""Who acts: a person or a system, with roles, and on whose behalf."""

from decimal import Decimal
from enum import StrEnum

from customs.payload import Payload


class Role(StrEnum):
    """What a person may do. The list is that of the door's access rules."""

    BROKER = "broker"
    APPROVER = "approver"
    OPERATOR = "operator"
    PLANNER = "planner"
    CUSTOMS_MANAGER = "customs_manager"
    BUYER = "buyer"
    SUPPLIER = "supplier"
    AUDITOR = "auditor"
    ADMIN = "admin"
    SYSTEM = "system"


class Actor(Payload):
    """The author of an act, as known at the door when the act was done."""

    person: str
    roles: tuple[Role, ...] = ()
    on_behalf_of: str | None = None
    authority_brl: Decimal | None = None
    """The largest amount this person may approve; None: no limit is set, and none needed."""

    def may(self, *roles: Role) -> bool:
        """Return whether the actor holds one of ``roles``; an admin holds all."""
        return Role.ADMIN in self.roles or any(role in self.roles for role in roles)


SYSTEM = Actor(person="entreposto", roles=(Role.SYSTEM,))
"""The house itself, where no person decided."""
