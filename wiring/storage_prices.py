"""The price tables of bonded places, read from files: the house's own first, then those shipped."""

from datetime import date
from pathlib import Path

from customs.storage_bill import PriceTable, parse_tables, table_of
from wiring.settings import ROOT, Settings

_SHIPPED = ROOT / "customs" / "storage_prices"


class PriceShelf:
    """Finds the prices of a bonded place, in files named by its code."""

    def __init__(self, settings: Settings) -> None:
        self._folders = (settings.home / "storage_prices", _SHIPPED)

    def find(self, recinto: str, day: date) -> PriceTable | None:
        """Return the prices of a place on a day, None if the house has none.

        Raises:
            ValueError: its file cannot be read as prices.
        """
        if not recinto.isdigit():
            return None
        file = self._file(recinto)
        return table_of(parse_tables(file.read_text(encoding="utf-8")), day) if file else None

    def _file(self, recinto: str) -> Path | None:
        files = (folder / f"{recinto}.toml" for folder in self._folders)
        return next((file for file in files if file.is_file()), None)
