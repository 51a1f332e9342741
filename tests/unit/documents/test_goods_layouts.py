"""Layouts of many countries, drawn with letters: what each row says is read, whatever the table.

A layout is a text file: its pages, then its goods with a column per field.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from documents.understanding import Understood, understand
from tests.unit.documents.drawing import words

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
_FIGURES = ("quantity", "unit_price", "amount", "packages", "net_weight_kg", "gross_weight_kg")


def _layout(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    printed, goods = path.read_text("utf-8").split("=== goods ===\n")
    names, *rows = [line.split(" | ") for line in goods.splitlines()]
    told = [dict(zip(names, (cell.strip() for cell in row), strict=True)) for row in rows]
    return printed.split("=== page ===\n"), told


def _read(pages: list[str], kind: str) -> Understood:
    drawn = [word for number, page in enumerate(pages, 1) for word in words(page, number)]
    return understand(drawn, kind)


def _same(name: str, value: str, told: str) -> bool:
    if name not in _FIGURES or not (value and told):
        return value == told
    return Decimal(value) == Decimal(told)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda p: p.stem)
def test_the_goods_of_a_layout_are_read(path: Path) -> None:
    pages, told = _layout(path)
    kind = "packing_list" if path.stem.startswith("packing_list") else "commercial_invoice"
    found = [
        {name: line[name].value if name in line else "" for name in told[0]}
        for line in _read(pages, kind).lines
    ]
    assert len(found) == len(told), found
    for line, expected in zip(found, told, strict=True):
        wrong = {n: line[n] for n, v in expected.items() if not _same(n, line[n], v)}
        assert not wrong, expected


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda p: p.stem)
def test_what_is_sure_of_a_figure_is_right(path: Path) -> None:
    pages, told = _layout(path)
    for line, expected in zip(_read(pages, "commercial_invoice").lines, told, strict=False):
        for name in ("quantity", "unit_price", "amount"):
            if name in line and name in expected and line[name].confidence >= 0.9:
                assert _same(name, line[name].value, expected[name]), (name, line[name])
