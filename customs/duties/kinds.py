"""Kinds of declaration as duties see them: what each suspends, and what arises with it."""

from dataclasses import dataclass

from customs.registry import Registry

TAXES = ("ii", "ipi", "pis", "cofins")
"""Federal taxes on the goods, in the order in which they are computed."""
DEFENCE = ("antidumping", "countervailing", "safeguard")
"""Duties of trade defence; they arise only where a resolution names the goods."""


@dataclass(frozen=True)
class DutyKind:
    """What a kind of declaration does to duties. A new regime is one more entry."""

    tag: str
    act: str
    suspends: frozenset[str] = frozenset()
    """Federal taxes and trade defence whose payment waits while the regime lasts."""
    releases: bool = True
    """The goods become free: ICMS, AFRMM, IBS and CBS arise with this declaration."""


_ALL = frozenset((*TAXES, *DEFENCE))

KINDS: Registry[DutyKind] = Registry(
    "kind of declaration",
    DutyKind("consumption", "RA (Decreto 6.759/2009) art. 73 I"),
    DutyKind("admission", "RA art. 404: entreposto aduaneiro", suspends=_ALL, releases=False),
    DutyKind("bonded_consumption", "RA arts. 73 sole paragraph and 409"),
    DutyKind(
        "temporary_admission",
        "RA art. 353: total suspension",
        suspends=_ALL,
        releases=False,
    ),
)
"""Read by the engine and at its door."""
