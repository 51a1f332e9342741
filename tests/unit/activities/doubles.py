"""Doubles of the ports that declarations use: a store, a rate table, a printer, a clock."""

import hashlib
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from customs.clock import BRASILIA, ClockMode, ClockReading
from customs.payload import StoredRef
from gateways.doors import Quote, QuoteMissing

QUOTES = {
    date(2026, 3, 23): "5.3120",
    date(2026, 4, 17): "5.3050",
    date(2026, 4, 20): "5.2870",
    date(2026, 5, 19): "5.4410",
}
"""Day of the quote → BRL for one USD, as in the story."""
_HOLIDAYS = {date(2026, 4, 21)}


class MemoryStore:
    """Content-addressed objects in memory."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put(self, body: bytes, media_type: str) -> StoredRef:
        """Keep the body under its hash."""
        sha256 = hashlib.sha256(body).hexdigest()
        self.objects[sha256] = body
        return StoredRef(key=sha256, sha256=sha256, media_type=media_type, size=len(body))

    def get(self, ref: StoredRef) -> bytes:
        """Return the body."""
        return self.objects[ref.key]

    def put_json(self, value: Any) -> StoredRef:
        """Keep a value as canonical JSON."""
        return self.put(json.dumps(value, sort_keys=True).encode(), "application/json")

    def get_json(self, ref: StoredRef) -> Any:
        """Return the value."""
        return json.loads(self.get(ref))


class StoryRates:
    """The story's quotes by bank day; anything else is missing."""

    def quote(self, currency: str, registered_on: date) -> Quote:
        """Return the quote of the last bank day before."""
        day = registered_on - timedelta(days=1)
        while day.weekday() > 4 or day in _HOLIDAYS:
            day -= timedelta(days=1)
        if currency != "USD" or day not in QUOTES:
            raise QuoteMissing(f"no quote of {currency} on {day}")
        rate = Decimal(QUOTES[day])
        return Quote(currency=currency, rate=rate, quote_date=day, source="story")


class PlainPrinter:
    """Prints the data as text, so that tests can read it."""

    def html(self, template: str, data: dict[str, object]) -> str:
        """Return template and data."""
        return template + json.dumps(data, default=str, sort_keys=True)

    def pdf(self, template: str, data: dict[str, object]) -> bytes:
        """Return template and data."""
        return self.html(template, data).encode()


class StandingClock:
    """A business clock that stands still."""

    def __init__(self, day: str) -> None:
        self._now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=BRASILIA)

    def read(self) -> ClockReading:
        """Return the instant it stands at."""
        return ClockReading(mode=ClockMode.STORY, now=self._now)

    def move(self, to: datetime) -> None:
        """Stand at another instant."""
        self._now = to

    def begin(self, at: datetime) -> None:
        """Stand at the beginning."""
        self._now = at
