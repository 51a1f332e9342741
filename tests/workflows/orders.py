"""Orders of the story's companies, small enough for a test."""

from datetime import datetime
from decimal import Decimal

from customs.acts import MilestonesReported
from customs.clock import ClockMode, ClockReading
from customs.goods import Charges, Item
from customs.milestones import MilestoneReached
from customs.orders import (
    ClearanceOrder,
    DeclaredGoods,
    ImportOrder,
    LotDraw,
    ReleaseItem,
    ReleaseOrder,
)
from customs.papers import Paper
from customs.parties import Modality, Ownership, Parties, Party, Warehouse
from customs.plan import Regime
from customs.plans import plan_import, plan_release
from tests.workflows.world import BROKER, NOW, a_ref

CLOCK = ClockReading(mode=ClockMode.STORY, now=NOW)
NINGBO = Party(name="Ningbo Haiyue Bearing Co.", country="CN")
LUME = Party(name="Lume Comércio Exterior Ltda", cnpj="99100001000175")
ROLAMAR = Party(name="Rolamar Distribuidora Ltda", cnpj="99100002000110")
SERRA_AZUL = Party(name="Porto Seco Serra Azul S.A.", cnpj="99100003000164")
PARTIES = Parties(
    owner=NINGBO,
    exporter=NINGBO,
    manufacturer=NINGBO,
    consignee=LUME,
    acquirers=(ROLAMAR,),
    depositary=SERRA_AZUL,
    declarants={"admission": LUME, "consumption": ROLAMAR, "bonded_consumption": ROLAMAR},
)
WAREHOUSE = Warehouse(name="Porto Seco Serra Azul S.A.", recinto="8911101", unit="0817700")
BEARING = Item(
    id="A",
    description="Ball bearing 6205-2RS",
    ncm="84821010",
    quantity=Decimal(100),
    unit_price=Decimal("1.12"),
    net_weight_kg=Decimal("12.8"),
    origin="CN",
)
PAPERS = ("commercial_invoice.pdf", "packing_list.pdf", "bill_of_lading.pdf")


def a_paper(filename: str) -> Paper:
    """Return a paper that was handed in."""
    return Paper(file=a_ref(filename), filename=filename)


def an_import(
    reference: str, regime: Regime = Regime.BONDED, papers: tuple[str, ...] = PAPERS
) -> ImportOrder:
    """Return an import of bearings, by sea."""
    bonded = regime is Regime.BONDED
    return ImportOrder(
        reference=reference,
        plan=plan_import(regime, "sea", customs_transit=bonded),
        parties=PARTIES,
        ownership=Ownership.CONSIGNED if bonded else Ownership.BOUGHT_AFLOAT,
        modality=Modality.OWN_ACCOUNT,
        warehouse=WAREHOUSE,
        items=(BEARING,),
        charges=Charges(freight=Decimal("10.00"), insurance=Decimal("1.00")),
        cargo_id="102605012345678",
        papers=tuple(a_paper(name) for name in papers),
        started_by=BROKER,
        clock=CLOCK,
    )


def a_release(
    reference: str,
    import_reference: str,
    lot: str,
    quantity: int,
    destination: str = "consumption",
) -> ReleaseOrder:
    """Return a release of bearings from one lot."""
    draw = LotDraw(import_reference=import_reference, lot=lot, item="A", quantity=Decimal(quantity))
    item = BEARING.model_copy(update={"quantity": Decimal(quantity)})
    return ReleaseOrder(
        reference=reference,
        plan=plan_release(destination),
        destination=destination,
        parties=PARTIES,
        warehouse=WAREHOUSE,
        items=(ReleaseItem(item=item, draws=(draw,)),),
        started_by=BROKER,
        clock=CLOCK,
    )


def a_clearance(owner: str, kind: str = "admission", **more: object) -> ClearanceOrder:
    """Return a declaration of bearings."""
    order = ClearanceOrder(
        owner_reference=owner,
        kind=kind,
        parties=PARTIES,
        ownership=Ownership.CONSIGNED,
        modality=Modality.OWN_ACCOUNT,
        warehouse=WAREHOUSE,
        goods=(DeclaredGoods(item=BEARING),),
        preparer=BROKER,
        clock=CLOCK,
        owner_workflow=f"import/{owner}",
    )
    return order.model_copy(update=more)


def news(*tags: str, at: datetime = NOW, source: str = "carrier") -> MilestonesReported:
    """Return news of milestones, each with an event id of its own."""
    return MilestonesReported(
        news=tuple(
            MilestoneReached(
                event_id=f"{source}-{tag}",
                tag=tag,
                occurred_at=at,
                recorded_at=at,
                source=source,
            )
            for tag in tags
        )
    )
