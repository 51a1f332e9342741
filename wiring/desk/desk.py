"""The desk: its counters under one name."""

from wiring.desk.agreements import AgreementCounter
from wiring.desk.bills import BillCounter
from wiring.desk.bonded import BondedCounter
from wiring.desk.clock import ClockCounter
from wiring.desk.corrections import CorrectionCounter
from wiring.desk.costs import CostCounter
from wiring.desk.dossier import DossierCounter
from wiring.desk.imports import ImportCounter
from wiring.desk.letters import LetterCounter
from wiring.desk.lists import ListCounter
from wiring.desk.milestones import MilestoneCounter
from wiring.desk.products import ProductCounter
from wiring.desk.programmes import ProgrammeCounter
from wiring.desk.releases import ReleaseCounter
from wiring.desk.rules import RulesCounter
from wiring.desk.stock import StockCounter
from wiring.desk.stock_check import StockCheckCounter
from wiring.desk.tasks import TaskCounter


class Desk(
    ImportCounter,
    BondedCounter,
    BillCounter,
    ReleaseCounter,
    LetterCounter,
    CorrectionCounter,
    MilestoneCounter,
    TaskCounter,
    ListCounter,
    DossierCounter,
    CostCounter,
    ProgrammeCounter,
    ProductCounter,
    AgreementCounter,
    RulesCounter,
    StockCounter,
    StockCheckCounter,
    ClockCounter,
):
    """All that may be asked of the house. Every act takes its actor and is written to the audit."""
