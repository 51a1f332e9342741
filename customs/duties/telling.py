"""How an amount is told to a person: its derivation without what only arithmetic needs.

A rounding is told with the number that it rounds, a rate as a percentage with its own source, a
product of several numbers as one product. What is left reads aloud: ICMS = base × 18 %.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from customs.payload import Payload

_HUNDRED = Decimal(100)


class Told(Payload):
    """One number of a derivation, and what it is made of."""

    name: str
    """Word of the derivation: ``icms_base``; screens have their own words for it."""
    value: Decimal
    unit: str = ""
    """``%``, or empty."""
    sign: str = ""
    """How the parts make it: ``add | subtract | multiply | divide | share | steps | least | greatest``;
    empty for a leaf."""
    parts: "tuple[Told, ...]" = ()
    source: dict[str, Any] | None = None
    note: str = ""
    rounded: bool = False
    node: int = 0
    """Its place in the derivation: what is folded is asked for by it."""
    item: str = ""
    """Id of the item of which it is an amount; empty: of the whole, or a step on the way."""
    more: int = 0
    """Parts that are not told here, because they lie deeper than was asked."""


class UnknownAmount(LookupError):
    """The derivation has no such amount."""


def place_of(document: Mapping[str, Any], path: str) -> int:
    """Return the node of an amount, by its path in the assessment.

    Raises:
        UnknownAmount: it has none; says which there are of that kind.
    """
    amounts: Mapping[str, int] = document["amounts"]
    if path not in amounts:
        near = get_close_matches(path, amounts, n=5, cutoff=0.3)
        names = ", ".join(near or [known for known in amounts if known.startswith("totals.")])
        raise UnknownAmount(f"there is no amount {path!r}; near it: {names}")
    return amounts[path]


def told(document: Mapping[str, Any], node: int, depth: int = 3) -> Told:
    """Return a node as it is told, and ``depth`` levels of what it is made of."""
    return _Teller(document).tell(node, depth)


def told_whole(document: Mapping[str, Any], node: int, most: int) -> Told:
    """Return a node with as many levels of what it is made of as ``most`` numbers allow."""
    depth = 3
    found = told(document, node, depth)
    while _unfinished(found):
        depth += 1
        deeper = told(document, node, depth)
        if _size(deeper) > most:
            break
        found = deeper
    return found


def _size(one: Told) -> int:
    return 1 + sum(_size(part) for part in one.parts)


def _unfinished(one: Told) -> bool:
    return bool(one.more) or any(_unfinished(part) for part in one.parts)


class _Teller:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self._nodes: Sequence[Mapping[str, Any]] = document["nodes"]
        self._items: dict[int, set[str]] = {}
        for path, place in document["amounts"].items():
            head, _, rest = path.partition(".")
            item = rest.partition(".")[0] if head == "items" else ""
            self._items.setdefault(place, set()).add(item)

    def tell(self, place: int, depth: int) -> Told:
        """Return a node as it is told, with the item whose amount it is."""
        found = self._tell(place, depth)
        items = self._items.get(place, ())
        own = next(iter(items)) if len(items) == 1 else ""
        return found.model_copy(update={"item": own}) if own else found

    def _tell(self, place: int, depth: int) -> Told:
        node = self._nodes[place]
        if node["op"] == "leaf":
            return self._leaf(place, node)
        if node["op"] == "round":
            inner = self._tell(node["of"][0], depth)
            if not inner.sign and inner.source is None:
                return inner
            own = {"name": node["name"], "value": Decimal(node["value"]), "node": place}
            return inner.model_copy(update=own | {"rounded": inner.value != own["value"]})
        percent = self._percent(place, node)
        return percent if percent is not None else self._made(place, node, depth)

    def _leaf(self, place: int, node: Mapping[str, Any]) -> Told:
        source = node["source"]
        return Told(
            name=node["name"],
            value=Decimal(node["value"]),
            source=None if source["kind"] == "constant" else source,
            note=node.get("note", ""),
            node=place,
        )

    def _percent(self, place: int, node: Mapping[str, Any]) -> Told | None:
        """Return ``rate ÷ 100`` as a percentage, if that is what the node is."""
        if node["op"] != "divide" or not self._is_hundred(node["of"][1]):
            return None
        rate = self._nodes[node["of"][0]]
        if rate["op"] != "leaf":
            return None
        return self._leaf(node["of"][0], rate).model_copy(update={"unit": "%"})

    def _made(self, place: int, node: Mapping[str, Any], depth: int) -> Told:
        of = self._factors(place) if node["op"] in ("multiply", "divide") else None
        sign, inputs = ("multiply", of) if of else (node["op"], [(i, "") for i in node["of"]])
        parts = tuple(
            self.tell(one, depth - 1).model_copy(update={"unit": unit} if unit else {})
            for one, unit in inputs
        )
        return Told(
            name=node["name"],
            value=Decimal(node["value"]),
            sign=sign,
            parts=parts if depth > 0 else (),
            more=0 if depth > 0 else len(parts),
            note=node.get("note", ""),
            node=place,
        )

    def _factors(self, place: int) -> list[tuple[int, str]] | None:
        """Return the factors of a product; of ``(base × rate) ÷ 100`` the rate is a percentage."""
        node = self._nodes[place]
        if node["op"] == "multiply":
            return [(one, "") for one in node["of"]]
        whole, by = node["of"]
        product = self._nodes[whole]
        if not self._is_hundred(by) or product["op"] != "multiply":
            return None
        *factors, rate = product["of"]
        return [*((one, "") for one in factors), (rate, "%")]

    def _is_hundred(self, place: int) -> bool:
        node = self._nodes[place]
        return (
            node["op"] == "leaf"
            and Decimal(node["value"]) == _HUNDRED
            and (node["source"]["kind"] == "constant")
        )


def amount_path(document: Mapping[str, Any], tax: str, item: str | None = None) -> str:
    """Return the path of what people call a tax: of an item what is due, else of the whole.

    Into bond nothing is payable, so of a suspended tax the suspended sum is meant. A path is
    returned as it is.
    """
    amounts: Mapping[str, int] = document["amounts"]
    if item is not None:
        plain = f"items.{item}.{tax}"
        return plain if plain in amounts else f"items.{item}.taxes.{tax}.due"
    held = f"suspended.{tax}"
    if held in amounts and Decimal(document["nodes"][amounts[held]]["value"]):
        return held
    return f"totals.{tax}" if f"totals.{tax}" in amounts else tax
