"""The only place that makes Temporal clients, sandboxes and replayers."""

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import SandboxImportNotificationPolicy

from wiring.settings import Settings
from workflows.catalogue import WORKFLOWS

PURE = (
    "activities",
    "customs",
    "documents",
    "gateways",
    "planning",
    "records",
    "stock",
    "workflows.asking",
    "workflows.bond",
    "workflows.bonded_goods",
    "workflows.clearance_file",
    "workflows.clearance_tasks",
    "workflows.clearing",
    "workflows.clock",
    "workflows.crossing",
    "workflows.dossier_chase",
    "workflows.ending",
    "workflows.exit_tasks",
    "workflows.filing",
    "workflows.following",
    "workflows.import_steps",
    "workflows.in_bond",
    "workflows.keeper",
    "workflows.leaving",
    "workflows.logbook",
    "workflows.paper_correcting",
    "workflows.paper_desk",
    "workflows.paper_folder",
    "workflows.paper_mending",
    "workflows.paper_questions",
    "workflows.papered",
    "workflows.patience",
    "workflows.preparing",
    "workflows.proposing",
    "workflows.regime",
    "workflows.regime_tasks",
    "workflows.release_steps",
    "workflows.reserving",
    "workflows.rule_pack_tasks",
    "workflows.snapshots",
    "workflows.started",
    "workflows.tally",
    "workflows.telling",
    "workflows.traveller",
)
"""What a workflow may import. None of it has a clock, disk or network of its own, so it
is loaded once and shared. Anything else that a workflow imports stops the worker from
starting."""


def sandbox() -> SandboxedWorkflowRunner:
    """Return a runner that refuses any import a workflow did not pass through."""
    policy = (
        SandboxImportNotificationPolicy.WARN_ON_DYNAMIC_IMPORT
        | SandboxImportNotificationPolicy.RAISE_ON_UNINTENTIONAL_PASSTHROUGH
    )
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PURE)
    return SandboxedWorkflowRunner(
        restrictions=restrictions.with_import_notification_policy(policy)
    )


async def connect(settings: Settings) -> Client:
    """Return a client of the house's namespace, with the house's converter."""
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=pydantic_data_converter,
    )


def replayer() -> Replayer:
    """Return a replayer that loads workflows exactly as a worker does."""
    return Replayer(
        workflows=WORKFLOWS,
        workflow_runner=sandbox(),
        data_converter=pydantic_data_converter,
    )
