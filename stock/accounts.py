"""The names of the ledger's accounts (DESIGN.md 9).

No account is shared by all imports but ``bonded``, and that one is kept per lot:
two imports never wait for each other's balance row.
"""

BONDED = "bonded"
"""Free goods under customs control at the warehouse."""

NEVER_NEGATIVE = ("bonded", "reserved", "in_clearance", "cleared", "to_domestic", "domestic")
"""Kinds of account that hold goods: what is not there cannot leave."""


def supplier(agreement: str) -> str:
    """Goods that a supplier still owes; runs below zero as it ships."""
    return f"supplier:{agreement}"


def on_order(reference: str) -> str:
    """Ordered for an import and not shipped."""
    return f"on_order:{reference}"


def in_transit(reference: str) -> str:
    """On the way to the bonded place, at sea or under customs transit."""
    return f"in_transit:{reference}"


def bonded() -> str:
    """Free goods under customs control at the warehouse."""
    return BONDED


def reserved(release: str) -> str:
    """In bond, promised to a release."""
    return f"reserved:{release}"


def in_clearance(declaration: str) -> str:
    """In bond, under a registered declaration, by its number."""
    return f"in_clearance:{declaration}"


def cleared(reference: str) -> str:
    """Nationalised and still at the warehouse."""
    return f"cleared:{reference}"


def to_domestic(reference: str) -> str:
    """Picked up, on the road to the buyer."""
    return f"to_domestic:{reference}"


def domestic(site: str) -> str:
    """At the buyer's site."""
    return f"domestic:{site}"


def kind_of(account: str) -> str:
    """Return the kind of an account: what stands before the colon."""
    return account.partition(":")[0]


def never_negative(account: str) -> bool:
    """Return whether the account holds goods, and so may not fall below zero."""
    return kind_of(account) in NEVER_NEGATIVE
