"""The book of exchange quotes: the first of a currency and day stands for ever."""

from datetime import date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from customs.quotes import Quote
from records.rulebook import QuoteContradicted
from records.sql.tables import exchange_quote as quotes


class SqlQuoteBook:
    """Every exchange quote that was ever used; the database refuses to change one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, currency: str, day: date) -> Quote | None:
        """Return the quote kept for a day."""
        columns = (quotes.c.currency, quotes.c.rate, quotes.c.quote_date, quotes.c.source)
        wanted = select(*columns).where(quotes.c.currency == currency, quotes.c.quote_date == day)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return Quote.model_validate(dict(row)) if row is not None else None

    def keep(self, quote: Quote, at: datetime) -> None:
        """Keep a quote that was received at ``at``; the first of a day stands.

        Raises:
            QuoteContradicted: another rate is kept for that currency and day.
        """
        row = insert(quotes).values(**quote.model_dump(), received_at=at)
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_nothing())
        kept = self.find(quote.currency, quote.quote_date)
        if kept is not None and kept.rate != quote.rate:
            raise QuoteContradicted(
                f"{quote.currency} of {quote.quote_date}: {quote.source} now says {quote.rate}, "
                f"{kept.rate} of {kept.source} is kept and was used"
            )
