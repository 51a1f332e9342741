"""Time-skipping servers for workflow tests: one for all, or one of a test's own."""

import sysconfig
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

PROGRAM = Path(sysconfig.get_path("scripts"), "temporal-test-server")
"""Where the wheel put it; a path that is not there would start a download."""
assert PROGRAM.exists(), f"{PROGRAM} is missing: install the test group"


@asynccontextmanager
async def a_server() -> AsyncIterator[WorkflowEnvironment]:
    """Start a server on which weeks pass in milliseconds."""
    environment = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(PROGRAM), data_converter=pydantic_data_converter
    )
    async with environment:
        yield environment


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """One server for all tests that need not skip time."""
    async with a_server() as environment:
        yield environment


@pytest.fixture
async def own_temporal() -> AsyncIterator[WorkflowEnvironment]:
    """A server of the test's own.

    Its clock is one for all that runs on it: an activity that another test left
    behind would keep it from skipping.
    """
    async with a_server() as environment:
        yield environment
