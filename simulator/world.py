"""Everything that the simulator's routes share: memory, business clock, rules."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.clock import BusinessClock
from simulator.store import Store

RULES: dict[str, Any] = {
    "login_seconds": 60,
    "csrf_minutes": 60,
    "strict_csrf": False,
    "registration_delay": 0.3,
    "answer_delay": 0.0,
}
"""How the simulator behaves unless told otherwise.

``login_seconds``: a second login within them is refused. ``strict_csrf``: a token that
was replaced is refused. The delays are seconds of real time.
"""


@dataclass(frozen=True)
class World:
    """One simulated foreign-trade system."""

    store: Store
    folder: Path | None = None
    clock: BusinessClock = field(init=False)
    silences: set[asyncio.Event] = field(default_factory=set, init=False)
    """One for each request that a fault keeps without an answer; set, it gets one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", BusinessClock(self.store))

    def rule(self, name: str) -> Any:
        """Return a rule as it is set now."""
        return self.store.setting("rules", {}).get(name, RULES[name])

    def set_rules(self, given: dict[str, Any]) -> dict[str, Any]:
        """Change some rules and return all."""
        kept: dict[str, Any] = self.store.setting("rules", {}) | {
            k: v for k, v in given.items() if k in RULES
        }
        self.store.keep_setting("rules", kept)
        return RULES | kept
