"""Prints invoices of imaginary suppliers in layouts that the reader was not developed on."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import typst
import yaml

from bench.strangers.goods import Row, made_row, pages, sums, tax_table
from bench.strangers.plans import BATCHES, Plan
from bench.strangers.printing import Style, day, in_words, money, number

HERE = Path(__file__).parent


class Stranger(NamedTuple):
    """A printed paper with what it says."""

    name: str
    family: str
    pdf: bytes
    truth: dict[str, Any]


def strangers(batch: str) -> Iterator[Stranger]:
    """Print every paper of a batch, ``first`` or ``second``; the same papers each time."""
    return (_printed(n, plan, batch) for n, plan in enumerate(BATCHES[batch]))


@cache
def _told(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


@cache
def _fonts() -> typst.Fonts:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    return typst.Fonts(include_system_fonts=True, font_paths=[str(folder)])


def _printed(n: int, plan: Plan, batch: str) -> Stranger:
    dice = random.Random(f"{batch} {n}")  # noqa: S311 - papers, not secrets
    words = _told("wording")[plan.language][plan.words]
    names = _told("cast")["goods"][plan.language]
    rows = [made_row(dice, plan, names, k) for k in range(plan.rows)]
    data = _data(dice, n, plan, words, rows)
    pdf = typst.compile(
        str(HERE / "paper.typ"),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=1_767_225_600,
    )
    name = f"{batch}_{n:02d}_{plan.language}_{plan.head}"
    family = f"{batch}_{plan.head}_{'-'.join(plan.columns)}_{plan.sum}"
    return Stranger(name, family, bytes(pdf), _truth(name, family, plan, data, rows))


def _data(
    dice: random.Random, n: int, plan: Plan, words: dict[str, str], rows: list[Row]
) -> dict[str, Any]:
    cast = _told("cast")
    sellers = cast["sellers"][plan.language]
    seller, buyer = sellers[n % len(sellers)], cast["buyers"][(n * 5) % len(cast["buyers"])]
    issued = date(2026, 1, 5) + timedelta(days=dice.randint(0, 250))
    style = Style(plan.numbers, plan.currency, plan.money)
    number_ = plan.pattern.format(n=dice.randint(101, 998), y=issued.year, m=issued.month)
    cells = [_cells(n, row, plan, style) for n, row in enumerate(rows)]
    printed, net, total = sums(rows, plan, words, style)
    return {
        "w": words,
        "seller": {"name": seller[0], "lines": seller[1:4], "tax": seller[4], "domain": seller[5]},
        "buyer": {"name": buyer[0], "lines": buyer[1:]},
        "ship": _party(cast["ships"][n % len(cast["ships"])]),
        "town": seller[2].split(",")[0].split()[-1],
        "dial": f"{dice.randint(30, 90)} {dice.randint(100, 999)} {dice.randint(1000, 9999)}",
        "number": number_,
        "date": day(issued, plan.dates, plan.language),
        "iso": issued.isoformat(),
        "total": str(total),
        "meta": _meta(dice, plan, words, number_, issued),
        "cols": [_column(name, words, plan) for name in plan.columns],
        "pages": pages(rows, cells, words, style),
        "sums": printed,
        "tax_table": tax_table(plan, words, net, style),
        "in_words": in_words(total, plan.currency),
        "tail": _tail(dice, words, plan, seller),
    } | {
        name: getattr(plan, name)
        for name in (
            "head",
            "sum",
            "shape",
            "style",
            "headed",
            "font",
            "size",
            "air",
            "margin",
            "paper",
        )
    }


def _party(told: list[str]) -> dict[str, Any]:
    return {"name": told[0], "lines": told[1:]}


def _meta(
    dice: random.Random, plan: Plan, words: dict[str, str], number_: str, issued: date
) -> list[tuple[str, str]]:
    ordered = day(issued - timedelta(days=dice.randint(9, 60)), plan.dates, plan.language)
    known = {
        "number": number_,
        "date": day(issued, plan.dates, plan.language),
        "due": day(issued + timedelta(days=30), plan.dates, plan.language),
        "order": f"PO-{dice.randint(45000, 45999)}",
        "order_date": ordered,
        "customer": f"C{dice.randint(1000, 9999)}",
        "terms": words["terms_value"],
        "delivery": dice.choice(["FOB Ningbo", "CIF Santos", "FCA Hamburg", "EXW"]),
        "currency": plan.currency,
    }
    return [(words[name], known[name]) for name in plan.meta]


def _column(name: str, words: dict[str, str], plan: Plan) -> dict[str, Any]:
    text = words[{"qtyunit": "qty", "subtext": "text"}.get(name, name)]
    if name in ("price", "amount") and plan.money == "head":
        text = f"{text} ({plan.currency})"
    left = ("text", "code", "unit", "origin", "hs", "subtext")
    return {"label": text, "side": "l" if name in left else "r", "wide": "text" in name}


def _cells(n: int, row: Row, plan: Plan, style: Style) -> list[str]:
    unit = _told("cast")["units"][plan.language]
    hs = f"8482.{row.quantity % 90 + 10:.0f}.{row.price % 90 + 10:.0f}"
    known = {
        "pos": str((n + 1) * plan.step),
        "code": row.code,
        "text": row.text,
        "subtext": f"{row.text}\nHS {hs} / Lot {row.code}-{n + 7}",
        "qty": number(row.quantity, style.numbers, plan.decimals),
        "unit": unit,
        "qtyunit": f"{number(row.quantity, style.numbers, 0)}{plan.glue}{unit}",
        "price": money(row.price, style, plan.price_decimals),
        "amount": money(row.amount, style, 2),
        "disc": f"{row.percent}%" if plan.glue else str(row.percent),
        "tax_rate": "20",
        "hs": hs,
        "origin": ("CN", "DE", "BR")[n % 3],
        "per": str(plan.basis or 1),
        "cartons": str(row.quantity // 4 + 1),
    }
    if plan.shape == "cards":
        return [known["text"], known["qtyunit"], f"{plan.times} {known['price']}", known["amount"]]
    return [known[name] for name in plan.columns]


def _tail(dice: random.Random, words: dict[str, str], plan: Plan, seller: list[str]) -> list[str]:
    account = (
        f"XX{dice.randint(10, 99)} {dice.randint(1000, 9999)} {dice.randint(1000, 9999)} 0044 7712"
    )
    told = [f"{words['bank']}: IBAN {account}  SWIFT ABCDXX22", words["thanks"]]
    if plan.head == "letter":
        told.append(seller[0])
    if plan.money in ("symbol", "plain") and "currency" not in plan.meta:
        told.insert(0, f"{words['currency']}: {plan.currency}")
    return told


def _truth(
    name: str, family: str, plan: Plan, data: dict[str, Any], rows: list[Row]
) -> dict[str, Any]:
    header = {
        "invoice_number": data["number"],
        "issue_date": data["iso"],
        "currency": plan.currency,
        "total_amount": float(data["total"]),
        "seller_name": data["seller"]["name"],
        "buyer_name": data["buyer"]["name"],
    }
    items = [
        {
            "description": row.text,
            "quantity": float(row.quantity),
            "unit_price": float(row.price),
            "amount": float(row.amount),
        }
        for row in rows
    ]
    facts = {"file": f"{name}.pdf", "family": family, "doc_type": "invoice", "split": "stranger"}
    return facts | {
        "truth_source": "made",
        "header": header,
        "items": items,
        "alt": {},
        "extra": {},
    }
