"""Prints a shipment's papers in a supplier's layout; the same shipment gives the same bytes.

Data goes to the layout as JSON and is never written into its source, so a name that
looks like code is printed as it is.
"""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from simulator.papers.shipment import Line, Shipment
from simulator.papers.words import amount_in_words

LAYOUTS = ("haiyue", "kessler", "bassano", "lakeshore")
"""Suppliers' layouts; each prints an invoice and a packing list."""

_CURRENCY_NAMES = {"USD": "US DOLLARS", "EUR": "EURO"}
_FOLDER = Path(__file__).parent / "layouts"
_CARRIERS = {"sea": ("bill_of_lading", "oceana"), "air": ("air_waybill", "zephyr")}


def make_papers(shipment: Shipment, layout: str) -> dict[str, bytes]:
    """Return kind of paper → PDF: invoice, packing list and transport document, where there are."""
    if layout not in LAYOUTS:
        raise ValueError(f"no layout {layout!r}; there are {', '.join(LAYOUTS)}")
    data = _data(shipment)
    papers = {"commercial_invoice": _print(layout, data | {"paper": "invoice"}, shipment)}
    if shipment.packing_number:
        papers["packing_list"] = _print(layout, data | {"paper": "packing"}, shipment)
    if shipment.carriage:
        kind, carrier_layout = _CARRIERS[shipment.carriage.mode]
        papers[kind] = _print(carrier_layout, data, shipment)
    return papers


def _print(layout: str, data: dict[str, Any], shipment: Shipment) -> bytes:
    # The paper's own date stands in for the clock: a file's bytes must not tell when it was made.
    written = datetime.combine(shipment.invoice_date, time(12), UTC)
    pdf = typst.compile(
        str(_FOLDER / f"{layout}.typ"),
        root=str(_FOLDER),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, default=_text, ensure_ascii=False)},
        timestamp=int(written.timestamp()),
    )
    return bytes(pdf)


def _fonts() -> typst.Fonts:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    # The machine's own fonts would make the same paper differ from machine to machine.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _data(shipment: Shipment) -> dict[str, Any]:
    packed = shipment.packed or shipment.lines
    return asdict(shipment) | {
        "lines": [_line(line) for line in shipment.lines],
        "packed": [_line(line) for line in packed],
        "goods_amount": shipment.goods_amount,
        "total": shipment.total,
        "in_words": amount_in_words(shipment.total),
        "currency_name": _CURRENCY_NAMES.get(shipment.currency, shipment.currency),
        "sums": _sums(shipment.lines),
        "packed_sums": _sums(packed),
        "ncms": sorted({line.ncm for line in shipment.lines}),
    }


def _line(line: Line) -> dict[str, Any]:
    return asdict(line) | {"amount": line.amount}


def _sums(lines: tuple[Line, ...]) -> dict[str, Any]:
    return {
        "quantity": sum(line.quantity for line in lines),
        "cartons": sum(line.cartons for line in lines),
        "pallets": sum(line.pallets for line in lines),
        "net_weight_kg": sum(line.net_weight_kg for line in lines),
        "gross_weight_kg": sum(line.gross_weight_kg for line in lines),
        "volume_m3": sum(line.volume_m3 for line in lines),
    }


def _text(value: Decimal | date) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
