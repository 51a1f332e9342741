"""How the figures of a derivation are written: each with its unit, money in its currency."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from customs.duties.comparing import Comparison
from customs.duties.telling import Told
from web.pages.figures import Figures

SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_COUNTS = {"quantity", "drawn", "taken", "admitted", "number_of_additions", "days_late"}
_WIDTH = 100
"""Of the longest bar, in the units of its drawing."""


class Writer(NamedTuple):
    """Writes what was told, in the reader's language."""

    figures: Figures
    say: Callable[[str], str]
    step: Callable[[str], str]

    def name(self, one: Told) -> str:
        """Return what a number is called, with the item that it is of."""
        if one.source is None and not one.sign:
            return self.figures.quantity(one.value)
        name = self.step(one.name)
        return f"{name} ({self.say('item')} {one.item})" if one.item else name

    def value(self, one: Told, currency: str = "") -> str:
        """Return a number as its kind is written; ``currency`` is that of money hereabouts."""
        if one.unit == "%":
            return f"{self.figures.quantity(one.value)} %"
        if one.name == "quote":
            return self.figures.rate(one.value)
        if one.name == "net_weight_kg":
            return f"{self.figures.quantity(one.value)}\N{NO-BREAK SPACE}kg"
        if not _is_money(one):
            return self.figures.quantity(one.value)
        amount = self.figures.price(one.value)
        return f"{currency}\N{NO-BREAK SPACE}{amount}" if currency else amount

    def sentence(self, one: Told) -> str:
        """Return an amount with its arithmetic: ``ICMS 32.579,97 = 180.999,84 × 18 %``."""
        figures = [self.value(part, currency_within(one, part, "")) for part in one.parts]
        return self._equation(one, figures)

    def in_words(self, one: Told) -> str:
        """Return the sentence with the names of its figures, to be pasted into a letter."""
        told = [
            self.name(part)
            if part.source is None and not part.sign
            else f"{self.name(part)} {self.value(part, currency_within(one, part, ''))}"
            for part in one.parts
        ]
        return self._equation(one, told)

    def _equation(self, one: Told, parts: list[str]) -> str:
        head = f"{self.name(one)} {self.value(one)}"
        if not parts:
            return head
        sign = SIGNS.get(one.sign)
        made = f" {sign} ".join(parts) if sign else f"{self.say(one.sign)} ({', '.join(parts)})"
        return f"{head} = {made}"


def currency_within(whole: Told, part: Told, outside: str) -> str:
    """Return the currency of a part: beside a quote it is the quote's, else that of the whole."""
    quotes = [p.source for p in whole.parts if p.source and p.source["kind"] == "quote"]
    if not quotes or part.source in quotes:
        return outside
    return str(quotes[0]["currency"])


def _is_money(one: Told) -> bool:
    ratio = one.name.endswith(("_fraction", "_rate", "_key", "_times_drawn"))
    constant = one.source is None and not one.sign
    return not (ratio or constant or one.name in _COUNTS or one.name.startswith("one_less"))


class Bar(NamedTuple):
    """One step of a waterfall: where it begins, how long it is, and which way it goes."""

    name: str
    amount: Decimal
    start: str
    width: str
    way: str
    """``more`` or ``less``."""


def waterfall(found: Comparison) -> Iterator[Bar]:
    """Return the terms of a comparison as bars, each beginning where the last one ended."""
    levels = [found.before]
    for term in found.terms:
        levels.append(levels[-1] + term.amount)
    low = min(*levels, Decimal(0))
    scale = _WIDTH / ((max(levels) - low) or Decimal(1))
    for term, before, after in zip(found.terms, levels, levels[1:], strict=False):
        start = (min(before, after) - low) * scale
        # What is too small to be seen is seen all the same: a term is never nothing.
        width = max(abs(term.amount) * scale, Decimal("0.4"))
        way = "more" if term.amount > 0 else "less"
        yield Bar(term.name, term.amount, f"{start:.2f}", f"{width:.2f}", way)
