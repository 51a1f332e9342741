"""Writes every paper of the demo into a folder: ``python -P -m simulator.papers --out FOLDER``."""

import argparse
from datetime import date
from pathlib import Path

from simulator.papers.maker import make_papers
from simulator.papers.shipment import Shipment
from simulator.papers.story import (
    bonded_shipment,
    direct_import,
    release_invoice_1,
    release_invoice_2,
)
from simulator.papers.suppliers import american_shipment, german_shipment, italian_shipment


def all_shipments() -> dict[str, tuple[Shipment, str]]:
    """Return folder → shipment and layout, dated as the demo's story has it."""
    sailing = date(2026, 1, 30)
    return {
        "bonded-draft": (bonded_shipment(date(2026, 1, 27), sailing, packing_version=1), "haiyue"),
        "bonded": (bonded_shipment(date(2026, 1, 27), sailing), "haiyue"),
        "release-1": (release_invoice_1(date(2026, 4, 20)), "haiyue"),
        "release-2": (release_invoice_2(date(2026, 5, 18)), "haiyue"),
        "direct": (direct_import(date(2026, 5, 7), date(2026, 5, 9)), "haiyue"),
        "german": (german_shipment(date(2026, 4, 17)), "kessler"),
        "italian": (italian_shipment(date(2026, 3, 6)), "bassano"),
        "american": (american_shipment(date(2026, 2, 11)), "lakeshore"),
    }


def main() -> None:
    """Write the papers and print the path of each."""
    parser = argparse.ArgumentParser(prog="python -P -m simulator.papers", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    out: Path = parser.parse_args().out
    for folder, (shipment, layout) in all_shipments().items():
        (out / folder).mkdir(parents=True, exist_ok=True)
        for kind, pdf in make_papers(shipment, layout).items():
            path = out / folder / f"{kind}.pdf"
            path.write_bytes(pdf)
            print(path)


if __name__ == "__main__":
    main()
