"""Workflows on the time-skipping server, with fake activities."""
