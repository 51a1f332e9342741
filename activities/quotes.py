"""Exchange quotes: asked of their publisher once, kept, and the same ever after."""

from datetime import date

from gateways.doors import PublishedRates, Quote
from records.ports import BusinessClock
from records.rulebook import QuoteBook


class KeptRates:
    """The published series behind a book of what was used; it implements ``ExchangeRates``."""

    def __init__(self, published: PublishedRates, book: QuoteBook, clock: BusinessClock) -> None:
        self._published = published
        self._book = book
        self._clock = clock

    def quote(self, currency: str, registered_on: date) -> Quote:
        """Return the selling quote of the last bank day before ``registered_on``.

        Raises:
            QuoteMissing: it is not published; an older one never takes its place.
            Unavailable: the publisher did not answer.
            QuoteContradicted: somebody else was told another rate of that day just now.
        """
        kept = self._book.find(currency, self._published.quote_day(registered_on))
        return kept or self.ask(currency, registered_on)

    def ask(self, currency: str, registered_on: date) -> Quote:
        """Ask the publisher again, whatever is kept; raises as ``quote`` does."""
        quote = self._published.quote(currency, registered_on)
        self._book.keep(quote, self._clock.read().now)
        return quote
