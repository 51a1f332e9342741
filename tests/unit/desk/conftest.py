"""A house for each test."""

import pytest

from tests.unit.desk.house import House


@pytest.fixture
def house() -> House:
    """A desk over fakes, with people and nothing else."""
    return House()
