"""The fiscal exchange rate from the central bank's PTAX series (OData, closing rate, sale).

The rate in force on a day is the closing rate of the last bank business day before it
(Portaria MF 6/1999; bank holidays, not national ones only).
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import httpx
from workalendar.america import BrazilBankCalendar

from gateways.doors import Quote, QuoteMissing, Unavailable

PATH = "/olinda/servico/PTAX/versao/v1/odata/CotacaoMoedaDia(moeda=@moeda,dataCotacao=@dataCotacao)"
"""Rates of one currency on one day, below the server's address."""

SOURCE = "BCB PTAX, fechamento, venda"
_CALENDAR = BrazilBankCalendar()
_CONSCIENCE = (11, 20)
"""Dia da Consciência Negra, a holiday of the whole country from 2024 on (Lei 14.759/2023)."""


def quote_day(registered_on: date) -> date:
    """Return the last bank business day before a registration date."""
    day = registered_on - timedelta(days=1)
    while not _is_bank_day(day):
        day -= timedelta(days=1)
    return day


def _is_bank_day(day: date) -> bool:
    # The calendar knows that holiday as one of some states only.
    holiday = day.year >= 2024 and (day.month, day.day) == _CONSCIENCE
    return not holiday and bool(_CALENDAR.is_working_day(day))


class Ptax:
    """The published series; it implements ``PublishedRates``."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def quote_day(self, registered_on: date) -> date:
        """Return the last bank day before a registration date."""
        return quote_day(registered_on)

    def quote(self, currency: str, registered_on: date) -> Quote:
        """Return the selling rate in force on ``registered_on``; never an older one.

        Raises:
            QuoteMissing: the series has no closing rate of that day.
            Unavailable: the source did not answer.
        """
        day = quote_day(registered_on)
        rows = self._rows(currency, day)
        closing = [row for row in rows if str(row.get("tipoBoletim", "")).startswith("Fechamento")]
        if not closing:
            raise QuoteMissing(f"PTAX has no closing rate of {currency} of {day.isoformat()}")
        rate = Decimal(str(closing[-1]["cotacaoVenda"]))
        return Quote(currency=currency, rate=rate, quote_date=day, source=SOURCE)

    def _rows(self, currency: str, day: date) -> list[Mapping[str, Any]]:
        asked = {
            "@moeda": f"'{currency}'",
            "@dataCotacao": f"'{day:%m-%d-%Y}'",
            "$format": "json",
        }
        try:
            answer = self._http.get(PATH, params=asked)
            answer.raise_for_status()
            rows: list[Mapping[str, Any]] = json.loads(answer.content, parse_float=Decimal)["value"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise Unavailable(f"PTAX, {currency} of {day.isoformat()}: {error}") from error
        return rows
