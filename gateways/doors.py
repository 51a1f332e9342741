"""The doors: what the house asks of the outside, whoever answers."""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from customs.acts import Registration
from customs.payload import Payload, StoredRef
from customs.quotes import Quote as Quote


class Refused(Exception):
    """The system answered no: its code, field and message; never repeated blindly."""

    def __init__(self, problems: list[dict[str, str]], status: int) -> None:
        super().__init__("; ".join(p.get("message", "") for p in problems))
        self.problems = problems
        """Each: ``field, code, message``."""
        self.status = status


class Unavailable(Exception):
    """The system did not answer, or said that it is away; ``retry_after`` in seconds if it said."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SystemState(Payload):
    """What the foreign-trade system says of one declaration."""

    number: str
    version: int
    situation: str
    channel: str | None = None
    registered_at: str | None = None
    released_at: str | None = None
    body: dict[str, Any] = {}


class TradeSystem(Protocol):
    """A government's foreign-trade system: one method per call of its API.

    Every method raises ``Refused`` or ``Unavailable``.
    """

    async def open_draft(self, cover: dict[str, Any]) -> tuple[str, int]: ...
    async def put_items(self, number: str, version: int, items: list[dict[str, Any]]) -> None: ...
    async def delete_draft(self, number: str, version: int) -> None: ...
    async def calculated_values(self, number: str, version: int) -> dict[str, Any]: ...
    async def diagnose(self, number: str, version: int, total_items: int) -> str: ...
    async def register(
        self, number: str, version: int, total_items: int, payments: dict[str, Decimal]
    ) -> str: ...
    async def current_version(self, number: str) -> Registration | None: ...
    async def state(self, number: str, version: int) -> SystemState: ...


class ObjectStore(Protocol):
    """Content-addressed objects, written once."""

    def put(self, body: bytes, media_type: str) -> StoredRef: ...
    def get(self, ref: StoredRef) -> bytes: ...
    def put_json(self, value: Any) -> StoredRef: ...
    def get_json(self, ref: StoredRef) -> Any: ...


class QuoteMissing(Exception):
    """No quote of the right day; never yesterday's by accident."""


class ExchangeRates(Protocol):
    """The fiscal exchange rate of a registration date."""

    def quote(self, currency: str, registered_on: date) -> Quote:
        """Return the selling quote of the last bank day before ``registered_on``.

        Raises:
            QuoteMissing: the source has no quote of that day.
            Unavailable: the source did not answer.
        """


class PublishedRates(ExchangeRates, Protocol):
    """A series as its publisher answers it; it also knows which day a date asks for."""

    def quote_day(self, registered_on: date) -> date:
        """Return the last bank day before ``registered_on``."""


class Mail(Protocol):
    """Sends a message to people."""

    def send(self, to: tuple[str, ...], subject: str, body: str, key: str) -> None: ...
