"""Marking a text for the catalogues."""


def N_(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text
