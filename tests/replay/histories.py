"""Where histories are kept, and what of them is kept."""

import json
from pathlib import Path
from typing import Any

from temporalio.client import WorkflowHistory

FOLDER = Path(__file__).with_name("stored")
RECORDER = "recorder"
"""Who works and asks in every stored history: no process and no machine."""

_OF_THIS_MACHINE = ("stackTrace", "binaryChecksum")


def names() -> list[str]:
    """Return the name of every stored history."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def text_of(name: str) -> str:
    """Return a stored history as it is written."""
    return (FOLDER / f"{name}.json").read_text()


def stored(name: str) -> WorkflowHistory:
    """Return a stored history."""
    return as_history(json.loads(text_of(name)))


def as_history(kept: dict[str, Any]) -> WorkflowHistory:
    """Return what was kept as a replayer takes it."""
    return WorkflowHistory.from_json(kept["workflow_id"], {"events": kept["events"]})


def keep(name: str, history: WorkflowHistory) -> None:
    """Write a history down, an event a line, without what only says where it was recorded."""
    events = _without_machine(json.loads(history.to_json())["events"])
    lines = ",\n".join(json.dumps(event) for event in events)
    FOLDER.mkdir(exist_ok=True)
    text = f'{{"workflow_id": {json.dumps(history.workflow_id)}, "events": [\n{lines}\n]}}\n'
    (FOLDER / f"{name}.json").write_text(text)


def _without_machine(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_machine(part)
            for key, part in value.items()
            if key not in _OF_THIS_MACHINE
        }
    if isinstance(value, list):
        return [_without_machine(part) for part in value]
    return value
