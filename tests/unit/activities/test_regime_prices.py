"""What each choice costs for goods left in bond: duties by the engine, storage by the table."""

from datetime import date, datetime
from decimal import Decimal

from activities.regime import RegimeActivities, RegimeEvidence
from activities.rule_packs import shipped_pack
from customs.clock import BRASILIA
from customs.declarations.assembling import build
from customs.regime_clock import regime_clock
from customs.regime_prices import Choice, HeldLot, PriceRegime, capital
from customs.storage_bill import PriceTable, StorageStep
from stock.memory import MemoryLedger
from stock.movements import Lot
from tests.unit.activities.doubles import MemoryStore, StoryRates
from tests.unit.customs.cases import money
from tests.unit.customs.orders import ADMISSION_NUMBER, admission

REFERENCE = "IMP-2026-001"
TODAY = date(2026, 5, 20)
VALUES = {"A": "365839.56", "B": "170425.96"}
TABLE = PriceTable(
    recinto="8931404", valid_from=date(2026, 1, 1), steps=(StorageStep(rate=Decimal("0.0025")),)
)


class Pricing:
    """The activity over the story's admission, of which the half is left."""

    def __init__(self, table: PriceTable | None = TABLE, keeps_input: bool = True) -> None:
        self.store = MemoryStore()
        ledger = MemoryLedger()
        request = build(admission()).assessment
        kept = self.store.put_json(request.model_dump(mode="json")) if keeps_input else None
        for number, (item, quantity) in enumerate((("A", 60000), ("B", 9000)), start=1):
            lot = Lot(
                lot=f"{ADMISSION_NUMBER}/{number}",
                import_reference=REFERENCE,
                product=item,
                quantity=Decimal(quantity),
                admitted_at=datetime(2026, 3, 25, 12, tzinfo=BRASILIA),
                expires_on="2027-03-25",
                customs_value=Decimal(VALUES[item]),
                request=kept,
            )
            ledger.open_lot(lot)
        self._activities = RegimeActivities(
            ledger, self.store, StoryRates(), shipped_pack, lambda _recinto, _day: table
        )

    def evidence(
        self,
        admitted_on: date = date(2026, 3, 25),
        registered_on: date = date(2026, 3, 24),
    ) -> RegimeEvidence:
        """Return what a person would be shown of half of each lot."""
        asked = PriceRegime(
            reference=REFERENCE,
            held=(
                HeldLot(lot=f"{ADMISSION_NUMBER}/1", quantity=Decimal(30000)),
                HeldLot(lot=f"{ADMISSION_NUMBER}/2", quantity=Decimal(4500)),
            ),
            clock=regime_clock(admitted_on),
            recinto="8931404",
            entered_on=date(2026, 3, 20),
            registered_on=registered_on,
            on=TODAY,
        )
        priced = self._activities.price(asked)
        return RegimeEvidence.model_validate(self.store.get_json(priced.evidence))


def choice(shown: RegimeEvidence, tag: str) -> Choice:
    """Return one choice of those that are shown."""
    return next(one for one in shown.choices if one.tag == tag)


def test_clearing_costs_the_duties_of_one_declaration_and_the_storage_until_today() -> None:
    shown = Pricing().evidence()
    clear = choice(shown, "clear")

    assert shown.admission_value == money("268 132.76")
    assert shown.duties["ii"] == money("43 943.09")
    assert shown.duties["siscomex_fee"] == money("192.79"), "one declaration of two additions"
    assert clear.costs["storage"] == money("4 692.32"), "seven started periods of 0.25 %"
    assert clear.total == sum(shown.duties.values()) + money("4 692.32")


def test_holding_costs_storage_and_saves_the_capital_of_the_duties() -> None:
    shown = Pricing().evidence()
    wait, extend = choice(shown, "wait"), choice(shown, "extend")
    payable = sum(shown.duties.values(), Decimal(0))

    assert wait.label_en == "Wait until 2026-09-26"
    assert wait.saves == capital(payable, Decimal("0.15"), (date(2026, 9, 26) - TODAY).days)
    assert wait.total == wait.costs["storage"] - wait.saves
    assert extend.label_en == "Extend until 2028-03-25"
    assert extend.costs["storage"] > wait.costs["storage"]


def test_re_export_and_transfer_cost_no_duties() -> None:
    shown = Pricing().evidence()

    assert choice(shown, "re_export").total == money("4 692.32")
    assert choice(shown, "transfer").total == money("4 692.32")


def test_after_the_term_taxes_come_with_interest_and_fine_and_less_is_left_to_choose() -> None:
    shown = Pricing().evidence(admitted_on=date(2025, 5, 1))
    overdue = choice(shown, "overdue")

    assert [one.tag for one in shown.choices] == ["overdue", "re_export"]
    assert overdue.costs["taxes"] == money("106 073.62")
    assert overdue.costs["fine"] == money("19 952.45"), "57 days at 0.33 %"
    assert overdue.costs["interest"] == money("2 121.48"), "the month of April, and of payment"
    due = sum(shown.duties.values(), Decimal(0))
    assert overdue.total == due + money("19 952.45") + money("2 121.48") + money("4 692.32")


def test_a_month_whose_interest_is_not_known_is_named_and_not_guessed() -> None:
    shown = Pricing().evidence(registered_on=date(1990, 1, 10))

    assert choice(shown, "overdue").total is None
    assert "selic" in choice(shown, "overdue").note


def test_what_is_not_known_is_named_and_not_guessed() -> None:
    no_table, no_input = Pricing(table=None).evidence(), Pricing(keeps_input=False).evidence()

    assert choice(no_table, "clear").total is None
    assert any("no prices" in each for each in no_table.unknown)
    assert no_input.duties == {}
    assert choice(no_input, "clear").total is None
    assert choice(no_input, "re_export").total == money("4 692.32")
    assert any("not kept" in each for each in no_input.unknown)


def test_the_capital_of_ten_days_is_the_storys() -> None:
    assert capital(money("191750.61"), Decimal("0.15"), 10) == money("788.02")
