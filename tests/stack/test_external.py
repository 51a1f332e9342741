"""A server that somebody else runs: its address is passed on, and nothing of ours is chosen."""

from pathlib import Path

from wiring.settings import Settings
from wiring.stack.folder import StackFolder
from wiring.stack.ports import Ports
from wiring.stack.servers import Temporal


def test_an_external_temporal_needs_no_port_of_ours(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path, temporal_address="temporal.example:7233", temporal_ui="http://ui.example"
    )
    part = Temporal(StackFolder(tmp_path), settings, Ports({}))

    assert part.addresses() == {"address": "temporal.example:7233", "ui": "http://ui.example"}
    assert part.is_ready(0)
