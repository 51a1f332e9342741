"""The records in PostgreSQL: every port of ``records``, furnished with tables."""

from records.sql.audit import SqlAudit, SqlOutbox
from records.sql.clock import SqlClock
from records.sql.filing import SqlFilingJournal, SqlWatchList
from records.sql.letters import SqlLetters
from records.sql.local_costs import SqlLocalCosts
from records.sql.packs import SqlPackBook
from records.sql.people import SqlPeople
from records.sql.portal_sessions import SqlPortalSessions
from records.sql.products import SqlProductCatalogue
from records.sql.programmes import SqlProgrammeBook
from records.sql.quotes import SqlQuoteBook
from records.sql.recintos import SqlRecintoOutbox
from records.sql.references import SqlReferences
from records.sql.snapshots import SqlSnapshots
from records.sql.supplier_memory import SqlSupplierMemory
from records.sql.waiting import SqlWaitingRoom

__all__ = [
    "SqlAudit",
    "SqlClock",
    "SqlFilingJournal",
    "SqlLetters",
    "SqlLocalCosts",
    "SqlOutbox",
    "SqlPackBook",
    "SqlPeople",
    "SqlPortalSessions",
    "SqlProductCatalogue",
    "SqlProgrammeBook",
    "SqlQuoteBook",
    "SqlRecintoOutbox",
    "SqlReferences",
    "SqlSnapshots",
    "SqlSupplierMemory",
    "SqlWaitingRoom",
    "SqlWatchList",
]
