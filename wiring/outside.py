"""The simulator's side of the story clock."""

import ssl
from datetime import datetime

import httpx

from gateways.doors import Unavailable
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
