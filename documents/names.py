"""Names: what a value of a paper is called on a screen, pt-BR and English."""

from functools import cache

from documents.labels import read_table

_PARTS = {"_address": ("endereço", "address"), "_tax_id": ("inscrição fiscal", "tax id")}
"""What is read of a party beside its name."""


def names_of(field: str) -> tuple[str, str]:
    """Return the Portuguese and the English name; a field without one is called by its tag."""
    if field in _names():
        portuguese, english = _names()[field]
        return portuguese, english
    for ending, (part, part_en) in _PARTS.items():
        party = field.removesuffix(ending) + "_name"
        if field.endswith(ending) and party in _names():
            portuguese, english = _names()[party]
            return f"{portuguese}: {part}", f"{english}: {part_en}"
    return field, field


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = read_table("names.yaml")
    return names
