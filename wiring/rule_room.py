"""What duties stand on, furnished: packs, quotes and the preview, each made when first needed."""

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from activities.rule_packs import PackShelf
from gateways.doors import ObjectStore
from records.sql import SqlClock, SqlPackBook, SqlQuoteBook
from wiring.settings import Settings

if TYPE_CHECKING:
    from activities.previewing import ImpactDesk
    from activities.quotes import KeptRates


class RuleRoom:
    """The house's rule packs and exchange quotes; it implements ``RuleBooks`` of the desk."""

    def __init__(self, settings: Settings, engine: Engine, store: ObjectStore) -> None:
        self._settings = settings
        self._engine = engine
        self._store = store
        self._opened = ExitStack()
        self.book = SqlPackBook(engine)
        self.shelf = PackShelf(self.book, store, SqlClock(engine))

    def close(self) -> None:
        """Close the series' connection, if one was opened."""
        self._opened.close()

    @cached_property
    def rates(self) -> "KeptRates":
        """The published series, behind the book of quotes that were used."""
        # Late: the series' client and its bank calendar take longer to import than a list to read.
        import httpx

        from activities.quotes import KeptRates
        from gateways.ptax import Ptax
        from wiring.trust import trust

        settings = self._settings
        http = httpx.Client(base_url=settings.ptax_url, verify=trust(settings), timeout=10)
        self._opened.callback(http.close)
        return KeptRates(Ptax(http), SqlQuoteBook(self._engine), SqlClock(self._engine))

    @cached_property
    def impact(self) -> "ImpactDesk":
        """Puts a proposed pack to everything that lies in bond."""
        from activities.previewing import ImpactDesk
        from stock.sql import SqlLedger

        ledger = SqlLedger(self._engine)
        return ImpactDesk(ledger, self._store, self.rates, SqlClock(self._engine))
