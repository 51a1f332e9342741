"""Every stored history replays with the workflows as they are; and the check can fail.

One that fails tells of imports that would stand still: patch the change (``workflow.patched``).
Before the first release, record the stories anew instead: ``python -P -m tests.replay.record``.
"""

import json
from typing import Any

import pytest
from temporalio import workflow
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner
from temporalio.workflow import NondeterminismError

from customs.orders import ImportOrder
from customs.views import ImportView
from tests.replay import histories
from wiring.settings import ROOT
from wiring.temporal import replayer
from workflows.catalogue import WORKFLOWS
from workflows.import_process import ImportProcess

NAMES = histories.names()

SHAPES = {
    "import_direct", "import_bonded_early", "import_bonded_late", "import_cancelled",
    "transit_early", "transit_late",
    "clearance_green", "clearance_yellow", "clearance_corrected", "clearance_cancelled",
    "clearance_held",
    "release_done", "release_cancelled",
    "task_done", "task_withdrawn", "task_escalated",
    "watch_continued",
    "programme", "programme_daily",
    "import_papers_corrected", "import_papers_chased",
    "import_extended", "import_forfeited",
}  # fmt: skip
"""What was ever kept; a release adds names and takes none away."""


@workflow.defn(name="ImportProcess")
class HastyImport(ImportProcess):
    """An import changed without a patch: it books the sailing only once the goods arrive."""

    @workflow.init
    def __init__(self, order: ImportOrder) -> None:
        super().__init__(order)

    @workflow.run
    async def run(self, order: ImportOrder) -> ImportView:
        """Run as before."""
        return await super().run(order)

    async def _sail(self) -> None:
        await self._reach("ARRIVED", "DISCHARGED")
        departed = self._log.reached("DEPARTED", "ARRIVED", "DISCHARGED")
        assert departed is not None
        await self._post(self._moves.shipped(departed))
        await self._reach("ARRIVED", "DISCHARGED")


def hasty_replayer() -> Replayer:
    """Return a replayer of the changed import."""
    return Replayer(
        workflows=[HastyImport],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=pydantic_data_converter,
    )


def test_no_history_was_lost() -> None:
    assert set(NAMES) >= SHAPES


def test_every_workflow_has_a_history() -> None:
    kept = {history_type(name) for name in NAMES}

    assert kept == {workflow._Definition.must_from_class(one).name for one in WORKFLOWS}


def history_type(name: str) -> str:
    """Return which workflow a history is of."""
    return (
        histories.stored(name)
        .events[0]
        .workflow_execution_started_event_attributes.workflow_type.name
    )


@pytest.mark.parametrize("name", NAMES)
async def test_a_history_replays(name: str) -> None:
    await replayer().replay_workflow(histories.stored(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_history_names_no_machine_and_no_folder(name: str) -> None:
    text = histories.text_of(name)
    identities = {value for key, value in _texts(json.loads(text)) if key == "identity"}

    assert identities <= {histories.RECORDER, "history-service"}
    assert str(ROOT) not in text


async def test_a_history_in_which_something_else_was_done_is_caught() -> None:
    kept = json.loads(histories.text_of("import_direct"))
    told = json.dumps(kept).replace('"stock.post"', '"stock.open_lots"', 1)

    with pytest.raises(NondeterminismError):
        await replayer().replay_workflow(histories.as_history(json.loads(told)))


async def test_a_step_moved_without_a_patch_is_caught_by_late_news() -> None:
    with pytest.raises(NondeterminismError):
        await hasty_replayer().replay_workflow(histories.stored("import_bonded_late"))


async def test_early_news_hides_the_same_step() -> None:
    await hasty_replayer().replay_workflow(histories.stored("import_bonded_early"))


def _texts(value: Any) -> list[tuple[str, str]]:
    """Return every text of a JSON value with the key that it stands under."""
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    if isinstance(value, dict):
        found = [(key, part) for key, part in value.items() if isinstance(part, str)]
        return found + [text for part in value.values() for text in _texts(part)]
    return []
