"""Likeness: when two printed values count as the same, by the kind of value that they are."""

import re
from decimal import Decimal, InvalidOperation

from documents.countries import country_code
from documents.facts import Compare, Fact
from documents.folding import tokens

Value = Decimal | str | frozenset[str]

_LEGAL = frozenset(
    ["ltda", "ltd", "limited", "sa", "gmbh", "co", "inc", "llc", "eireli", "me", "epp", "comercio"]
)
_SHARED = 0.6
"""Share of the shorter name's words that two names of one company have in common."""


def valued(compare: Compare, text: str) -> Value | None:
    """Return a printed value in the form in which it is compared; None if it is not of that form."""
    if compare == "number":
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    if compare == "set":
        return frozenset(part.strip() for part in text.split(",") if part.strip()) or None
    if compare == "country":
        return country_code(text)
    if compare in ("text", "prefix"):
        return re.sub(r"[\s./-]+", "", text).casefold() or None
    return text


def same(fact: Fact, left: Value, right: Value) -> bool:
    """Return whether two values of a fact agree."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return fact.tolerance.allows(left, right)
    if fact.compare == "name":
        return same_name(str(left), str(right))
    if fact.compare == "prefix":
        return _begins(str(left), str(right))
    return left == right


def same_name(left: str, right: str) -> bool:
    """Return whether two names are those of one company, its legal form left out."""
    a, b = set(tokens(left)) - _LEGAL, set(tokens(right)) - _LEGAL
    return bool(a & b) and len(a & b) >= _SHARED * min(len(a), len(b))


def _begins(left: str, right: str) -> bool:
    """Return whether some code of each list begins some code of the other."""
    return any(
        one.startswith(other) or other.startswith(one)
        for one in left.split(",")
        for other in right.split(",")
    )
