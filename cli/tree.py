"""A derivation as indented lines: every node once, and what it is made of below it."""

from collections.abc import Iterator, Mapping
from typing import Any

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}


def tree_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """Tell the tree of every amount, what is payable first; a node told before is named only."""
    amounts: dict[str, int] = document["amounts"]
    shown: set[int] = set()
    first = [path for path in ("totals.payable",) if path in amounts]
    for path in dict.fromkeys((*first, *sorted(amounts))):
        if amounts[path] not in shown or path.startswith("totals."):
            yield f"{path} = {document['nodes'][amounts[path]]['value']}"
            yield from _below(document["nodes"], amounts[path], 1, shown)


def _below(nodes: list[dict[str, Any]], place: int, depth: int, shown: set[int]) -> Iterator[str]:
    """Walk down without recursion: the tree of a long declaration is deep."""
    waiting = [(place, depth)]
    while waiting:
        here, level = waiting.pop()
        again = here in shown and nodes[here]["of"]
        yield f"{'  ' * level}[{here}] {_told(nodes[here])}{' (see above)' if again else ''}"
        if not again:
            shown.add(here)
            waiting += [(of, level + 1) for of in reversed(nodes[here]["of"])]


def _told(node: Mapping[str, Any]) -> str:
    name, value = node["name"].replace("_", " "), node["value"]
    if node.get("source", {}).get("kind") == "constant":
        return str(value)
    note = f" – {node['note']}" if "note" in node else ""
    return f"{name} = {value}  {_how(node)}{note}"


def _how(node: Mapping[str, Any]) -> str:
    op, params = node["op"], node.get("params", {})
    if op == "leaf":
        return said(node["source"])
    named = f" {_SIGNS[op]} ".join(f"[{of}]" for of in node["of"]) if op in _SIGNS else ""
    if op == "round":
        return f"[{node['of'][0]}] to {params['places']} places, half up"
    if op == "share":
        return f"part {params['place'] + 1} of [{node['of'][0]}], by [{node['of'][1]}]"
    return named or f"{op} of " + ", ".join(f"[{of}]" for of in node["of"])


def said(source: Mapping[str, Any]) -> str:
    """Return where a leaf comes from, in a few words."""
    kind = source["kind"]
    if kind == "rule":
        until = f" to {source['to']}" if source["to"] else ""
        doubt = f"; in doubt: {source['doubt']}" if "doubt" in source else ""
        return f"rule {source['id']}: {source['act']}, from {source['from']}{until}{doubt}"
    if kind == "field":
        share = f"share of {source['share_of']}, " if source.get("share_of") else ""
        return f"{share}{source['field']} on page {source['page']} of {source['file']}"
    if kind == "quote":
        return f"quote of {source['currency']} of {source['quoted_on']} ({source['source']})"
    if kind == "correction":
        return f"set by {source['person']} at {source['at']}: {source['reason']}"
    return f"given: {source['path']}" if "path" in source else kind
