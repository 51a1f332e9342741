"""The story's container as readings: order, invoice, packing list, bill of lading."""

from decimal import Decimal

from customs.goods import Item
from customs.papers import Paper, PaperLife, PaperRead, ReconcilePapers
from customs.parties import Parties, Party
from customs.payload import StoredRef
from documents.reading import Check, Field, Reading

BEARING = Item(
    id="A",
    description="Deep groove ball bearing 6205-2RS",
    ncm="84821010",
    quantity=Decimal(60_000),
    unit_price=Decimal("1.12"),
    net_weight_kg=Decimal(7680),
    origin="CN",
    pieces_per_package=100,
)
BLOCK = Item(
    id="B",
    description="Pillow block UCP205",
    ncm="84832000",
    quantity=Decimal(9_000),
    unit_price=Decimal("3.40"),
    net_weight_kg=Decimal(7110),
    origin="CN",
    pieces_per_package=30,
)
FILE = StoredRef(key="k", sha256="s", media_type="application/pdf", size=1)

LUME = Party(name="Lume Comércio Exterior Ltda", cnpj="99100001000175")
HAIYUE = Party(name="Ningbo Haiyue Bearing Co., Ltd.", country="CN")
ROLAMAR = Party(name="Rolamar Distribuidora Ltda", cnpj="99100002000110")
PARTIES = Parties(
    owner=HAIYUE, exporter=HAIYUE, manufacturer=HAIYUE, consignee=LUME, acquirers=(ROLAMAR,),
    declarants={"admission": LUME},
)  # fmt: skip


def said(values: dict[str, str], confidence: float = 0.95) -> dict[str, Field]:
    """Return values as fields, all in one place."""
    return {
        name: Field(value=value, confidence=confidence, page=1, box=(0, 0, 1, 1))
        for name, value in values.items()
    }


def reading(
    kind: str, values: dict[str, str], *lines: dict[str, str], checks: tuple[Check, ...] = ()
) -> Reading:
    """Return a reading of ``kind`` that says ``values`` and ``lines``."""
    return Reading(
        file=f"{kind}.pdf",
        sha256="s",
        kind=kind,
        fields=said(values),
        lines=tuple(said(line) for line in lines),
        checks=checks,
    )


def invoice(**changes: str) -> Reading:
    """Return the invoice of 60 000 A and 9 000 B."""
    head = {
        "invoice_number": "HY-1", "currency": "USD", "total_amount": "100953.60",
        "packages": "900", "gross_weight_kg": "15600.0", "net_weight_kg": "14790.0",
        "buyer_name": "LUME COMÉRCIO EXTERIOR LTDA", "incoterm": "CIF", "freight": "2958.00",
    }  # fmt: skip
    return reading("commercial_invoice", head | changes, _line_a("1.12"), _line_b("3.40"))


def packing(cartons_of_b: int = 300) -> Reading:
    """Return the packing list; a carton of B holds 30 pieces and weighs 24.2 kg."""
    gross = Decimal("24.2") * cartons_of_b
    head = {
        "document_number": "HY-1-PL", "invoice_number": "HY-1",
        "packages": str(600 + cartons_of_b), "gross_weight_kg": str(Decimal("8340.0") + gross),
        "net_weight_kg": "14790.0",
    }  # fmt: skip
    a = {"item_code": "6205-2RS", "quantity": "60000", "packages": "600"}
    b = {"item_code": "UCP205", "quantity": str(30 * cartons_of_b), "packages": str(cartons_of_b)}
    return reading(
        "packing_list",
        head,
        a | {"gross_weight_kg": "8340.0"},
        b | {"gross_weight_kg": str(gross), "pieces_per_package": "30"},
    )


def lading(**changes: str) -> Reading:
    """Return the bill of lading."""
    head = {
        "document_number": "OCL1", "packages": "900", "gross_weight_kg": "15600.0",
        "net_weight_kg": "14790.0", "consignee_name": "Lume Comercio Exterior Ltda.",
        "freight_terms": "PREPAID", "freight_amount": "2958.00", "containers": "XHYU3017268",
    }  # fmt: skip
    return reading("bill_of_lading", head | changes)


def request(
    *readings: Reading,
    items: tuple[Item, ...] = (BEARING, BLOCK),
    lives: tuple[PaperLife, ...] = (),
    operation: Decimal | None = None,
) -> ReconcilePapers:
    """Return the request that hands in the papers of ``readings``."""
    lives = lives or (PaperLife.FINAL,) * len(readings)
    papers = tuple(
        PaperRead(paper=Paper(file=FILE, filename=r.file, life=life), kind=r.kind)
        for r, life in zip(readings, lives, strict=True)
    )
    return ReconcilePapers(reference="IMP-1", items=items, papers=papers, operation_brl=operation)


def _line_a(price: str) -> dict[str, str]:
    return {
        "item_code": "6205-2RS", "description": "Deep groove ball bearing 6205-2RS",
        "ncm": "84821010", "quantity": "60000", "unit_price": price,
    }  # fmt: skip


def _line_b(price: str) -> dict[str, str]:
    return {
        "item_code": "UCP205", "description": "Pillow block bearing unit UCP205",
        "ncm": "84832000", "quantity": "9000", "unit_price": price,
    }  # fmt: skip
