"""Plans, made once at the door: which papers and milestones a road asks for."""

from collections.abc import Iterable

from customs.clearing_right import is_covered
from customs.dossier_rules import required_papers
from customs.exits import EXITS
from customs.milestones import OURS
from customs.parties import Ownership
from customs.people import Role
from customs.plan import ImportPlan, Regime, ReleasePlan

_ROAD = ("BOOKED", "PAPERS_READ", "GATE_IN_ORIGIN", "LOADED", "DEPARTED", "ARRIVED", "DISCHARGED")
_SEA = ("CE_CHECKED",)
_CONTAINER = ("STRIPPED", "EMPTY_RETURNED")
_TRANSIT = (
    "TRANSIT_REQUESTED",
    "TRANSIT_AUTHORISED",
    "TRANSIT_DEPARTED",
    "TRANSIT_ARRIVED",
    "SEALS_CHECKED",
    "TRANSIT_CONCLUDED",
)
_BOND = (
    "ADMISSION_REGISTERED",
    "CHANNEL_ASSIGNED",
    "DEMAND_RAISED",
    "DEMAND_ANSWERED",
    "RECTIFIED",
    "ADMITTED",
    "RELEASE_CALLED_OFF",
    "RELEASE_ENDED",
)
_CONSUMPTION = (
    "CONSUMPTION_REGISTERED",
    "CHANNEL_ASSIGNED",
    "DEMAND_RAISED",
    "DEMAND_ANSWERED",
    "RECTIFIED",
    "CUSTOMS_RELEASED",
    "AFRMM_PAID",
    "ICMS_DECLARED",
    "NFE_ISSUED",
    "PICKED_UP",
    "DELIVERED_DOMESTIC",
)
_ENDS = ("CANCELLED", "ABANDONED", "CLOSED")
_MODES = ("sea", "air")


def plan_import(
    regime: Regime,
    transport: str,
    customs_transit: bool,
    origins: Iterable[str] = (),
    incoterm: str = "FOB",
) -> ImportPlan:
    """Return the road of an import; goods' origins and Incoterm say which papers it needs.

    Raises:
        ValueError: no road for this mode of transport, or a transit without a bonded place.
    """
    if transport not in _MODES:
        raise ValueError(f"no road for transport {transport!r}; known: {', '.join(_MODES)}")
    bonded = regime is Regime.BONDED
    if customs_transit and not bonded:
        raise ValueError("customs transit leads to a bonded place: a direct import has none")
    sea = transport == "sea"
    milestones = (
        *_ROAD,
        *(_SEA if sea else ()),
        *(("AFRMM_SUSPENDED",) if sea and bonded else ()),
        *(_TRANSIT if customs_transit else ()),
        "CARGO_PRESENT",
        *(_CONTAINER if sea else ()),
        "TALLIED",
        *(_BOND if bonded else _fit(_CONSUMPTION, sea)),
        *_ENDS,
    )
    dossier = required_papers(regime, transport, origins, incoterm)
    return ImportPlan(
        regime=regime,
        entry_declaration="admission" if bonded else "consumption",
        papers=tuple(paper.kind for paper in dossier if paper.blocks == "entry"),
        milestones=_reportable(milestones),
        customs_transit=customs_transit,
        # A direct import may be declared on arrival; into bond it waits for the depositary.
        entry_after=("CARGO_PRESENT",) if bonded else ("ARRIVED", "DISCHARGED", "CARGO_PRESENT"),
        dossier=dossier,
    )


def plan_release(
    destination: str = "consumption", ownership: Ownership = Ownership.CONSIGNED
) -> ReleasePlan:
    """Return the road of one exit from bond.

    Raises:
        ValueError: there is no such way out; names those that there are.
    """
    way = EXITS[destination]
    covered = is_covered(ownership)
    owner = (Role.BUYER,) if covered else (Role.SUPPLIER, Role.CUSTOMS_MANAGER)
    return ReleasePlan(
        declaration=way.declaration,
        papers=tuple(paper.kind for paper in way.papers),
        milestones=_reportable(_CONSUMPTION) if way.declaration else (),
        dossier=way.papers,
        accepted_by=owner if way.ordered_by_owner else (Role.BUYER,),
        steps=way.steps if covered else (*way.before_without_cover, *way.steps),
        goes_to=way.goes_to,
        after_term=way.after_term,
        article=way.article,
        doubt=way.doubt,
    )


def _reportable(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag not in OURS)


def _fit(tags: tuple[str, ...], sea: bool) -> tuple[str, ...]:
    return tags if sea else tuple(tag for tag in tags if tag != "AFRMM_PAID")
