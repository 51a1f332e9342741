"""Walking an XML tree by local names: namespaces and prefixes differ from maker to maker."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

Row = dict[str, str]


def local_name(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def every(node: Element, path: str) -> Iterator[Element]:
    """Yield the elements that a path of local names leads to: ``A/B/C``."""
    head, _, rest = path.partition("/")
    for child in node:
        if local_name(child) == head:
            if rest:
                yield from every(child, rest)
            else:
                yield child


def first(node: Element, *paths: str) -> Element | None:
    """Return the first element that one of ``paths`` leads to."""
    return next((found for path in paths for found in every(node, path)), None)


def text(node: Element, *paths: str) -> str:
    """Return the words of the first such element; empty if there is none."""
    for path in paths:
        for found in every(node, path):
            if found.text and found.text.strip():
                return found.text.strip()
    return ""


def figure(node: Element, *paths: str) -> str:
    """Return a number as a reading has it: plain digits with a dot; empty if it is none."""
    try:
        return format(Decimal(text(node, *paths)), "f")
    except InvalidOperation:
        return ""


def told(values: Row) -> Row:
    """Return only what was said: absent stays absent."""
    return {name: value for name, value in values.items() if value}
