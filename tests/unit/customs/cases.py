"""Declarations with known duties, and the rule pack as tests read it."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from customs.duties import Assessment, AssessmentRequest, RulePack, assess, parse

RULES = Path(__file__).resolve().parents[3] / "customs" / "rules"


@cache
def the_pack() -> RulePack:
    """Return the rule pack of the house."""
    return parse(*(f.read_text(encoding="utf-8") for f in sorted(RULES.glob("*.toml"))))


def usd(amount: str) -> dict[str, str]:
    """Return an amount in USD as the request has it."""
    return {"amount": amount, "currency": "USD"}


def item(name: str, ncm: str, price: str, freight: str, insurance: str) -> dict[str, Any]:
    """Return an item with its own charges in USD."""
    return {
        "id": name,
        "ncm": ncm,
        "origin": "CN",
        "value": usd(price),
        "freight": usd(freight),
        "insurance": usd(insurance),
    }


def assessed(*, explain: bool = True, **fields: Any) -> Assessment:
    """Assess a request told by its fields; a sea consumption on 22 April 2026 unless said."""
    told = {"registered_on": "2026-04-22", "kind": "consumption", **fields}
    return assess(AssessmentRequest.model_validate(told), the_pack(), explain=explain)


def taxes_of(assessment: Assessment, place: int, what: str = "calculated") -> dict[str, str]:
    """Return one item's taxes as text."""
    taxes = assessment.items[place].taxes
    return {tax: str(getattr(amount, what)) for tax, amount in taxes.items()}


def money(text: str) -> Decimal:
    """Return an amount written with spaces between thousands."""
    return Decimal(text.replace(" ", ""))
