"""Clearance orders of the story: its companies, goods and dates."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from customs.clock import BRASILIA, ClockReading
from customs.goods import Item
from customs.orders import ClearanceOrder, DeclaredGoods, LinkedItem
from customs.parties import Modality, Ownership, Parties, Party, Warehouse
from customs.people import Actor

OWNER = Party(name="Ningbo Haiyue Bearing Co.", country="CN", code="OPE-1")
LUME = Party(name="Lume Comércio Exterior Ltda", cnpj="99.100.001/0001-75")
ROLAMAR = Party(name="Rolamar Distribuidora Ltda", cnpj="99.100.002/0001-10")
PARTIES = Parties(
    owner=OWNER,
    exporter=OWNER,
    manufacturer=OWNER,
    consignee=LUME,
    acquirers=(ROLAMAR,),
    declarants={"admission": LUME, "consumption": ROLAMAR, "bonded_consumption": ROLAMAR},
)
ADMISSION_NUMBER = "26BR00009901010"
CE = "152605012345678"
INVOICE = {
    "commercial_invoice": {
        "invoice_number": "NH-26-014",
        "issue_date": "2026-04-20",
        "total_amount": "20190.72",
    }
}


def day(text: str) -> ClockReading:
    """Return the business clock at ten in the morning of a day in Brasília."""
    return ClockReading(now=datetime.fromisoformat(f"{text}T10:00").replace(tzinfo=BRASILIA))


def bearing(quantity: str = "60000", weight: str = "7680", **more: Any) -> Item:
    """Return item A."""
    return Item(
        id="A",
        description="Ball bearing 6205-2RS",
        ncm="84821010",
        quantity=Decimal(quantity),
        unit_price=Decimal("1.12"),
        net_weight_kg=Decimal(weight),
        origin="CN",
        **more,
    )


def block(quantity: str = "9000", price: str = "3.40", weight: str = "7110") -> Item:
    """Return item B."""
    return Item(
        id="B",
        description="Pillow block UCP205",
        ncm="84832000",
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        net_weight_kg=Decimal(weight),
        origin="CN",
    )


def order(kind: str, goods: tuple[DeclaredGoods, ...] = (), **more: Any) -> ClearanceOrder:
    """Return a clearance of ``kind`` for consigned goods by sea."""
    told: dict[str, Any] = {
        "owner_reference": "IMP-2026-001",
        "kind": kind,
        "parties": PARTIES,
        "ownership": Ownership.CONSIGNED,
        "modality": Modality.OWN_ACCOUNT,
        "warehouse": Warehouse(name="Porto Seco Serra Azul", recinto="8931404", unit="0817700"),
        "goods": goods,
        "preparer": Actor(person="preparer"),
        "clock": day("2026-03-24"),
    }
    return ClearanceOrder.model_validate({**told, **more})


def admission(**more: Any) -> ClearanceOrder:
    """Return the story's admission."""
    goods = (
        DeclaredGoods(item=bearing(), freight=Decimal("1536.00"), insurance=Decimal("134.40")),
        DeclaredGoods(item=block(), freight=Decimal("1422.00"), insurance=Decimal("61.20")),
    )
    return order("admission", goods, **{"cargo_id": CE, **more})


def release(price_of_b: str = "3.40", **more: Any) -> ClearanceOrder:
    """Return the story's first release: 12 000 of A and 1 800 of B."""
    whole = (("60000", "1536.00", "134.40"), ("9000", "1422.00", "61.20"))
    items = (bearing("12000", "1536"), block("1800", price_of_b, "1422"))
    goods = tuple(
        DeclaredGoods(
            item=item,
            linked=LinkedItem(
                declaration=ADMISSION_NUMBER,
                item_number=number,
                quantity=Decimal(quantity),
                freight=Decimal(freight),
                insurance=Decimal(insurance),
            ),
        )
        for number, (item, (quantity, freight, insurance)) in enumerate(
            zip(items, whole, strict=True), start=1
        )
    )
    told = {
        "owner_reference": "VD-REL-001",
        "goods": goods,
        "paper_facts": INVOICE,
        "afrmm_due": True,
        "clock": day("2026-04-20"),
    }
    return order("bonded_consumption", **{**told, **more})
