"""Ways out of bond: each is one file (RA art. 409 is a closed list; domain B.6)."""

from customs.exits.consumption import CONSUMPTION
from customs.exits.destruction import DESTRUCTION
from customs.exits.export import EXPORT
from customs.exits.overdue_consumption import OVERDUE_CONSUMPTION
from customs.exits.re_export import RE_EXPORT
from customs.exits.transfer import TRANSFER
from customs.exits.way import Way
from customs.registry import Registry

EXITS: Registry[Way] = Registry(
    "way out of bond", CONSUMPTION, RE_EXPORT, EXPORT, TRANSFER, DESTRUCTION, OVERDUE_CONSUMPTION
)
"""Read at the doors, never in a workflow."""

__all__ = ["EXITS", "Way"]
