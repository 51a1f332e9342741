"""The shipments of the demo's story: one container in bond, two sales from it, one air import."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from simulator.papers.companies import HAIYUE, LUME, OCEANA, ROLAMAR, ZEPHYR
from simulator.papers.shipment import Carriage, Line, Shipment

BEARING = Line(
    code="6205-2RS",
    description="Deep groove ball bearing 6205-2RS, 25x52x15 mm",
    ncm="8482.10.10",
    origin="China",
    quantity=60_000,
    unit_price=Decimal("1.12"),
    net_weight_kg=Decimal("7680.0"),
    gross_weight_kg=Decimal("8340.0"),
    cartons=600,
    pieces_per_carton=100,
    pallets=10,
    volume_m3=Decimal("10.800"),
)
"""Item A of the story: a carton of 100 weighs 12.8 kg net and 13.9 kg gross."""

PILLOW_BLOCK = Line(
    code="UCP205",
    description="Pillow block bearing unit UCP205, bore 25 mm, cast iron housing",
    ncm="8483.20.00",
    origin="China",
    quantity=9_000,
    unit_price=Decimal("3.40"),
    net_weight_kg=Decimal("7110.0"),
    gross_weight_kg=Decimal("7260.0"),
    cartons=300,
    pieces_per_carton=30,
    pallets=10,
    volume_m3=Decimal("13.500"),
)
"""Item B of the story: a carton of 30 weighs 23.7 kg net and 24.2 kg gross."""

FREIGHT = Decimal("2958.00")
INSURANCE = Decimal("195.60")
"""Charges of the whole container, in USD."""

_IN_BOND = "Goods held in bond at Porto Seco Serra Azul, Brazil, under entreposto aduaneiro."


def bonded_shipment(written: date, sailing: date, *, packing_version: int = 2) -> Shipment:
    """Return the container consigned to Lume.

    Version 1 of the packing list is the draft that says 290 cartons of item B: pieces and
    gross weight were reckoned from the cartons, the net weight was typed from the order.
    """
    block = PILLOW_BLOCK
    short = replace(block, quantity=8_700, cartons=290, gross_weight_kg=Decimal("7018.0"))
    draft = packing_version == 1
    return Shipment(
        seller=HAIYUE,
        buyer=LUME,
        notify=LUME,
        invoice_number="HY-2601-118",
        invoice_date=written,
        order_number="PO-4500071",
        currency="USD",
        incoterm="CIF",
        incoterm_place="Santos, Brazil",
        payment_terms="Consigned stock, title remains with the seller; no exchange cover",
        lines=(BEARING, block),
        freight=FREIGHT,
        insurance=INSURANCE,
        marks=("LUME / SANTOS", "PO-4500071", "C/NO. 1-900", "MADE IN CHINA"),
        remarks=("Consignment, not a sale.", "Wood packaging treated and marked to ISPM 15."),
        carriage=_by_sea(written, sailing, draft=draft),
        packing_number=f"HY-2601-118-PL{packing_version}",
        packing_date=written if draft else written + timedelta(days=1),
        packed=(BEARING, short) if draft else (),
        draft=draft,
    )


def release_invoice_1(written: date) -> Shipment:
    """Return the owner's sale of 12 000 A and 1 800 B to Rolamar, in bond."""
    return _sale("HY-2604-S01", written, (12_000, 1_800), "3.40", "CALL-OFF 1")


def release_invoice_2(written: date, *, block_price: str = "3.46") -> Shipment:
    """Return the owner's sale of 18 000 A and 2 700 B, with B at the new list's price."""
    return _sale("HY-2605-S02", written, (18_000, 2_700), block_price, "CALL-OFF 2")


def direct_import(written: date, flown: date) -> Shipment:
    """Return 2 000 A that Rolamar flies in at its own cost: freight and cover are not invoiced."""
    line = replace(_portion(BEARING, 2_000), unit_price=Decimal("1.95"))
    return Shipment(
        seller=HAIYUE,
        buyer=ROLAMAR,
        notify=ROLAMAR,
        invoice_number="HY-2605-A07",
        invoice_date=written,
        order_number="PO-4500096",
        currency="USD",
        incoterm="FCA",
        incoterm_place="Ningbo Airport, China",
        payment_terms="T/T 30 days from invoice date",
        lines=(line,),
        marks=("ROLAMAR / VCP", "PO-4500096", "C/NO. 1-20"),
        carriage=Carriage(
            mode="air",
            carrier=ZEPHYR,
            number="998-4471 2065",
            booking="ZPH260508",
            issued_on=flown,
            vessel="ZP 8821",
            voyage=flown.strftime("%d %b").upper(),
            loading="Ningbo (NGB)",
            discharge="Campinas (VCP)",
            delivery="Campinas (VCP)",
            freight=Decimal("680.00"),
            freight_terms="COLLECT",
        ),
        packing_number="HY-2605-A07-PL1",
        packing_date=written,
    )


def _sale(
    number: str, written: date, pieces: tuple[int, int], block_price: str, order: str
) -> Shipment:
    # Freight and insurance are those of the consigned lot, in the proportion of the pieces.
    share = Decimal(pieces[0]) / BEARING.quantity
    lines = (
        _portion(BEARING, pieces[0]),
        replace(_portion(PILLOW_BLOCK, pieces[1]), unit_price=Decimal(block_price)),
    )
    return Shipment(
        seller=HAIYUE,
        buyer=ROLAMAR,
        invoice_number=number,
        invoice_date=written,
        order_number=order,
        currency="USD",
        incoterm="CIF",
        incoterm_place="Santos, Brazil",
        payment_terms="60 days from invoice date",
        lines=lines,
        freight=(FREIGHT * share).quantize(Decimal("0.01")),
        insurance=(INSURANCE * share).quantize(Decimal("0.01")),
        remarks=(_IN_BOND, "Shipped under B/L OCLNNGB26017734, container XHYU3017268."),
    )


def _portion(line: Line, pieces: int) -> Line:
    def share(amount: Decimal, step: str) -> Decimal:
        return (amount * pieces / line.quantity).quantize(Decimal(step))

    return replace(
        line,
        quantity=pieces,
        cartons=pieces // line.pieces_per_carton,
        pallets=-(-pieces * line.pallets // line.quantity),
        net_weight_kg=share(line.net_weight_kg, "0.1"),
        gross_weight_kg=share(line.gross_weight_kg, "0.1"),
        volume_m3=share(line.volume_m3, "0.001"),
    )


def _by_sea(written: date, sailing: date, *, draft: bool) -> Carriage:
    return Carriage(
        mode="sea",
        carrier=OCEANA,
        number="OCLNNGB26017734",
        booking="NGB7734190",
        issued_on=written if draft else sailing,
        vessel="OCEANA AURORA",
        voyage="604W",
        loading="Ningbo, China",
        discharge="Santos, Brazil",
        delivery="Santos, Brazil",
        freight=FREIGHT,
        freight_terms="PREPAID",
        container="XHYU3017268",
        container_type="20' GP",
        seal="OC884213",
    )
