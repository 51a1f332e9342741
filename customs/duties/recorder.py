"""The arithmetic that remembers: each number is the place of its node in a list.

A node is a tuple and its value lies beside it: of what was tried, a tuple per node is the
fastest, and inputs are always older than what is made of them. Paths, sources and JSON are
made when somebody asks for the document.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from customs.apportion import CENT, apportion
from customs.duties.calculator import AMOUNTS, ZERO, price_of_steps
from customs.duties.packs import Rule

Node = tuple[str, str, tuple[int, ...], Any]
"""Name, operation, inputs, and the source of a leaf or the parameter of an operation."""


class Recorder:
    """A calculator whose numbers are places in ``nodes``; ``kept`` values lie beside them."""

    def __init__(self) -> None:
        self.kept: list[Decimal] = []
        self.nodes: list[Node] = []
        self.notes: dict[int, str] = {}
        self._leaves: dict[Any, int] = {}
        self._marks: list[tuple[str, int]] = []
        self._taxes: list[tuple[str, Sequence[str], Sequence[Sequence[int]]]] = []

    def field(self, name: str, value: Decimal, path: str) -> int:
        """Return the leaf of a field of the request; of each path there is one."""
        return self._leaf(path, name, value, path)

    def item(self, name: str, value: Decimal, place: int, path: str) -> int:
        """Return a new leaf of a field of an item."""
        self.kept.append(value)
        self.nodes.append((name, "leaf", (), (place, path)))
        return len(self.kept) - 1

    def rule(self, name: str, value: Decimal, rule: Rule) -> int:
        """Return the leaf of a rule; of each rule there is one."""
        return self._leaf(("rule", rule.id), name, value, rule)

    def constant(self, value: Decimal) -> int:
        """Return the leaf of a constant; of each there is one."""
        return self._leaf(("constant", str(value)), "constant", value, None)

    def value(self, number: int) -> Decimal:
        """Return what a number is."""
        return self.kept[number]

    def values(self, numbers: Sequence[int]) -> list[Decimal]:
        """Return what several numbers are."""
        kept = self.kept
        return [kept[number] for number in numbers]

    def add(self, name: str, one: int, other: int) -> int:
        """Record the sum of two numbers."""
        self.kept.append(self.kept[one] + self.kept[other])
        self.nodes.append((name, "add", (one, other), None))
        return len(self.kept) - 1

    def total(self, name: str, numbers: Sequence[int]) -> int:
        """Record the sum of numbers; of one it is that number, of none a constant."""
        if len(numbers) < 2:
            return numbers[0] if numbers else self.constant(ZERO)
        kept = self.kept
        return self._record(name, "add", sum([kept[n] for n in numbers], ZERO), tuple(numbers))

    def subtract(self, name: str, whole: int, part: int) -> int:
        """Record a difference."""
        value = self.kept[whole] - self.kept[part]
        return self._record(name, "subtract", value, (whole, part))

    def multiply(self, name: str, one: int, other: int) -> int:
        """Record a product."""
        self.kept.append(self.kept[one] * self.kept[other])
        self.nodes.append((name, "multiply", (one, other), None))
        return len(self.kept) - 1

    def divide(self, name: str, one: int, by: int) -> int:
        """Record a quotient."""
        return self._record(name, "divide", self.kept[one] / self.kept[by], (one, by))

    def cents(self, name: str, number: int) -> int:
        """Record a rounding half up to the cent."""
        self.kept.append(self.kept[number].quantize(CENT, ROUND_HALF_UP))
        self.nodes.append((name, "round", (number,), 2))
        return len(self.kept) - 1

    def share(self, name: str, whole: int, weights: Sequence[int], total: int) -> list[int]:
        """Record each part of ``whole``: its place among the inputs of ``total``."""
        parts = apportion(self.kept[whole], [self.kept[weight] for weight in weights])
        first = len(self.kept)
        self.kept += parts
        self.nodes += [(name, "share", (whole, total), place) for place in range(len(parts))]
        return list(range(first, first + len(parts)))

    def steps(self, name: str, count: int, prices: Sequence[tuple[int, int]]) -> int:
        """Record what ``count`` pieces cost by steps."""
        firsts, of = [first for first, _ in prices], [price for _, price in prices]
        value = price_of_steps(self.kept[count], firsts, [self.kept[price] for price in of])
        return self._record(name, "steps", value, (count, *of), firsts)

    def least(self, name: str, one: int, other: int) -> int:
        """Record the smaller number."""
        value = min(self.kept[one], self.kept[other])
        return self._record(name, "least", value, (one, other))

    def mark(self, path: str, number: int) -> None:
        """Keep which number an amount is."""
        self._marks.append((path, number))

    def mark_tax(self, tax: str, items: Sequence[str], columns: Sequence[Sequence[int]]) -> None:
        """Keep which numbers a tax of items is."""
        self._taxes.append((tax, items, columns))

    def note(self, number: int, text: str) -> None:
        """Keep why a number is so."""
        self.notes[number] = text

    def amounts(self) -> dict[str, int]:
        """Return the path of each amount of the assessment with the place of its node."""
        told = dict(self._marks)
        for tax, items, columns in self._taxes:
            for item, *row in zip(items, *columns, strict=True):
                path = f"items.{item}.taxes.{tax}."
                told.update(zip([path + what for what in AMOUNTS], row, strict=True))
        return told

    def _leaf(self, key: object, name: str, value: Decimal, source: str | Rule | None) -> int:
        known = self._leaves.get(key)
        if known is None:
            known = self._leaves[key] = self._record(name, "leaf", value, (), source)
        return known

    def _record(
        self, name: str, op: str, value: Decimal, of: tuple[int, ...], extra: Any = None
    ) -> int:
        self.kept.append(value)
        self.nodes.append((name, op, of, extra))
        return len(self.kept) - 1
