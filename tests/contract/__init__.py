"""Contracts: our clients against the simulator, without a socket but for one file."""
