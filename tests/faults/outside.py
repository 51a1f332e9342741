"""The simulator as its administrator sees it: what was filed, and faults made to order."""

import ssl
from typing import Any

import httpx

from wiring.settings import Settings

HOLD_SECONDS = 30
"""How long a held request stays without an answer, if nobody dies of it before."""


class Outside:
    """Speaks to the administrator's side of the simulator."""

    def __init__(self, settings: Settings) -> None:
        trust = ssl.create_default_context(cafile=settings.portal_ca)
        self._http = httpx.Client(
            base_url=settings.portal_url, verify=trust, trust_env=False, timeout=10
        )

    def __enter__(self) -> "Outside":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def script(self, **fault: Any) -> None:
        """Order a fault."""
        self._http.post("/admin/outage", json=fault).raise_for_status()

    def hold(self, reference: str, method: str, path: str, mode: str) -> None:
        """Let the next such request for a declaration wait, carried out or not."""
        self.script(
            mode=mode,
            reference=reference,
            method=method,
            path=path,
            count=1,
            seconds=HOLD_SECONDS,
        )

    def end_all(self) -> None:
        """End every fault; what is held gets its answer."""
        self.script(seconds=0)

    def still_to_come(self) -> set[str]:
        """Return the references of the faults that hit nothing yet."""
        faults = self._http.get("/admin/outage").raise_for_status().json()
        return {fault["reference"] for fault in faults}

    def filed(self, reference: str) -> list[dict[str, Any]]:
        """Return every declaration, draft or registered, of our reference."""
        declarations = self._http.get("/admin/declarations").raise_for_status().json()
        return [one for one in declarations if one["reference"] == reference]

    def was_filed_once(self, reference: str) -> bool:
        """Return whether exactly one registration and one debit were made for our reference."""
        filed = self.filed(reference)
        registrations = sum(one["registrations"] for one in filed)
        debits = sum(len(one["debits"]) for one in filed)
        return (registrations, debits) == (1, 1)
