"""One time-skipping server for all workflow tests."""

import sysconfig
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

SCRIPTS = Path(sysconfig.get_path("scripts"))
"""Where the wheels put their programs; a path that is not there would start a download."""


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """A server on which weeks pass in milliseconds."""
    program = SCRIPTS / "temporal-test-server"
    assert program.exists(), f"{program} is missing: install the test group"
    environment = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(program), data_converter=pydantic_data_converter
    )
    async with environment:
        yield environment
