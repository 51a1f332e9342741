"""The scenario is played on a time-skipping server of its own."""

from tests.workflows.conftest import own_temporal

__all__ = ["own_temporal"]
