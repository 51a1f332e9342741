"""Every workflow of the house."""

from workflows.bonded_release import BondedRelease
from workflows.clearance import Clearance
from workflows.customs_transit import CustomsTransit
from workflows.human_task import HumanTask
from workflows.import_process import ImportProcess
from workflows.portal_watch import PortalWatch
from workflows.rule_pack_activation import RulePackActivation
from workflows.vmi_programme import VmiProgramme

WORKFLOWS = (
    ImportProcess,
    CustomsTransit,
    Clearance,
    BondedRelease,
    HumanTask,
    PortalWatch,
    RulePackActivation,
    VmiProgramme,
)
"""Worked on the queue ``imports``; a worker and a replayer take them all."""
