"""The port of the local costs: what was invoiced for an import or release beside goods and taxes."""

from typing import Protocol

from customs.local_costs import LocalCost


class LocalCostBook(Protocol):
    """Entries that are added and never changed."""

    def add(self, cost: LocalCost) -> LocalCost:
        """Keep an entry; return what is kept under its key, which may be an earlier one."""

    def of(self, reference: str) -> tuple[LocalCost, ...]:
        """Return the entries of an import or release, the oldest first."""
