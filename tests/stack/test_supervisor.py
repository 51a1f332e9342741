"""The supervisor with parts that are a few lines long: order, restarts, failures, the end."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.embedded import wait_for
from wiring.settings import Settings
from wiring.stack import processes, supervisor
from wiring.stack.control import serve_in_background, stop_orphans
from wiring.stack.folder import AlreadyHeld, StackFolder
from wiring.stack.parts import Part, PartFailed
from wiring.stack.ports import Ports
from wiring.stack.supervisor import Supervisor

LIVE = """
import pathlib, signal, sys, time
diary = pathlib.Path(sys.argv[1])
def leave(*_):
    with diary.open("a") as page: page.write(sys.argv[2] + " ends\\n")
    sys.exit()
signal.signal(signal.SIGTERM, leave)
with diary.open("a") as page: page.write(sys.argv[2] + " starts\\n")
while True: time.sleep(60)
"""


class Plain(Part):
    """A part that writes its beginning and its end into a diary."""

    code = LIVE

    def command(self) -> Sequence[str]:
        return [sys.executable, "-c", self.code, str(self.diary), self.name]

    def is_ready(self, pid: int) -> bool:
        return self.diary.exists() and f"{self.name} starts" in self.diary.read_text()

    @property
    def diary(self) -> Path:
        return self._folder.home / "diary"


class Below(Plain):
    """A part that another one needs."""

    name = "below"


class Above(Plain):
    """A part that needs another."""

    name = "above"
    needs = ("below",)


class Broken(Plain):
    """A part that cannot start."""

    name = "broken"
    code = "raise SystemExit('no such database')"


class Stubborn(Plain):
    """A part that does not listen to a polite request."""

    name = "stubborn"
    code = LIVE.replace("signal.signal(signal.SIGTERM, leave)", "signal.signal(15, signal.SIG_IGN)")


class Elsewhere(Plain):
    """A part that somebody else runs."""

    name = "below"
    external = "db.example:5432"

    def addresses(self) -> dict[str, str]:
        return {"address": self.external}

    def settle(self) -> None:
        self.diary.write_text("below is settled\n")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[StackFolder]:
    made = StackFolder(tmp_path)
    made.make()
    yield made
    stop_orphans(made)
    for name, part in made.read()["parts"].items():
        assert not processes.lives(part["pid"], part["born"]), name


def supervise(folder: StackFolder, *kinds: type[Part]) -> Supervisor:
    ports = Ports({})
    return Supervisor(folder, [kind(folder, Settings(), ports) for kind in kinds], ports)


async def until_told(running: "asyncio.Task[None]") -> None:
    """Ask for the end as Ctrl-C does, and wait for it."""
    os.kill(os.getpid(), signal.SIGINT)
    await running


def diary(folder: StackFolder) -> list[str]:
    return (folder.home / "diary").read_text().splitlines()


async def test_parts_start_in_the_order_of_their_needs_and_stop_in_reverse(
    folder: StackFolder,
) -> None:
    ready = asyncio.Event()
    running = asyncio.create_task(supervise(folder, Above, Below).run(ready.set))
    await asyncio.wait_for(ready.wait(), 20)
    record = folder.read()
    await until_told(running)

    assert record["ready"]
    assert {part["state"] for part in record["parts"].values()} == {"up"}
    assert diary(folder) == ["below starts", "above starts", "above ends", "below ends"]
    assert folder.read()["parts"] == {}


async def test_a_part_that_dies_is_started_again(folder: StackFolder) -> None:
    ready = asyncio.Event()
    running = asyncio.create_task(supervise(folder, Below).run(ready.set))
    await asyncio.wait_for(ready.wait(), 20)
    first = folder.read()["parts"]["below"]["pid"]
    os.kill(first, signal.SIGKILL)

    def again() -> Any:
        below = folder.read()["parts"]["below"]
        return below["pid"] not in (None, first) and below["state"] == "up" and below

    below = await asyncio.to_thread(wait_for, again)
    await until_told(running)

    assert below["restarts"] == 1


async def test_a_part_that_never_starts_fails_the_whole_start_and_says_why(
    folder: StackFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_LONGEST_PAUSE", 0.01)

    with pytest.raises(PartFailed, match=r"broken does not start\.\n(.*\n)*no such database"):
        await supervise(folder, Below, Broken).run(lambda: None)

    assert folder.read()["parts"] == {}
    assert diary(folder) == ["below starts", "below ends"]


async def test_a_part_that_does_not_listen_is_killed(
    folder: StackFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.3)
    ready = asyncio.Event()
    running = asyncio.create_task(supervise(folder, Stubborn).run(ready.set))
    await asyncio.wait_for(ready.wait(), 20)
    pid = folder.read()["parts"]["stubborn"]["pid"]
    await asyncio.wait_for(until_told(running), 20)

    assert processes.born(pid) is None


async def test_somebody_elses_server_is_used_and_set_up_but_not_started(
    folder: StackFolder,
) -> None:
    ready = asyncio.Event()
    running = asyncio.create_task(supervise(folder, Elsewhere, Above).run(ready.set))
    await asyncio.wait_for(ready.wait(), 20)
    below = folder.read()["parts"]["below"]
    await until_told(running)

    assert below == {"state": "external", "pid": None, "address": "db.example:5432"}
    assert diary(folder) == ["below is settled", "above starts", "above ends"]


def test_one_folder_has_one_supervisor(folder: StackFolder) -> None:
    with folder.hold():
        assert folder.is_held()
        with pytest.raises(AlreadyHeld), StackFolder(folder.home).hold():
            pass

    assert not folder.is_held()


def test_of_two_that_start_at_once_the_slower_leaves_it_to_the_other(folder: StackFolder) -> None:
    with folder.hold(), pytest.raises(AlreadyHeld):
        serve_in_background(Settings(home=folder.home))


def test_a_process_that_got_an_old_number_is_not_taken_for_the_part(folder: StackFolder) -> None:
    mine = processes.born(os.getpid())
    assert mine is not None
    parts = {"postgres": {"pid": os.getpid(), "born": mine - 3600, "state": "up"}}
    folder.write({**folder.read(), "parts": parts})

    assert folder.orphans() == {}
    assert stop_orphans(folder) == []
    folder.write(json.loads(json.dumps({**folder.read(), "parts": {}})))
