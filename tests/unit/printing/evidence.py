"""Evidence as an approver gets it: declarations of the demo's kinds, assembled and assessed for real."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from activities.declarations import sendable
from activities.rule_packs import shipped_pack
from customs.clock import ClockReading
from customs.declarations.assembling import build
from customs.duties import assess
from customs.goods import Item
from customs.orders import ClearanceOrder, DeclaredGoods, LinkedItem
from customs.parties import Modality, Ownership, Parties, Party, Warehouse
from customs.people import SYSTEM

LUME = Party(name="Lume Comércio Exterior Ltda", cnpj="99100001000175")
ROLAMAR = Party(name="Rolamar Distribuidora Ltda", cnpj="99100002000110")
HAIYUE = Party(name="Ningbo Haiyue 宁波海悦轴承有限公司", country="CN", code="HAIYUE-1")


def evidence(
    kind: str = "admission", description: str = "Rolamento de esferas 6205-2RS"
) -> dict[str, Any]:
    """Return the data that a template is handed: declaration and assessment as stored JSON."""
    order = _order(kind, description)
    declaration = build(order)
    on = date(2026, 3, 24) if kind == "admission" else date(2026, 4, 22)
    asked = declaration.assessment.model_copy(
        update={"registered_on": on, "exchange": {"USD": Decimal("5.3120")}}
    )
    data: dict[str, Any] = {
        "reference": order.our_reference,
        "kind": kind,
        "on": on.isoformat(),
        "quote_date": "2026-03-23",
        "declaration": sendable(declaration),
        "assessment": assess(asked, shipped_pack()).model_dump(mode="json"),
    }
    body = json.dumps(data, sort_keys=True).encode()
    return data | {"evidence_sha256": hashlib.sha256(body).hexdigest()}


def _order(kind: str, description: str) -> ClearanceOrder:
    bonded = kind == "bonded_consumption"
    return ClearanceOrder(
        owner_reference="VD1-HAIYUE-26-001",
        kind=kind,
        parties=Parties(
            owner=HAIYUE,
            exporter=HAIYUE,
            manufacturer=HAIYUE,
            consignee=LUME,
            acquirers=(ROLAMAR,),
            declarants={"admission": LUME, "bonded_consumption": ROLAMAR, "consumption": ROLAMAR},
        ),
        ownership=Ownership.CONSIGNED,
        modality=Modality.OWN_ACCOUNT,
        warehouse=Warehouse(name="Porto Seco Serra Azul", recinto="8911399", unit="0817900"),
        goods=(
            _goods("A", description, "84821010", "1.12", (60_000, 12_000), "1536.00", bonded),
            _goods("B", "Mancal UCP205", "84832000", "3.40", (9_000, 1_800), "1422.00", bonded),
        ),
        paper_facts={
            "commercial_invoice": {
                "invoice_number": "HY-2601-118",
                "issue_date": "2026-01-27",
                "total_amount": "100953.60",
            },
            "bill_of_lading": {"bl_number": "OCLNNGB26017734", "issue_date": "2026-01-30"},
        },
        incoterm="FOB",
        cargo_id="152605012345678",
        preparer=SYSTEM,
        clock=ClockReading(now=datetime(2026, 3, 24, 12, tzinfo=UTC)),
    )


def _goods(
    name: str, text: str, ncm: str, price: str, pieces: tuple[int, int], freight: str, *bonded: bool
) -> DeclaredGoods:
    whole, part = pieces
    drawn = part if any(bonded) else whole
    link = LinkedItem(
        declaration="26BR00009901010",
        item_number=1 if name == "A" else 2,
        quantity=Decimal(whole),
        freight=Decimal(freight),
        insurance=Decimal("134.40"),
    )
    return DeclaredGoods(
        item=Item(
            id=name,
            description=text,
            ncm=ncm,
            quantity=Decimal(drawn),
            unit_price=Decimal(price),
            net_weight_kg=Decimal("0.128") * drawn,
            origin="CN",
        ),
        freight=Decimal(freight),
        insurance=Decimal("134.40"),
        linked=link if any(bonded) else None,
    )
