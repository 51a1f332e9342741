"""The same people and the same day as in the tests of faults."""

from tests.faults.conftest import outside, played, settings, stage

__all__ = ["outside", "played", "settings", "stage"]
