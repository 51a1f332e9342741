"""The table of commands keeps its word."""

import importlib

import click
import pytest

from cli.__main__ import COMMANDS


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_of_the_table_is_there(name: str) -> None:
    module, attribute = COMMANDS[name][0].split(":")
    command = getattr(importlib.import_module(module), attribute)

    assert isinstance(command, click.Command)
    assert command.get_short_help_str()
