"""Duties of a long declaration, against the same formulas written as plain decimal arithmetic."""

import json
import time
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from activities.rule_packs import shipped_pack
from bench.measurement import Measurement
from customs.apportion import apportion
from customs.duties import AssessmentRequest, assess
from customs.duties.derivation import replay

ITEMS = 2_000
_CENT, _HUNDRED, _ZERO = Decimal("0.01"), Decimal(100), Decimal("0.00")
_QUOTE, _ICMS, _FEE = Decimal("5.2870"), Decimal(18), Decimal("154.23")
_RATES = {"ii": "16", "ipi": "7.8", "pis": "2.10", "cofins": "9.65"}


def measure() -> Iterator[Measurement]:
    """Measure with and without the tree; the plain arithmetic gives the same cents."""
    request, pack = declaration(ITEMS), shipped_pack()
    told = assess(request, pack)
    reference = least(lambda: plain(request))
    held = f"plain decimals {reference * 1000:.0f} ms"
    for what, limit, explain in (("with", 10, True), ("without", 3, False)):
        took = least(lambda explain=explain: assess(request, pack, explain=explain))  # type: ignore[misc]
        name = f"duties of {ITEMS:,} items {what} derivation"
        yield Measurement(name, f"{took / reference:.1f} ×", f"{limit} ×", held)
    whole = least(lambda: assess(request, pack).tree.canonical())  # type: ignore[union-attr]
    yield Measurement(f"{ITEMS:,} items, assessed and written", f"{whole:.2f} s", "0.5 s", held)
    written = told.tree.canonical() if told.tree is not None else b""
    size = f"{len(written) / 1e6:.1f} MB"
    walked = least(lambda: replay(json.loads(written)))
    yield Measurement("the tree read and walked alone", f"{walked:.2f} s", "–", size)


def least(action: Callable[[], object], times: int = 15) -> float:
    """Return the least processor time of an action: neighbours do not count."""
    took = []
    for _ in range(times):
        began = time.process_time()
        action()
        took.append(time.process_time() - began)
    return min(took)


def declaration(items: int) -> AssessmentRequest:
    """Return a declaration of so many items in additions of forty, freight shared by weight."""
    goods: list[dict[str, Any]] = [
        {
            "id": str(n),
            "addition": n // 40 + 1,
            "ncm": "84821010",
            "origin": "CN",
            "quantity": "100",
            "net_weight_kg": str(10 + n % 17),
            "value": {"amount": f"{1000 + 7 * n}.{n % 90 + 10}", "currency": "USD"},
            "rates": _RATES,
        }
        for n in range(items)
    ]
    told = {
        "registered_on": "2026-04-22",
        "kind": "consumption",
        "exchange": {"USD": str(_QUOTE)},
        "freight": {"amount": "23456.78", "currency": "USD"},
        "insurance": {"amount": "1234.56", "currency": "USD"},
        "icms": {"rate": str(_ICMS)},
        "afrmm": "0.00",
        "siscomex_fee": str(_FEE),
        "items": goods,
    }
    return AssessmentRequest.model_validate(told)


def plain(request: AssessmentRequest) -> Decimal:
    """Return what is payable: the formulas of the engine and nothing else, not even checks."""
    prices = [item.value.amount * _QUOTE for item in request.items if item.value is not None]
    freights = apportion(Decimal("23456.78"), [item.net_weight_kg for item in request.items])
    insurances = apportion(Decimal("1234.56"), prices)
    values = [
        (price + freight * _QUOTE + insurance * _QUOTE).quantize(_CENT, ROUND_HALF_UP)
        for price, freight, insurance in zip(prices, freights, insurances, strict=True)
    ]
    groups: dict[int | None, list[Decimal]] = {}
    for item, value in zip(request.items, values, strict=True):
        groups.setdefault(item.addition, []).append(value)
    federal = sum((sum(_federal(group), _ZERO) for group in groups.values()), _ZERO)
    before = sum(values, _ZERO) + federal + _FEE
    base = (before / (1 - _ICMS / _HUNDRED)).quantize(_CENT, ROUND_HALF_UP)
    icms = (base * _ICMS / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
    return federal + _FEE + icms


def _federal(values: list[Decimal]) -> Iterator[Decimal]:
    ii = _tax("ii", values)
    bases = [value + part for value, part in zip(values, ii, strict=True)]
    for parts in (ii, _tax("ipi", bases), _tax("pis", values), _tax("cofins", values)):
        yield sum(parts, _ZERO)


def _tax(tax: str, bases: list[Decimal]) -> tuple[Decimal, ...]:
    rate = Decimal(_RATES[tax])
    whole = (sum(bases, _ZERO) * rate / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
    return apportion(whole, bases)


if __name__ == "__main__":
    from cli.tables import show_table

    columns = ("what", "measured", "at most", "reference in the same run")
    show_table(columns, [tuple(measurement) for measurement in measure()])
