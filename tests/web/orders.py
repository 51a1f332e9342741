"""The orders and the news that the story of these tests is made of."""

from datetime import UTC, datetime, timedelta
from typing import Any

from activities.rule_packs import shipped_pack
from customs.clock import ClockReading
from customs.milestones import MilestoneReached
from customs.orders import ImportOrder
from tests.unit.desk.house import House
from wiring.desk.forms import StartImport
from wiring.desk.orders import order_of

NOW = datetime(2026, 4, 22, 12, 30, tzinfo=UTC)
IMPORT = "VD1-HAIYUE-26-001"
PAPERED = "VD1-HAIYUE-26-002"
BY_AIR = "AM-AIR-26-001"
RELEASE = f"{IMPORT}-R1"
APPROVAL = f"{RELEASE}/bonded_consumption-1/approval-1"
ADMISSION = "26BR00009901010"
HAIYUE = {"name": "Ningbo Haiyue Bearing Co., Ltd.", "country": "CN", "code": "HAIYUE"}
LUME = {"name": "Lume Comércio Exterior Ltda", "cnpj": "99100001000175"}
ROLAMAR = {"name": "Rolamar Distribuidora Ltda", "cnpj": "99100002000110"}
SERRA_AZUL = {"name": "Porto Seco Serra Azul S.A.", "cnpj": "99100003000164"}
ITEMS = [
    {
        "id": "A",
        "description": "Deep groove ball bearing 6205-2RS",
        "ncm": "84821010",
        "quantity": "60000",
        "unit_price": "1.12",
        "net_weight_kg": "7680",
        "origin": "CN",
    },
    {
        "id": "B",
        "description": "Pillow block bearing UCP205",
        "ncm": "84832000",
        "quantity": "9000",
        "unit_price": "3.40",
        "net_weight_kg": "7110",
        "origin": "CN",
    },
]


def an_order(house: House, reference: str, **changes: Any) -> ImportOrder:
    """An order of 60 000 bearings and 9 000 pillow blocks into bond, or what ``changes`` makes of it."""
    form = {
        "reference": reference,
        "regime": "bonded",
        "customs_transit": True,
        "ownership": "consigned",
        "parties": {
            "exporter": HAIYUE,
            "consignee": LUME,
            "acquirers": [ROLAMAR],
            "depositary": SERRA_AZUL,
        },
        "warehouse": {"name": SERRA_AZUL["name"], "recinto": "8913201", "unit": "0817900"},
        "items": ITEMS,
        "charges": {"freight": "2958.00", "insurance": "195.60"},
        "containers": ["XHYU3017268"],
    }
    clock = ClockReading(now=NOW - timedelta(days=107))
    return order_of(
        StartImport.model_validate(form | changes), house.actor("bruna"), clock, shipped_pack()
    )


def milestone(tag: str, day: str, **changes: Any) -> MilestoneReached:
    """News of a milestone at noon UTC, heard two hours later."""
    at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    said = {
        "event_id": f"{tag.lower()}-{day}",
        "tag": tag,
        "occurred_at": at,
        "recorded_at": at + timedelta(hours=2),
        "source": "oceana",
    }
    return MilestoneReached.model_validate(said | changes)
