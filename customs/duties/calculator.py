"""Arithmetic with named steps: the engine's formulas are written once, told or untold.

A formula is written against :class:`Calculator`. Under :class:`Plain` its numbers are
decimals and nothing is kept; under ``customs.duties.recorder.Recorder`` they are places in
a tree that says how each came about. Names are words for people (``freight_brl``): what
they are called on a page is the page's business.
"""

from collections.abc import Sequence
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Protocol, TypeVar

from customs.apportion import CENT, apportion
from customs.duties.packs import Rule

ARITHMETIC = Context(
    prec=28, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Every formula is computed, and every tree walked, in this context: 28 digits."""

AMOUNTS = ("base", "rate", "reduction", "calculated", "reduced", "due", "suspended", "payable")
"""Numbers of one tax of one item, in the foreign-trade system's order."""

ZERO = Decimal("0.00")
NOTHING = Decimal(0)

N = TypeVar("N")


class Calculator(Protocol[N]):
    """Named arithmetic on numbers of some kind ``N``."""

    def field(self, name: str, value: Decimal, path: str) -> N:
        """Return a number that the request says under ``path`` (``exchange.USD``)."""

    def item(self, name: str, value: Decimal, place: int, path: str) -> N:
        """Return a number that the request says of the item in ``place`` (from 0)."""

    def rule(self, name: str, value: Decimal, rule: Rule) -> N:
        """Return the value of a rule of the pack."""

    def constant(self, value: Decimal) -> N:
        """Return a number that no rule and nobody gives: 0, 1, 100."""

    def value(self, number: N) -> Decimal:
        """Return what a number is."""

    def values(self, numbers: Sequence[N]) -> Sequence[Decimal]:
        """Return what several numbers are."""

    def add(self, name: str, one: N, other: N) -> N:
        """Return the sum of two numbers."""

    def total(self, name: str, numbers: Sequence[N]) -> N:
        """Return the sum of numbers; of none it is 0.00."""

    def subtract(self, name: str, whole: N, part: N) -> N:
        """Return ``whole`` less ``part``."""

    def multiply(self, name: str, one: N, other: N) -> N:
        """Return a product."""

    def divide(self, name: str, one: N, by: N) -> N:
        """Return a quotient."""

    def cents(self, name: str, number: N) -> N:
        """Return a number rounded half up to the cent."""

    def share(self, name: str, whole: N, weights: Sequence[N], total: N) -> Sequence[N]:
        """Return ``whole`` shared by largest remainder; ``total`` is the total of ``weights``."""

    def steps(self, name: str, count: N, prices: Sequence[tuple[int, N]]) -> N:
        """Return what ``count`` pieces cost, each at the price of its step (first piece, price)."""

    def least(self, name: str, one: N, other: N) -> N:
        """Return the smaller of two numbers."""

    def mark(self, path: str, number: N) -> None:
        """Say that an amount of the assessment is this number."""

    def mark_tax(self, tax: str, items: Sequence[str], columns: Sequence[Sequence[N]]) -> None:
        """Say which numbers are a tax of items: a column for each of :data:`AMOUNTS`."""

    def note(self, number: N, text: str) -> None:
        """Say beside a number why it is so."""


class Plain:
    """Arithmetic that keeps nothing."""

    def field(self, name: str, value: Decimal, path: str) -> Decimal:
        """Return ``value``."""
        return value

    def item(self, name: str, value: Decimal, place: int, path: str) -> Decimal:
        """Return ``value``."""
        return value

    def rule(self, name: str, value: Decimal, rule: Rule) -> Decimal:
        """Return ``value``."""
        return value

    def constant(self, value: Decimal) -> Decimal:
        """Return ``value``."""
        return value

    def value(self, number: Decimal) -> Decimal:
        """Return ``number``."""
        return number

    def values(self, numbers: Sequence[Decimal]) -> Sequence[Decimal]:
        """Return ``numbers``."""
        return numbers

    def add(self, name: str, one: Decimal, other: Decimal) -> Decimal:
        """Return the sum of two numbers."""
        return one + other

    def total(self, name: str, numbers: Sequence[Decimal]) -> Decimal:
        """Return the sum of numbers."""
        return numbers[0] if len(numbers) == 1 else sum(numbers, ZERO)

    def subtract(self, name: str, whole: Decimal, part: Decimal) -> Decimal:
        """Return a difference."""
        return whole - part

    def multiply(self, name: str, one: Decimal, other: Decimal) -> Decimal:
        """Return a product."""
        return one * other

    def divide(self, name: str, one: Decimal, by: Decimal) -> Decimal:
        """Return a quotient."""
        return one / by

    def cents(self, name: str, number: Decimal) -> Decimal:
        """Return a number rounded half up to the cent."""
        return number.quantize(CENT, ROUND_HALF_UP)

    def share(
        self, name: str, whole: Decimal, weights: Sequence[Decimal], total: Decimal
    ) -> Sequence[Decimal]:
        """Return ``whole`` shared by largest remainder."""
        return apportion(whole, weights)

    def steps(self, name: str, count: Decimal, prices: Sequence[tuple[int, Decimal]]) -> Decimal:
        """Return what ``count`` pieces cost."""
        return price_of_steps(count, [first for first, _ in prices], [p for _, p in prices])

    def least(self, name: str, one: Decimal, other: Decimal) -> Decimal:
        """Return the smaller number."""
        return one if one <= other else other

    def mark(self, path: str, number: Decimal) -> None:
        """Keep nothing."""

    def mark_tax(
        self, tax: str, items: Sequence[str], columns: Sequence[Sequence[Decimal]]
    ) -> None:
        """Keep nothing."""

    def note(self, number: Decimal, text: str) -> None:
        """Keep nothing."""


def price_of_steps(count: Decimal, firsts: Sequence[int], prices: Sequence[Decimal]) -> Decimal:
    """Return what ``count`` pieces cost when each has the price of the step it falls in."""
    lasts = [*(Decimal(first - 1) for first in firsts[1:]), count]
    total = ZERO
    for first, last, price in zip(firsts, lasts, prices, strict=True):
        total += max(min(count, last) - first + 1, NOTHING) * price
    return total
