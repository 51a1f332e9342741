"""What pages are made of: roads, events, movements, dates and figures."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customs.milestones import MILESTONES
from customs.people import SYSTEM
from customs.plan import Regime
from customs.plans import plan_import
from customs.programme import ItemOutlook
from customs.stages import import_stages, release_stages
from customs.views import ImportView
from stock.movements import Movement, Posting
from tests.unit.desk.house import House
from tests.web.orders import IMPORT, milestone
from web.pages.clocks import next_date
from web.pages.figures import Figures
from web.pages.movements import moved
from web.pages.programmes import WIDTH, bar
from web.pages.timeline import ROADS, Standing, events
from web.pages.words import STAGES

ENDS = {"CANCELLED", "ABANDONED"}
EVERYTHING = [milestone(tag, "2026-01-05") for tag in MILESTONES.tags() if tag not in ENDS]
EXIT = {"RELEASE_CALLED_OFF", "ACCEPTED", "EXIT_REGISTERED", "EXIT_RELEASED", "LEFT_BOND"}


@pytest.mark.parametrize(
    ("road", "reached"),
    [
        ("direct", import_stages(plan_import(Regime.DIRECT, "sea", False), EVERYTHING)),
        ("bonded", import_stages(plan_import(Regime.BONDED, "sea", True), EVERYTHING[:-2])),
        ("release", release_stages(m for m in EVERYTHING if m.tag != "LEFT_BOND")),
        ("exit", release_stages(m for m in EVERYTHING if m.tag in EXIT)),
    ],
)
def test_the_road_that_is_shown_is_the_road_that_is_gone(road: str, reached: object) -> None:
    stages = dict.fromkeys(stage.stage for stage in reached)  # type: ignore[attr-defined]

    assert set(stages) <= set(ROADS[road])
    assert [s for s in ROADS[road] if s not in ("RELEASING", "CLOSED")] == [
        s for s in stages if s not in ("RELEASING", "CLOSED")
    ]
    assert set(ROADS[road]) <= set(STAGES)


def test_a_retraction_marks_what_it_withdraws() -> None:
    wrong = milestone("ARRIVED", "2026-03-14", event_id="wrong")
    back = milestone("ARRIVED", "2026-03-15", event_id="back", retracts="wrong")
    right = milestone("ARRIVED", "2026-03-16", event_id="right")

    found = events([right, wrong, back])

    assert [event.standing for event in found] == [
        Standing.WITHDRAWN,
        Standing.RETRACTION,
        Standing.STANDS,
    ]


def test_a_movement_is_told_leg_by_leg_even_if_lots_split() -> None:
    at = datetime(2026, 3, 25, tzinfo=UTC)
    postings = (
        Posting(account="in_transit:X", product="A", quantity=Decimal(-100)),
        Posting(account="bonded", product="A", lot="L/1", quantity=Decimal(60)),
        Posting(account="bonded", product="A", lot="L/2", quantity=Decimal(40)),
    )
    movement = Movement(
        key="X/admitted",
        reference="X",
        occurred_at=at,
        recorded_at=at,
        reason="admitted",
        actor=SYSTEM,
        postings=postings,
    )

    legs = moved([movement.model_dump(mode="json")])[0].legs

    assert [(leg.lot, leg.quantity, leg.source) for leg in legs] == [
        ("L/1", Decimal(60), "in_transit:X"),
        ("L/2", Decimal(40), "in_transit:X"),
    ]


@pytest.mark.parametrize(
    ("today", "on", "presses"),
    [
        (date(2026, 4, 22), date(2026, 12, 25), False),
        (date(2026, 12, 1), date(2026, 12, 25), True),
        (date(2026, 12, 26), date(2027, 3, 25), False),
        (date(2027, 6, 1), date(2027, 5, 9), True),
    ],
)
def test_the_next_limit_of_the_regime_presses_when_it_is_near_or_past(
    house: House, today: date, on: date, presses: bool
) -> None:
    view = ImportView.model_validate(house.snapshots.get("import", IMPORT))

    found = next_date(view, today)

    assert found is not None
    assert (found.on, found.presses) == (on, presses)


def test_what_is_over_has_no_date_to_come(house: House) -> None:
    view = ImportView.model_validate(house.snapshots.get("import", IMPORT))

    assert next_date(view.model_copy(update={"open": False}), date(2026, 4, 22)) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [("100953.60", "100.953,60"), ("900", "900"), ("2026-01-27", "27/01/2026"), ("HY-1", "HY-1")],
)
def test_what_a_paper_says_is_shown_as_the_reader_writes_it(said: str, shown: str) -> None:
    assert Figures("pt_BR").printed(said) == shown


def test_a_missing_figure_is_a_dash() -> None:
    figures = Figures("pt_BR")

    assert {figures.amount(None), figures.day(None), figures.moment(None), figures.brl(None)} == {
        "–"
    }


def test_a_bar_is_no_wider_than_its_place() -> None:
    held = {place: Decimal(100) for place in ("domestic", "coming", "bonded", "in_transit")}
    line = ItemOutlook(item="A", on_order=Decimal(0), min=Decimal(50), max=Decimal(800), **held)

    drawn = bar(line)

    assert sum(part.width for part in drawn.parts) == WIDTH // 2
    assert (drawn.min_x, drawn.max_x) == (37, WIDTH)
