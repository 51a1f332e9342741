"""Whole imports on the running stack, by the doors that people use."""
