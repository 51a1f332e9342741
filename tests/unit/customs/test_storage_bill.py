"""The warehouse's bill: periods, steps, minimum, services, and the invoice held against it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from customs.storage_bill import (
    PriceTable,
    Service,
    Stay,
    StorageStep,
    added,
    bill,
    compare,
    parse_tables,
    started_periods,
    stored_for,
    table_of,
    total,
)
from wiring.settings import ROOT, Settings
from wiring.storage_prices import PriceShelf

ENTERED = date(2026, 3, 20)
TABLE = PriceTable(
    recinto="1",
    valid_from=date(2026, 1, 1),
    steps=(StorageStep(rate=Decimal("0.0025")),),
    services=(
        Service(code="exit", label="Saída", label_en="Exit", price=Decimal(152)),
        Service(code="photos", label="Fotos", label_en="Photos", price=Decimal(45), each="entry"),
        Service(
            code="capatazia", label="Capatazia", label_en="THC", price=Decimal(10),
            each="entry", apart=True,
        ),
    ),
)  # fmt: skip


def a_stay(value: str, left_on: date, **services: int) -> Stay:
    """Return a stay since the entry."""
    counts = {code: Decimal(count) for code, count in services.items()}
    return Stay(value=Decimal(value), entered_on=ENTERED, left_on=left_on, services=counts)


def test_the_storys_two_exits_cost_what_the_story_says() -> None:
    first = bill(a_stay("107253.10", date(2026, 4, 23)), TABLE)
    second = bill(a_stay("160879.66", date(2026, 5, 28)), TABLE)

    assert [str(line.amount) for line in first] == ["1072.53", "152.00"]
    assert (str(second[0].quantity), str(second[0].amount)) == ("7", "2815.39")


def test_a_period_that_has_started_is_paid_for() -> None:
    days = (ENTERED, date(2026, 3, 29), date(2026, 3, 30))

    assert [started_periods(ENTERED, day, 10) for day in days] == [1, 1, 2]


def test_a_step_counts_from_its_period_on_and_the_minimum_holds() -> None:
    steps = (StorageStep(rate=Decimal("0.01")), StorageStep(from_period=3, rate=Decimal("0.02")))

    assert stored_for(Decimal(1000), 2, steps) == Decimal(20)
    assert stored_for(Decimal(1000), 4, steps) == Decimal(60)
    assert stored_for(Decimal(1000), 2, steps, minimum=Decimal(300)) == Decimal(300)


def test_services_are_charged_as_often_as_they_were_had_and_capatazia_stands_apart() -> None:
    lines = bill(a_stay("1000", ENTERED, photos=2, capatazia=1), TABLE)

    assert {line.code: str(line.amount) for line in lines} == {
        "storage": "2.50", "exit": "152.00", "photos": "90.00", "capatazia": "10.00",
    }  # fmt: skip
    assert [line.code for line in lines if line.apart] == ["capatazia"]
    assert total(added((lines, lines))) == Decimal("509.00")


def test_an_invoice_is_held_against_the_bill_line_by_line() -> None:
    lines = bill(a_stay("1000", ENTERED), TABLE)
    told = {"storage": Decimal("2.5"), "exit": Decimal(200), "overtime": Decimal(7)}
    off = compare(lines, told)

    assert [(d.code, d.expected, d.invoiced, d.over) for d in off] == [
        ("exit", Decimal("152.00"), Decimal(200), Decimal(48)),
        ("overtime", None, Decimal(7), Decimal(7)),
    ]
    assert compare(lines, {}) != ()


def test_the_table_of_the_day_is_the_newest_that_holds() -> None:
    old = TABLE.model_copy(update={"valid_until": date(2026, 12, 31)})
    new = TABLE.model_copy(update={"valid_from": date(2026, 7, 1)})

    assert table_of((new, old), date(2026, 6, 30)) == old
    assert table_of((new, old), date(2026, 7, 1)) == new
    assert table_of((old,), date(2027, 1, 1)) is None


def test_the_houses_own_prices_come_before_those_shipped(tmp_path: Path) -> None:
    home = tmp_path
    shelf = PriceShelf(Settings(home=home))
    shipped = shelf.find("8911101", ENTERED)
    (home / "storage_prices").mkdir()
    text = (ROOT / "customs" / "storage_prices" / "8911101.toml").read_text(encoding="utf-8")
    own = text.replace('"0.0025"', '"0.0030"')
    (home / "storage_prices" / "8911101.toml").write_text(own, encoding="utf-8")
    found = shelf.find("8911101", ENTERED)

    assert shipped
    assert shipped.steps[0].rate == Decimal("0.0025")
    assert found
    assert found.steps[0].rate == Decimal("0.0030")
    assert shelf.find("../secrets", ENTERED) is None
    assert len(parse_tables(own)) == 1
