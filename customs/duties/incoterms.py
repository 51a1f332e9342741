"""Terms of sale, and what of the way to the border their price holds already."""

from dataclasses import dataclass

from customs.registry import Registry


@dataclass(frozen=True)
class Incoterm:
    """A term of Incoterms 2000, 2010 or 2020 (or C&F, as invoices still write it)."""

    tag: str
    freight_inside: bool
    insurance_inside: bool = False
    """The seller owes insurance; under a D term nobody does, so it may be given beside."""


INCOTERMS: Registry[Incoterm] = Registry(
    "Incoterm",
    *(Incoterm(tag, freight_inside=False) for tag in ("EXW", "FCA", "FAS", "FOB")),
    *(Incoterm(tag, freight_inside=True) for tag in ("CFR", "CPT", "C+F", "C&F", "CNF")),
    *(Incoterm(tag, freight_inside=True, insurance_inside=True) for tag in ("CIF", "CIP")),
    *(
        Incoterm(tag, freight_inside=True)
        for tag in ("DAF", "DES", "DEQ", "DDU", "DAT", "DAP", "DPU", "DDP")
    ),
)
FREIGHT_INSIDE = frozenset(term.tag for term in INCOTERMS if term.freight_inside)
"""Incoterms whose price already holds the international freight."""
INSURANCE_INSIDE = frozenset(term.tag for term in INCOTERMS if term.insurance_inside)
"""Incoterms whose price already holds the insurance."""
