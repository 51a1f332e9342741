"""The headings of the nomenclature: whether a code can be one that the rule pack does not hold.

The Harmonized System (edition 2022) numbers the headings of each chapter; the NCM adds digits
to it. A pack holds the codes somebody trades in: others may be assessed with their rates given,
but not those that no edition ever had.
"""

_LAST_HEADINGS = (
    *(6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30),
    *(21, 16, 53, 42, 6, 5, 15, 7, 7, 7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11, 7),
    *(13, 12, 11, 8, 16, 9, 5, 11, 11, 6, 17, 17, 10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8),
    *(16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33, 14, 9, 7, 6, 8, 20, 6),
)
"""Last heading of chapters 1 to 97; chapter 77 is kept empty."""


def is_heading(ncm: str) -> bool:
    """Return whether the first four digits of a code can be a heading."""
    chapter, heading = int(ncm[:2]), int(ncm[2:4])
    return 1 <= chapter <= len(_LAST_HEADINGS) and 1 <= heading <= _LAST_HEADINGS[chapter - 1]
