"""The people, the companies and the agreement of the story. All of them are made up."""

from datetime import date
from decimal import Decimal
from typing import Any

from cli.story.figures import AUTHORITY
from customs.people import Role
from records.ports import Person

PEOPLE = (
    Person(name="ana", full_name="Ana Preparadora", roles=(Role.BROKER, Role.APPROVER)),
    Person(
        name="bruno",
        full_name="Bruno Aprovador",
        roles=(Role.APPROVER,),
        authority_brl=AUTHORITY,
    ),
    Person(
        name="carla",
        full_name="Carla Gerente",
        roles=(Role.CUSTOMS_MANAGER, Role.APPROVER),
    ),
    Person(name="paula", full_name="Paula Planejadora", roles=(Role.PLANNER,)),
    Person(
        name="beto",
        full_name="Beto Comprador",
        roles=(Role.BUYER,),
        party="99100002000110",
    ),
    Person(name="lin", full_name="Lin Hai", roles=(Role.SUPPLIER,), party="HAIYUE", language="en"),
    Person(name="otto", full_name="Otto Operador", roles=(Role.OPERATOR,)),
)
"""Preparer (who could approve, but never what she prepared), approver with a limit, manager,
planner, buyer, supplier, operator."""

SUPPLIER = {
    "name": "Ningbo Haiyue Bearing Co., Ltd.",
    "country": "CN",
    "code": "HAIYUE",
    "address": "No. 118 Chaoyang East Road, Ningbo",
}
LUME = {"name": "Lume Comércio Exterior Ltda", "cnpj": "99100001000175"}
ROLAMAR = {
    "name": "Rolamar Distribuidora Ltda",
    "cnpj": "99100002000110",
    "tax_regime": "lucro_real",
}
SERRA_AZUL = {"name": "Porto Seco Serra Azul S.A.", "cnpj": "99100003000164"}
TRANSADUANA = {"name": "TransAduana Ltda", "cnpj": "99100004000109"}
OCEANA = {"name": "Oceana Lines", "country": "NL", "code": "OCEANA"}
DRY_PORT = {"name": "Porto Seco Serra Azul S.A.", "recinto": "8913201", "unit": "0817900"}
AIRPORT = {"name": "Terminal de cargas do aeroporto", "recinto": "8921101", "unit": "0817700"}

BEARING = {
    "id": "A",
    "description": "Deep groove ball bearing 6205-2RS, 25x52x15 mm",
    "ncm": "84821010",
    "quantity": "60000",
    "unit_price": "1.12",
    "net_weight_kg": "7680",
    "origin": "CN",
    "pieces_per_package": 100,
    "pieces_per_pallet": 6000,
    "product_code": "6205-2RS",
    "class_trib": "000001",
}
BLOCK = {
    "id": "B",
    "description": "Pillow block bearing unit UCP205, bore 25 mm, cast iron housing",
    "ncm": "84832000",
    "quantity": "9000",
    "unit_price": "3.40",
    "net_weight_kg": "7110",
    "origin": "CN",
    "pieces_per_package": 30,
    "pieces_per_pallet": 900,
    "product_code": "UCP205",
    "class_trib": "000001",
}

DEMAND = (
    ("A", date(2026, 1, 5), Decimal(3000)),
    ("B", date(2026, 1, 5), Decimal(450)),
    ("A", date(2026, 5, 4), Decimal(4000)),
    ("B", date(2026, 5, 4), Decimal(600)),
)
"""Item, Monday from which on, pieces a week."""
STOCK = (("A", Decimal(54000)), ("B", Decimal(8100)))
"""Counted as Monday 5 January began."""


def agreement(name: str) -> dict[str, Any]:
    """Return the agreement on bearings A and pillow blocks B, as its form is filled in."""
    return {
        "name": name,
        "ownership": "consigned",
        "parties": {
            "exporter": SUPPLIER,
            "consignee": LUME,
            "acquirers": [ROLAMAR],
            "depositary": SERRA_AZUL,
            "carrier": OCEANA,
            "transit_carrier": TRANSADUANA,
        },
        "warehouse": DRY_PORT,
        "items": [
            {
                "item": BEARING,
                "min": "9000",
                "max": "24000",
                "order_multiple": "6000",
                "shortage_cost_brl": "4.10",
            },
            {
                "item": BLOCK,
                "min": "1350",
                "max": "3600",
                "order_multiple": "900",
                "shortage_cost_brl": "9.00",
            },
        ],
        "charges": {"freight": "2958.00", "insurance": "195.60"},
        "incoterm": "FOB",
        "customs_transit": True,
        "lead_time_days": 75,
        "safety_days": 26,
        "release_weekdays": [0],
        "reference_prefix": "VD1",
        "costs": {
            "storage_rate": "0.0025",
            "handling": "152.00",
            "broker": "1180.00",
            "carrier": "980.00",
        },
    }


def air_import(reference: str) -> dict[str, Any]:
    """Return the direct import of 2 000 A that Rolamar flies in, as its form is filled in."""
    bearing = BEARING | {"quantity": "2000", "unit_price": "1.95", "net_weight_kg": "256"}
    return {
        "reference": reference,
        "regime": "direct",
        "transport": "air",
        "ownership": "bought_afloat",
        "parties": {"exporter": SUPPLIER, "consignee": ROLAMAR},
        "warehouse": AIRPORT,
        "items": [bearing],
        "charges": {"freight": "680.00", "insurance": "7.80"},
        "incoterm": "FCA",
        "air_waybills": ["998-4471 2065"],
        "cargo_id": "99844712065",
    }
