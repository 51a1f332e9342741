"""The terminal over a fake house."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import wiring.house
import wiring.settings
from cli.__main__ import entreposto
from tests.unit.desk.house import House, a_form
from wiring.desk import Desk

Run = Callable[..., Result]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    """A desk over fakes, which every command opens."""
    built = House()

    @asynccontextmanager
    async def open_desk(settings: Any, with_temporal: bool = True) -> AsyncIterator[Desk]:
        yield built.desk

    monkeypatch.setattr(wiring.house, "open_desk", open_desk)
    monkeypatch.setattr(wiring.settings, "load", wiring.settings.Settings)
    return built


@pytest.fixture
def run(house: House) -> Run:
    """Runs ``entreposto`` with these arguments."""

    def entreposto_with(*arguments: str) -> Result:
        return CliRunner().invoke(entreposto, arguments)

    return entreposto_with


@pytest.fixture
def form_file(tmp_path: Path) -> Callable[..., str]:
    """Writes a form to a file."""

    def written(**changes: Any) -> str:
        file = tmp_path / "form.json"
        file.write_text(json.dumps(a_form(**changes)))
        return str(file)

    return written
