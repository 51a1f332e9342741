"""The desk's rule packs and quotes, kept in memory."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from activities.previewing import ImpactDesk
from activities.quotes import KeptRates
from activities.rule_packs import PackShelf
from customs.activation import PackActivation
from customs.quotes import Quote
from gateways.doors import QuoteMissing
from records.rulebook import BaseChanged, QuoteContradicted


class FakePackBook:
    def __init__(self) -> None:
        self.kept: list[PackActivation] = []

    def in_force(self, at: datetime) -> PackActivation | None:
        held = [each for each in self.kept if each.valid_from <= at]
        return max(held, key=lambda each: each.valid_from, default=None)

    def activate(self, activation: PackActivation, base: str | None = None) -> None:
        if activation.key in {each.key for each in self.kept}:
            return
        before = self.in_force(activation.valid_from)
        if before is not None and not before.shipped and base not in (None, before.sha256):
            raise BaseChanged(before.sha256)
        self.kept.append(activation)

    def all(self) -> list[PackActivation]:
        return list(reversed(self.kept))


class FakeQuoteBook:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, date], Quote] = {}

    def find(self, currency: str, day: date) -> Quote | None:
        return self.kept.get((currency, day))

    def keep(self, quote: Quote, at: datetime) -> None:
        first = self.kept.setdefault((quote.currency, quote.quote_date), quote)
        if first.rate != quote.rate:
            raise QuoteContradicted(f"{quote.currency} was {first.rate}")


class FakeSeries:
    """Weekdays have a quote of 5.4 for a dollar, and no other currency has one."""

    rate = Decimal("5.4")

    def quote_day(self, registered_on: date) -> date:
        day = registered_on - timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return day

    def quote(self, currency: str, registered_on: date) -> Quote:
        if currency != "USD":
            raise QuoteMissing(f"no quote of {currency}")
        day = self.quote_day(registered_on)
        return Quote(currency=currency, rate=self.rate, quote_date=day, source="the tests")


class FakeRuleBooks:
    """Packs and quotes over fakes."""

    def __init__(self, store: Any, clock: Any, ledger: Any) -> None:
        self.book = FakePackBook()
        self.series = FakeSeries()
        self.shelf = PackShelf(self.book, store, clock)
        self.rates = KeptRates(self.series, FakeQuoteBook(), clock)
        self.impact = ImpactDesk(ledger, store, self.rates, clock)
