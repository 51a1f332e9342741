"""Telling: how a difference is said to a person, in Portuguese, with both papers and values."""

from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference

Stated = list[tuple[str, Decimal]]
"""Who says how much; the one that is believed first when all differ comes first."""


def brazilian(value: Decimal) -> str:
    """Return a number as Brazil writes it: 15.358,0."""
    text = f"{value:,f}" if value == value.to_integral_value() else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def signed(value: Decimal) -> str:
    """Return a difference with its sign, a true minus before it."""
    return ("−" if value < 0 else "+") + brazilian(abs(value))


def outliers(stated: Stated, tolerance: Decimal) -> tuple[Stated, Stated]:
    """Return who agrees with most, and who does not; where all differ the first is believed."""
    agreeing = [
        [other for other in stated if abs(other[1] - own[1]) <= tolerance] for own in stated
    ]
    most = max(agreeing, key=len)
    return most, [one for one in stated if one not in most]


def told(rule: str, label: str, unit: str, stated: Stated, tolerance: Decimal) -> list[Difference]:
    """Return one difference for each who states another figure than most."""
    agreeing, others = outliers(stated, tolerance)
    names = " e ".join(name for name, _ in agreeing)
    right = agreeing[0][1]
    return [
        Difference(
            rule=rule,
            message=(
                f"{label}: {brazilian(right)} {unit} em {names}, {brazilian(value)} em {name} "
                f"({signed(value - right)} {unit})."
            ),
            left=str(right),
            right=str(value),
            left_paper=names,
            right_paper=name,
        )
        for name, value in others
    ]


def texts(
    rule: str, label: str, left: tuple[str, str], right: tuple[str, str], severity: str = "error"
) -> Difference:
    """Return the difference of two printed words."""
    return Difference(
        rule=rule,
        message=f"{label}: {left[1]} em {left[0]}, {right[1]} em {right[0]}.",
        left=left[1],
        right=right[1],
        left_paper=left[0],
        right_paper=right[0],
        severity=severity,
    )


def about(item: Item, found: list[Difference]) -> list[Difference]:
    """Return differences as those of one item."""
    return [difference.model_copy(update={"item": item.id}) for difference in found]
