"""The ports of what duties stand on: the quotes that were used, the packs that were in force."""

from datetime import date, datetime
from typing import Protocol

from customs.activation import PackActivation
from customs.quotes import Quote


class QuoteContradicted(Exception):
    """The source now says another rate of a day than the one that was kept: a person must look."""


class QuoteBook(Protocol):
    """Every exchange quote that was ever used, by currency and bank day; append-only."""

    def find(self, currency: str, day: date) -> Quote | None:
        """Return the quote kept for a day."""

    def keep(self, quote: Quote, at: datetime) -> None:
        """Keep a quote that was received at ``at``; the first of a day stands.

        Raises:
            QuoteContradicted: another rate is kept for that currency and day.
        """


class BaseChanged(Exception):
    """Another pack came into force since: what was approved was compared with an older one."""


class PackBook(Protocol):
    """Every rule pack that was ever put in force; append-only."""

    def in_force(self, at: datetime) -> PackActivation | None:
        """Return the newest activation that holds at an instant."""

    def activate(self, activation: PackActivation, base: str | None = None) -> None:
        """Put a pack in force; again with the same key is a no-op.

        Raises:
            BaseChanged: since ``base``, people put another pack in force.
        """

    def all(self) -> list[PackActivation]:
        """Return every activation, the newest first."""
