"""What every folder of tests may use."""

from tests.embedded import stack

__all__ = ["stack"]
