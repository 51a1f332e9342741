"""Telling: how a difference is said to a person, in Portuguese, with both papers and values."""

from collections.abc import Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference
from documents.facts import Fact
from documents.likeness import same
from documents.statements import Statement


def brazilian(value: Decimal) -> str:
    """Return a number as Brazil writes it: 15.358,0."""
    text = f"{value:,f}" if value == value.to_integral_value() else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def signed(value: Decimal) -> str:
    """Return a difference with its sign, a true minus before it."""
    return ("−" if value < 0 else "+") + brazilian(abs(value))


def outliers(fact: Fact, stated: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Return who agrees with most, and who does not; where all differ the first is believed."""
    agreeing = [[other for other in stated if same(fact, own.value, other.value)] for own in stated]
    most = max(agreeing, key=len, default=[])
    return most, [one for one in stated if one not in most]


def told(fact: Fact, item: Item | None, stated: Sequence[Statement], unit: str) -> list[Difference]:
    """Return one difference for each who states something else than most."""
    agreeing, others = outliers(fact, stated)
    return [_difference(fact, item, agreeing, other, unit) for other in others]


def _difference(
    fact: Fact, item: Item | None, agreeing: Sequence[Statement], other: Statement, unit: str
) -> Difference:
    believed = agreeing[0]
    names = " e ".join(dict.fromkeys(statement.who for statement in agreeing))
    placed = next((s.place for s in agreeing if s.place is not None), None)
    return Difference(
        rule=fact.id,
        message=f"{label_of(fact, item)}: {_said(believed, names, other, unit)}.",
        left=believed.text,
        right=other.text,
        left_paper=names,
        right_paper=other.who,
        severity=fact.severity,
        item=item.id if item else None,
        left_place=placed,
        right_place=other.place,
    )


def label_of(fact: Fact, item: Item | None) -> str:
    """Return what a fact is called, of an item if it is one's."""
    return fact.label.format(item=item.id if item else "")


def _said(believed: Statement, names: str, other: Statement, unit: str) -> str:
    left, right = believed.value, other.value
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (
            f"{brazilian(left)} {unit} em {names}, {brazilian(right)} em {other.who} "
            f"({signed(right - left)} {unit})"
        )
    return f"{believed.text} em {names}, {other.text} em {other.who}"
