"""Stored histories of every workflow: what ran once must replay for ever."""
