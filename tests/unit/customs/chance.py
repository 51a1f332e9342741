"""Declarations made by chance, but such as could be filed."""

from random import Random
from typing import Any

NCMS = ("84821010", "84832000", "39269090")
RATES = {"ii": "14", "ipi": "6.5", "pis": "2.10", "cofins": "9.65"}
OUTSIDE, INSIDE = ("EXW", "FCA", "FAS", "FOB"), ("CFR", "CPT", "DAP", "DDP")


def declaration(seed: int) -> dict[str, Any]:
    """Return the request that a seed stands for."""
    luck = Random(seed)
    terms = luck.choice((OUTSIDE, INSIDE))
    goods = [_item(luck, n, luck.choice(terms)) for n in range(luck.randint(1, 6))]
    told: dict[str, Any] = {
        "registered_on": luck.choice(("2026-04-22", "2026-11-03", "2024-02-29")),
        "kind": luck.choice(("consumption", "admission", "bonded_consumption")),
        "exchange": {"USD": _amount(luck, 6, 4), "EUR": _amount(luck, 7, 4)},
        "icms": {"rate": luck.choice(("18", "4", "22"))} | luck.choice(_TERMS),
        "items": goods,
        "other_in_icms_base": _amount(luck, 500, 2),
    }
    if terms == OUTSIDE:
        by = luck.choice(("net_weight", "value"))
        told["freight"] = _money(luck, 3000) | {"apportion_by": by}
    if luck.random() < 0.5:
        told["insurance"] = _money(luck, 200)
    if luck.random() < 0.3:
        told["adjustments"] = [_money(luck, 90) | {"effect": "addition", "type": "commission"}]
    return told


_TERMS: tuple[dict[str, str], ...] = (
    {},
    {"charge_rate": "2.6"},
    {"base_reduction": "33.33"},
    {"effective_rate": "3"},
    {"deferral": "40"},
)


def _item(luck: Random, number: int, incoterm: str) -> dict[str, Any]:
    ncm = luck.choice(NCMS)
    told: dict[str, Any] = {
        "id": f"I{number}",
        "ncm": ncm,
        "origin": luck.choice(("CN", "DE")),
        "quantity": str(luck.randint(1, 5000)),
        "net_weight_kg": _amount(luck, 900, 3),
        "incoterm": incoterm,
        "class_trib": luck.choice((None, "000001")),
        "unit_price" if luck.random() < 0.5 else "value": _money(luck, 40000),
        "rates": RATES if ncm == "39269090" or luck.random() < 0.3 else {},
    }
    if luck.random() < 0.3:
        tax = luck.choice(("ii", "ipi", "pis", "cofins"))
        told["relief"] = {tax: luck.choice(("exempt", "suspended", "zero_rate"))}
    if luck.random() < 0.3:
        told["reductions"] = {luck.choice(("ii", "ipi")): _amount(luck, 99, 2)}
    if luck.random() < 0.2:
        told["specific"] = {"antidumping": _money(luck, 3) | {"per": luck.choice(("kg", "t"))}}
    if luck.random() < 0.3:
        told["adjustments"] = [_money(luck, 5) | {"effect": "addition", "type": "packing"}]
    return told


def _money(luck: Random, most: int) -> dict[str, str]:
    return {"amount": _amount(luck, most, 2), "currency": luck.choice(("USD", "EUR", "BRL"))}


def _amount(luck: Random, most: int, places: int) -> str:
    return f"{luck.randint(1, most * 10**places) / 10**places:.{places}f}"
