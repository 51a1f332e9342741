"""The simulator's side of the story: its clock, and its own stock control."""

import ssl
from datetime import datetime
from decimal import Decimal

import httpx

from gateways.doors import Unavailable
from stock.reconciling import LotCount
from wiring.settings import Settings


class SimulatorClock:
    """Sets the business date of the simulated outside world."""

    def __init__(self, settings: Settings) -> None:
        self._url = f"{settings.portal_url}/admin/clock"
        self._authority = settings.portal_ca

    async def set(self, now: datetime) -> None:
        """Set it.

        Raises:
            Unavailable: it did not answer, or not as the simulator would.
        """
        trust = ssl.create_default_context(cafile=self._authority)
        try:
            async with httpx.AsyncClient(verify=trust, trust_env=False, timeout=10) as http:
                (await http.put(self._url, json={"now": now.isoformat()})).raise_for_status()
        except httpx.HTTPError as error:
            raise Unavailable(f"{self._url}: {error}") from error


class SimulatorStock:
    """Reads what the simulated foreign-trade system has left of each admission item."""

    def __init__(self, settings: Settings) -> None:
        self._url = f"{settings.portal_url}/admin/bond"
        self._authority = settings.portal_ca

    def counts(self) -> list[LotCount]:
        """Return what is left of every admission item.

        Raises:
            Unavailable: it did not answer, or not as the simulator would.
        """
        trust = ssl.create_default_context(cafile=self._authority)
        try:
            with httpx.Client(verify=trust, trust_env=False, timeout=30) as http:
                rows = http.get(self._url).raise_for_status().json()
        except httpx.HTTPError as error:
            raise Unavailable(f"{self._url}: {error}") from error
        return [
            LotCount(lot=f"{row['number']}/{row['item']}", quantity=Decimal(row["left"]))
            for row in rows
        ]
