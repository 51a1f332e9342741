"""The whole stack, as a person meets it."""

import json
import time
import urllib.request

import pytest

from tests.embedded import Stack, wait_for
from wiring.stack.control import PARTS

pytestmark = pytest.mark.stack

MEMORY = 1.2 * 2**30


def test_every_part_is_up_and_together_they_are_small(stack: Stack) -> None:
    answer = stack.run("status", "--json")
    told = json.loads(answer.stdout)
    parts = {part["name"]: part for part in told["parts"]}

    assert answer.returncode == 0
    assert told["ready"]
    assert list(parts) == ["supervisor", *(kind.name for kind in PARTS)]
    assert {part["state"] for part in parts.values()} == {"up"}
    assert sum(part["memory"] for part in parts.values()) < MEMORY


def test_a_second_up_says_that_it_already_runs(stack: Stack) -> None:
    answer = stack.run("up")

    assert answer.returncode == 0
    assert answer.stdout.startswith("It is already running.")
    assert str(stack.record()["parts"]["web"]["url"]) in answer.stdout


@pytest.mark.parametrize("name", ["worker-documents", "simulator", "web"])
def test_a_killed_part_of_ours_is_started_again(stack: Stack, name: str) -> None:
    before = stack.kill(name)
    wait_for(lambda: stack.record()["parts"][name]["pid"] not in (None, before))
    wait_for(lambda: stack.record()["parts"][name]["state"] == "up", 60)

    assert stack.part(name)["restarts"] >= 1


def test_the_console_and_the_web_ui_answer_at_their_printed_addresses(stack: Stack) -> None:
    parts = stack.record()["parts"]
    for address in (f"{parts['web']['url']}/health", parts["temporal"]["ui"]):
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.status == 200


def test_the_doctor_finds_a_well_stack_well(stack: Stack) -> None:
    told = json.loads(stack.run("doctor", "--json").stdout)
    wrong = [finding for finding in told if not finding["well"]]

    # A developer's environment may be ahead of the lock; the stack is not ill for that.
    assert [finding for finding in wrong if finding["what"] != "environment"] == []


def test_a_reading_command_answers_at_once(stack: Stack) -> None:
    began = time.monotonic()
    stack.run("status")

    assert time.monotonic() - began < 1.5
