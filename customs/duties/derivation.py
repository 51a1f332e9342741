"""The derivation of an assessment: a tree that gives every amount again without the engine.

Its JSON is ``{schema, rule_pack, registered_on, amounts, nodes}``: ``amounts`` says which node
each amount is, and a node has a name, an operation, its value, the places of its inputs (always
smaller than its own), the operation's parameters, and if it is a leaf the source it comes from.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from customs.apportion import apportion
from customs.duties.calculator import ARITHMETIC, ZERO, price_of_steps
from customs.duties.collecting import collector_paused
from customs.duties.packs import Rule
from customs.duties.recorder import Node, Recorder
from customs.payload import Payload

SCHEMA = 1


class FieldSource(Payload):
    """A value that was read off a page, and where it stands: points from the page's top left."""

    kind: Literal["field"] = "field"
    document: str
    """SHA-256 of the file."""
    file: str = ""
    page: int
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    field: str
    share_of: str | None = None
    """What stands there, where the value is only this item's share of it."""


class QuoteSource(Payload):
    """The fiscal exchange rate of a day, and who published it."""

    kind: Literal["quote"] = "quote"
    currency: str
    quoted_on: date
    source: str


class CorrectionSource(Payload):
    """A value that a person set, with the reason, and what stood there before."""

    kind: Literal["correction"] = "correction"
    person: str
    at: AwareDatetime
    reason: str
    was: str | None = None


class AdmissionSource(Payload):
    """A figure of the admission's item that goods are drawn from: its own tree tells the rest."""

    kind: Literal["admission"] = "admission"
    declaration: str
    item: str


Source = Annotated[
    FieldSource | QuoteSource | CorrectionSource | AdmissionSource, Field(discriminator="kind")
]
"""Where a field of a request comes from. A field without one was given by who asked."""


@dataclass(slots=True)
class Derivation:
    """What was recorded while one declaration was assessed."""

    rule_pack: str
    registered_on: date
    provenance: Mapping[str, Source]
    recorder: Recorder

    def document(self) -> dict[str, Any]:
        """Return the derivation as JSON has it."""
        told = self.recorder
        nodes = [
            _node(place, node, value, self)
            for place, (node, value) in enumerate(zip(told.nodes, told.kept, strict=True))
        ]
        return {
            "schema": SCHEMA,
            "rule_pack": self.rule_pack,
            "registered_on": self.registered_on.isoformat(),
            "amounts": told.amounts(),
            "nodes": nodes,
        }

    def canonical(self) -> bytes:
        """Return the one way in which this derivation is written."""
        with collector_paused():
            return json.dumps(
                self.document(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()


def _node(place: int, node: Node, value: Decimal, whole: Derivation) -> dict[str, Any]:
    name, op, of, extra = node
    told: dict[str, Any] = {"name": name, "op": op, "value": format(value, "f"), "of": of}
    if op == "leaf":
        told["source"] = _source(extra, whole.provenance)
    elif extra is not None:
        told["params"] = {_PARAMETER[op]: extra}
    if place in whole.recorder.notes:
        told["note"] = whole.recorder.notes[place]
    return told


_PARAMETER = {"round": "places", "share": "place", "steps": "from"}
"""Operation → what its parameter is: decimal places, whose share, first piece of each step."""


def _source(said: Any, provenance: Mapping[str, Source]) -> dict[str, Any]:
    if said is None:
        return {"kind": "constant"}
    if isinstance(said, Rule):
        return _rule(said)
    path = said if isinstance(said, str) else f"items.{said[0]}.{said[1]}"
    known = provenance.get(path)
    if known is None:
        return {"kind": "given", "path": path}
    return known.model_dump(mode="json", exclude_none=True)


def _rule(rule: Rule) -> dict[str, Any]:
    told = {
        "kind": "rule",
        "id": rule.id,
        "act": rule.act,
        "from": rule.valid_from.isoformat(),
        "to": rule.valid_to.isoformat() if rule.valid_to is not None else None,
    }
    return {**told, "doubt": rule.doubt} if rule.doubt else told


def replay(document: Mapping[str, Any], *, rounded: bool = True) -> dict[str, Decimal]:
    """Walk a derivation alone and return every amount again, by its path.

    Without ``rounded`` nothing on the way is rounded, and what is shared is shared exactly.

    Raises:
        ValueError: an operation that is not known, or an input that is no older than its node.
    """
    values: list[Decimal] = []
    with localcontext(ARITHMETIC):
        walk = (_Walk if rounded else _ExactWalk)(document["nodes"], values)
        for place, node in enumerate(document["nodes"]):
            if any(of >= place for of in node["of"]):
                raise ValueError(f"node {place} is made of one that is not older")
            values.append(walk.value(node))
    return {path: values[place] for path, place in document["amounts"].items()}


class _Walk:
    """Computes nodes from the values before them; what a share is part of is shared once."""

    def __init__(self, nodes: Sequence[Mapping[str, Any]], values: list[Decimal]) -> None:
        self._nodes = nodes
        self._values = values
        self._shared: dict[tuple[int, int], tuple[Decimal, ...]] = {}

    def value(self, node: Mapping[str, Any]) -> Decimal:
        op: str = node["op"]
        if op == "leaf":
            return Decimal(node["value"])
        if op == "share":
            return self._share(node)
        if op not in _OPERATIONS:
            raise ValueError(f"no operation {op!r}")
        return _OPERATIONS[op]([self._values[of] for of in node["of"]], node.get("params", {}))

    def _share(self, node: Mapping[str, Any]) -> Decimal:
        whole, total = node["of"]
        if (whole, total) not in self._shared:
            weights = [self._values[of] for of in self._nodes[total]["of"]]
            self._shared[whole, total] = apportion(self._values[whole], weights)
        place: int = node["params"]["place"]
        return self._shared[whole, total][place]


class _ExactWalk(_Walk):
    """Computes nodes as if the cent were no limit."""

    def value(self, node: Mapping[str, Any]) -> Decimal:
        return self._values[node["of"][0]] if node["op"] == "round" else super().value(node)

    def _share(self, node: Mapping[str, Any]) -> Decimal:
        whole, total = node["of"]
        weight = self._values[self._nodes[total]["of"][node["params"]["place"]]]
        return self._values[whole] * weight / self._values[total] if weight else ZERO


def _rounded(of: list[Decimal], params: Mapping[str, Any]) -> Decimal:
    return of[0].quantize(Decimal(1).scaleb(-params["places"]), ROUND_HALF_UP)


_OPERATIONS: dict[str, Callable[[list[Decimal], Mapping[str, Any]], Decimal]] = {
    "add": lambda of, _: sum(of, ZERO),
    "subtract": lambda of, _: of[0] - of[1],
    "multiply": lambda of, _: of[0] * of[1],
    "divide": lambda of, _: of[0] / of[1],
    "round": _rounded,
    "steps": lambda of, params: price_of_steps(of[0], params["from"], of[1:]),
    "least": lambda of, _: min(of),
}
