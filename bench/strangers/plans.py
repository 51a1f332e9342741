"""Which papers strangers send: the plan of each, as ``plans.yaml`` says."""

from pathlib import Path
from typing import Any

import yaml

from customs.payload import Payload


class Plan(Payload):
    """How one paper is laid out and written."""

    language: str
    head: str
    columns: tuple[str, ...]
    sum: str
    rows: int
    charges: tuple[str, ...]
    meta: tuple[str, ...]
    numbers: str
    money: str
    currency: str
    dates: str
    pattern: str
    style: str
    headed: bool
    shape: str
    font: str
    size: float
    air: int
    margin: int
    paper: str
    basis: int
    """Pieces that a price is for, 0 for one."""
    step: int
    decimals: int
    price_decimals: int
    glue: str
    """What stands between a quantity and its unit."""
    words: int
    """Which of the language's two wordings it uses."""
    times: str


def _batches() -> dict[str, list[Plan]]:
    told: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "plans.yaml").read_text("utf-8"))
    usual = told.pop("usual")
    return {
        batch: [Plan.model_validate(usual | plan) for plan in plans]
        for batch, plans in told.items()
    }


BATCHES = _batches()
"""Batch → plans of its papers, in their order."""
