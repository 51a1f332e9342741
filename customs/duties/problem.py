"""How a problem of a request is told: the path of its field, and what would be right."""

from customs.filing import FieldProblem


def at(place: int, field: str) -> str:
    """Return the path of an item's field; -1 stands for the declaration."""
    return field if place < 0 else f"items[{place}].{field}"


def problem(field: str, message: str, code: str) -> FieldProblem:
    """Return a problem of a field."""
    return FieldProblem(field=field, message=message, code=code)
