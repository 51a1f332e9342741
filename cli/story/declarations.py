"""How a declaration is waited for and held against its figures."""

from decimal import Decimal
from typing import Any

from cli.story.figures import Expected
from cli.story.stage import Stage


async def clearance_of(stage: Stage, owner: str, kind: str, *states: str) -> dict[str, Any]:
    """Wait until the first declaration of an import or release is in one of ``states``."""
    return await stage.row(
        "clearance", f"{owner}/{kind}-1", lambda row: row["state"] in states, f"{owner} registered"
    )


def check(stage: Stage, clearance: dict[str, Any], expected: Expected) -> None:
    """Hold a registered declaration against its figures."""
    assessed = clearance["assessment"]
    name = f"{clearance['kind']} {clearance['number']}"
    stage.tell.check_each(
        f"{name}: registered and quote",
        {"on": expected.registered_on, "quote": expected.quote, "of": expected.quote_date},
        {
            "on": str(clearance["registered_at"])[:10],
            "quote": f"{Decimal(assessed['quotes']['USD']):.4f}",
            "of": assessed["quote_date"],
        },
    )
    for item in assessed["items"]:
        stage.tell.check_each(f"{name}: item {item['id']}", expected.items[item["id"]], item)
    stage.tell.check_each(f"{name}: totals", expected.totals, _cents(assessed["totals"]))


def _cents(amounts: dict[str, str]) -> dict[str, str]:
    return {name: f"{Decimal(amount):.2f}" for name, amount in amounts.items()}


def cents(amount: str | Decimal) -> str:
    """Return an amount as it is written with its cents."""
    return f"{Decimal(amount):.2f}"


def federal(amounts: dict[str, str]) -> str:
    """Return the sum of the four federal taxes."""
    return cents(sum((Decimal(amounts[tax]) for tax in ("ii", "ipi", "pis", "cofins")), Decimal(0)))
