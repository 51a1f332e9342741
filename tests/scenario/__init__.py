"""Whole lives, told aloud."""
