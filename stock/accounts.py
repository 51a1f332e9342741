"""The names of the ledger's accounts (DESIGN.md 9).

No account is shared by all imports but ``bonded``, and that one is kept per lot:
two imports never wait for each other's balance row.
"""

BONDED = "bonded"
"""Free goods under customs control at the warehouse."""

GONE = ("exported", "transferred", "destroyed", "lost", "forfeited")
"""Where goods end that leave bond otherwise than for consumption."""
NEVER_NEGATIVE = (
    "bonded", "allotted", "reserved", "in_clearance", "cleared", "to_domestic", "domestic", *GONE,
)  # fmt: skip
"""Kinds of account that hold goods: what is not there cannot leave."""

FREE = ("bonded", "allotted")
"""Kinds of account that hold goods which no release has been promised."""
AFTER_TERM = frozenset(["overdue", "lost", "destroyed", "forfeited", "allotted", "unallotted"])
"""Reasons for which goods may leave those accounts when the term of their lot is over."""


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


def allotted(buyer: str) -> str:
    """In bond, set apart for one buyer of a shared pool, by its CNPJ."""
    return f"allotted:{buyer}"


def discrepancy(reference: str) -> str:
    """What papers say and nobody found, or what was found and no paper says (below zero)."""
    return f"discrepancy:{reference}"


def gone(destination: str, reference: str) -> str:
    """Where goods end that leave bond otherwise than for consumption, per import.

    Raises:
        ValueError: there is no such destination.
    """
    if destination not in GONE:
        raise ValueError(f"{destination!r} is none of {', '.join(GONE)}")
    return f"{destination}:{reference}"


def kind_of(account: str) -> str:
    """Return the kind of an account: what stands before the colon."""
    return account.partition(":")[0]


def never_negative(account: str) -> bool:
    """Return whether the account holds goods, and so may not fall below zero."""
    return kind_of(account) in NEVER_NEGATIVE
