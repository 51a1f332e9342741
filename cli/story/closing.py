"""The end of the story: what the ledger and the outside world counted, and the summary."""

import asyncio
from collections import defaultdict
from decimal import Decimal
from typing import Any

from cli.story import declarations, figures
from cli.story.names import Names
from cli.story.stage import Stage
from wiring.settings import Settings
from wiring.simulated import filed_at_simulator

Summary = dict[str, Any]
_DECLARED = ("admission", "bonded_consumption", "consumption")


async def tell(stage: Stage, names: Names, settings: Settings) -> Summary:
    """Count everything once more, and return the summary."""
    stage.tell.chapter("Thu 28 May", "Counted once more")
    ledger = await _ledger(stage, names)
    outside = await _outside(stage, names, settings)
    return {
        "run": stage.run,
        "programme": names.programme,
        "references": {
            "bonded": names.bonded,
            "release_1": names.release_1,
            "release_2": names.release_2,
            "direct": names.air,
        },
        "declarations": await _declared(stage, names),
        "simulator": outside,
        "ledger": ledger,
        "checks": stage.tell.as_rows(),
    }


async def _ledger(stage: Stage, names: Names) -> Summary:
    balances = await asyncio.to_thread(stage.desk.ports.ledger.balances)
    lots = await asyncio.to_thread(stage.desk.ports.ledger.lots, import_reference=names.bonded)
    ours = {lot.lot for lot in lots}
    net: defaultdict[str, Decimal] = defaultdict(Decimal)
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    for balance in balances:
        net[balance.product] += balance.quantity
        if balance.lot in ours:
            held[f"{balance.account.partition(':')[0]} {balance.product}"] += balance.quantity
    stage.tell.check("the ledger nets to zero", {}, {k: v for k, v in net.items() if v})
    expected = {f"bonded {item}": pieces for item, pieces in figures.LEFT_IN_BOND.items()}
    expected |= {f"domestic {item}": pieces for item, pieces in figures.DELIVERED.items()}
    plain = {key: Decimal(f"{value.normalize():f}") for key, value in held.items()}
    stage.tell.check_each("where the container is", expected, plain)
    return {
        "net": {product: str(total) for product, total in net.items()},
        "held": {key: str(value) for key, value in plain.items()},
    }


async def _outside(stage: Stage, names: Names, settings: Settings) -> Summary | None:
    filed = await asyncio.to_thread(filed_at_simulator, settings)
    if filed is None:
        stage.tell.say("The foreign-trade system is no simulator: nothing is counted there")
        return None
    ours = [d for d in filed if d["reference"].rpartition("/")[0] in names.all()]
    registered = [d for d in ours if d["registrations"]]
    counts = {
        "declarations": len(registered),
        "registrations": sum(d["registrations"] for d in ours),
        "debits": sum(len(d["debits"]) for d in ours),
    }
    stage.tell.check_each(
        "the foreign-trade system counts",
        dict.fromkeys(counts, figures.REGISTRATIONS),
        counts,
    )
    return counts | {"filed": ours}


async def _declared(stage: Stage, names: Names) -> list[Summary]:
    found = []
    for reference in names.all():
        for kind in _DECLARED:
            row = await stage.desk.snapshot("clearance", f"{reference}/{kind}-1")
            if row is not None:
                found.append(_summed_up(reference, row))
    return found


def _summed_up(reference: str, row: dict[str, Any]) -> Summary:
    assessed = row["assessment"] or {}
    return {
        "reference": reference,
        "kind": row["kind"],
        "number": row["number"],
        "channel": row["channel"],
        "registered_on": str(row["registered_at"])[:10],
        "released_on": str(row["released_at"])[:10],
        "quote": assessed.get("quotes"),
        "quote_date": assessed.get("quote_date"),
        "totals": assessed.get("totals"),
        "suspended": assessed.get("suspended"),
        "payable": assessed.get("payable"),
        "cash": declarations.cents(assessed["cash"]) if assessed else None,
        "items": assessed.get("items"),
    }
