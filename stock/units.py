"""Units of measure: exact conversion between the units that a good is bought, kept and declared in.

A conversion is a ratio of whole numbers, and a result that no decimal can say is refused, never
rounded: a ledger that is right to the unit has no third of a carton.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

PLACES = 6
"""Decimal places of a quantity, at the most; the foreign-trade system's own have five."""

_SAME_KIND: dict[str, dict[str, Fraction]] = {
    "count": {"UN": Fraction(1), "PAR": Fraction(2), "DZ": Fraction(12), "CENTO": Fraction(100),
              "MIL": Fraction(1000)},
    "mass": {"KG": Fraction(1), "G": Fraction(1, 1000), "TON": Fraction(1000),
             "QUILAT": Fraction(1, 5000)},
    "length": {"M": Fraction(1), "CM": Fraction(1, 100), "MM": Fraction(1, 1000),
               "KM": Fraction(1000)},
    "area": {"M2": Fraction(1), "CM2": Fraction(1, 10_000)},
    "volume": {"L": Fraction(1), "ML": Fraction(1, 1000), "M3": Fraction(1000)},
}  # fmt: skip
"""Kind → unit (as the state abbreviates it) → how many of the kind's own unit it is."""
_ALIASES = {
    "PCS": "UN", "PC": "UN", "PCE": "UN", "UNIDADE": "UN", "EA": "UN", "NIU": "UN", "PAIR": "PAR",
    "DOZEN": "DZ", "DUZIA": "DZ", "T": "TON", "TNE": "TON", "KGM": "KG", "GRM": "G", "GR": "G",
    "MTR": "M", "MTK": "M2", "MTQ": "M3", "LTR": "L", "LT": "L", "MIL UNIDADES": "MIL",
}  # fmt: skip
"""What papers and the recommendation 20 codes of UN/CEFACT call the same units."""


class DoesNotConvert(ValueError):
    """The two units measure different things, or the result is no decimal."""


class Units:
    """The units of one good: its commercial unit, and what else a quantity of it may be told in.

    ``others`` says how many commercial units one of each other unit is: a carton of 30, a piece
    of 0.79 kg (with ``KG`` as its statistical unit: one kilogram is 1 ÷ 0.79 pieces).
    """

    def __init__(self, commercial: str, others: Mapping[str, Fraction] | None = None) -> None:
        self.commercial = canonical(commercial)
        self._others = {canonical(unit): ratio for unit, ratio in (others or {}).items()}

    def convert(self, quantity: Decimal, unit: str, to: str) -> Decimal:
        """Return ``quantity`` of ``unit`` in the unit ``to``.

        Raises:
            DoesNotConvert: there is no way from one to the other, or no decimal says the result.
        """
        source, target = canonical(unit), canonical(to)
        ratio = self._ratio(source, target)
        if ratio is None:
            known = ", ".join([self.commercial, *self._others])
            raise DoesNotConvert(
                f"{quantity} {unit} does not convert to {to}: this good is told in {known}"
            )
        return _decimal(Fraction(quantity) * ratio, f"{quantity} {unit} in {to}")

    def _ratio(self, source: str, target: str) -> Fraction | None:
        direct = _between(source, target)
        if direct is not None:
            return direct
        inward, outward = self._to_commercial(source), self._to_commercial(target)
        return inward / outward if inward is not None and outward is not None else None

    def _to_commercial(self, unit: str) -> Fraction | None:
        direct = _between(unit, self.commercial)
        if direct is not None:
            return direct
        ways = ((_between(unit, other), ratio) for other, ratio in self._others.items())
        return next((step * ratio for step, ratio in ways if step is not None), None)


def canonical(unit: str) -> str:
    """Return a unit as the state abbreviates it; one that nobody knows stays as it is."""
    name = unit.strip().upper()
    return _ALIASES.get(name, name)


def _between(source: str, target: str) -> Fraction | None:
    if source == target:
        return Fraction(1)
    for kind in _SAME_KIND.values():
        if source in kind and target in kind:
            return kind[source] / kind[target]
    return None


def _decimal(value: Fraction, told: str) -> Decimal:
    scaled = value * 10**PLACES
    if scaled.denominator != 1:
        raise DoesNotConvert(f"{told} is no decimal of {PLACES} places: {value}")
    return Decimal(scaled.numerator).scaleb(-PLACES).normalize() + Decimal(0)
