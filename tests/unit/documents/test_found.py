"""Agreed papers speak in place of the order: prices, weights, charges."""

from decimal import Decimal

from customs.goods import Item
from customs.papers import FoundCharges, FoundGoods, Paper, PaperRead
from customs.payload import StoredRef
from documents.found import found_charges, found_goods
from documents.reading import Field, Reading
from documents.sides import Side, sides_of

BLOCK = Item(
    id="B",
    description="Pillow block bearing unit UCP205",
    ncm="84832000",
    quantity=Decimal(2700),
    unit_price=Decimal("3.40"),
    net_weight_kg=Decimal(2133),
    origin="CN",
)


def said(**values: str) -> dict[str, Field]:
    return {
        name: Field(value=value, confidence=0.9, page=1, box=(0, 0, 1, 1))
        for name, value in values.items()
    }


def the_sides(*papers: tuple[str, dict[str, Field], dict[str, Field]]) -> list[Side]:
    file = StoredRef(key="k", sha256="s", media_type="application/pdf", size=1)
    readings = [
        Reading(file="f", sha256="s", kind=kind, fields=fields, lines=(line,))
        for kind, fields, line in papers
    ]
    read = [
        PaperRead(paper=Paper(file=file, filename="f"), kind=reading.kind) for reading in readings
    ]
    return sides_of((BLOCK,), read, readings)


def test_the_invoice_says_price_and_quantity_and_the_packing_list_the_weight() -> None:
    sides = the_sides(
        ("packing_list", {}, said(item_code="UCP205", net_weight_kg="2133.0")),
        ("commercial_invoice", {}, said(item_code="UCP205", quantity="2700", unit_price="3.46")),
    )

    assert found_goods((BLOCK,), sides) == (
        FoundGoods(
            item="B",
            quantity=Decimal(2700),
            unit_price=Decimal("3.46"),
            net_weight_kg=Decimal("2133.0"),
        ),
    )


def test_papers_that_are_silent_change_nothing() -> None:
    sides = the_sides(("bill_of_lading", {}, said(packages="900")))

    assert found_goods((BLOCK,), sides) == ()
    assert found_charges(sides) == FoundCharges()


def test_charges_come_with_their_currency_or_not_at_all() -> None:
    with_currency = said(freight_amount="1940.00", freight_currency="EUR")

    assert found_charges(the_sides(("bill_of_lading", with_currency, {}))) == FoundCharges(
        freight=Decimal("1940.00"), freight_currency="EUR"
    )
    without = said(freight_amount="1940.00")
    assert found_charges(the_sides(("bill_of_lading", without, {}))) == FoundCharges()
