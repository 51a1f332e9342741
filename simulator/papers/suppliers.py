"""A shipment of each supplier that the demo's story does not need: other layouts, other habits."""

from datetime import date, timedelta
from decimal import Decimal

from simulator.papers.companies import BASSANO, KESSLER, LAKESHORE, LUME, OCEANA, ROLAMAR
from simulator.papers.shipment import Carriage, Line, Shipment


def german_shipment(written: date) -> Shipment:
    """Return couplings of Kessler & Vogt: euros, FOB Hamburg, freight collect."""
    return Shipment(
        seller=KESSLER,
        buyer=ROLAMAR,
        notify=LUME,
        invoice_number="KV-260417",
        invoice_date=written,
        order_number="4500088",
        currency="EUR",
        incoterm="FOB",
        incoterm_place="Hamburg",
        payment_terms="30 Tage netto / 30 days net",
        lines=_couplings(),
        carriage=_sea("OCLNHAM26041193", "Hamburg, Germany", written, "1940.00", "COLLECT"),
        packing_number="KV-260417-P",
        packing_date=written,
    )


def italian_shipment(written: date) -> Shipment:
    """Return reducers of Bassanello: euros, CFR Santos with the freight on the invoice."""
    return Shipment(
        seller=BASSANO,
        buyer=LUME,
        notify=LUME,
        invoice_number="2026/EXP/0093",
        invoice_date=written,
        order_number="LUM-0331",
        currency="EUR",
        incoterm="CFR",
        incoterm_place="Santos",
        payment_terms="Bonifico 60 gg data fattura / Bank transfer 60 days",
        lines=_reducers(),
        freight=Decimal("1325.00"),
        marks=("OB / LUME", "SANTOS"),
        carriage=_sea("OCLNGOA26052207", "Genova, Italy", written, "1325.00", "PREPAID"),
        packing_number="2026/PL/0093",
        packing_date=written,
    )


def american_shipment(written: date) -> Shipment:
    """Return seals of Lakeshore: a typewritten page of aligned columns, ex works."""
    return Shipment(
        seller=LAKESHORE,
        buyer=ROLAMAR,
        invoice_number="LPS-77120",
        invoice_date=written,
        order_number="4500102",
        currency="USD",
        incoterm="EXW",
        incoterm_place="Port Elmsworth, OH",
        payment_terms="NET 45 DAYS",
        lines=_seals(),
        packing_number="LPS-77120",
        packing_date=written,
    )


def _couplings() -> tuple[Line, ...]:
    return (
        _goods(
            "WK-38-A",
            "Wellenkupplung WK 38, Stahl / Shaft coupling WK 38, steel",
            "8483.60.90",
            "Germany",
            "480 27.45 1036.8 1108.8 24 20 2 2.304",
        ),
        _goods(
            "ZR-T10-50",
            "Zahnriemenscheibe T10, 50 Zähne / Timing pulley T10, 50 teeth",
            "8483.50.10",
            "Germany",
            "1250 11.80 1137.5 1212.5 50 25 2 2.950",
        ),
        _goods(
            "SPB-2360",
            "Schmalkeilriemen SPB 2360 / Narrow V-belt SPB 2360",
            "4010.39.00",
            "Czech Republic",
            "600 8.275 312.0 342.0 12 50 1 1.440",
        ),
    )


def _reducers() -> tuple[Line, ...]:
    return (
        _goods(
            "RV063-30",
            "Riduttore a vite senza fine RV063 i=30 / Worm gear reducer RV063",
            "8483.40.10",
            "Italy",
            "160 84.9000 992.0 1072.0 40 4 4 3.200",
        ),
        _goods(
            "RV075-20",
            "Riduttore a vite senza fine RV075 i=20 / Worm gear reducer RV075",
            "8483.40.10",
            "Italy",
            "90 121.3500 819.0 882.0 30 3 3 2.700",
        ),
    )


def _seals() -> tuple[Line, ...]:
    return (
        _goods(
            "TC-35X52X7",
            "OIL SEAL TC 35X52X7 NBR",
            "4016.93.00",
            "USA",
            "5000 0.615 110.0 126.0 10 500 1 0.420",
        ),
        _goods(
            "TC-40X62X8",
            "OIL SEAL TC 40X62X8 FKM",
            "4016.93.00",
            "USA",
            "2400 2.38 76.8 88.8 8 300 1 0.336",
        ),
        _goods(
            "SNG-6205",
            "SNAP RING INTERNAL 52 MM",
            "7318.21.00",
            "CANADA",
            "10000 0.1125 62.0 70.0 5 2000 1 0.150",
        ),
        _goods(
            "GRS-LI2-400",
            "LITHIUM GREASE NLGI 2, 400 G CARTRIDGE",
            "3403.19.00",
            "USA",
            "480 4.29 192.0 228.0 20 24 1 0.600",
        ),
    )


def _goods(code: str, text: str, ncm: str, origin: str, figures: str) -> Line:
    quantity, price, net, gross, cartons, pieces, pallets, volume = figures.split()
    return Line(
        code=code,
        description=text,
        ncm=ncm,
        origin=origin,
        quantity=int(quantity),
        unit_price=Decimal(price),
        net_weight_kg=Decimal(net),
        gross_weight_kg=Decimal(gross),
        cartons=int(cartons),
        pieces_per_carton=int(pieces),
        pallets=int(pallets),
        volume_m3=Decimal(volume),
    )


def _sea(number: str, loading: str, written: date, freight: str, terms: str) -> Carriage:
    return Carriage(
        mode="sea",
        carrier=OCEANA,
        number=number,
        booking=number[-8:],
        issued_on=written + timedelta(days=3),
        vessel="OCEANA BOREAL",
        voyage="611S",
        loading=loading,
        discharge="Santos, Brazil",
        delivery="Santos, Brazil",
        freight=Decimal(freight),
        freight_terms=terms,
        container="XHYU4410027",
        container_type="20' GP",
        seal="OC902277",
    )
