"""The reader knows no file and no supplier by name: what it was measured on is nowhere in it."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
READER = ROOT / "documents"
_SHORT, _WORD = 6, 8
"""Names of fewer letters, and single words up to this length, occur by chance."""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _said_by(truth: Path) -> set[str]:
    told = json.loads(truth.read_text("utf-8"))
    header = told["header"]
    names = [header.get(field) for field in ("seller_name", "buyer_name", "invoice_number")]
    others = [alt for values in told.get("alt", {}).values() for alt in values]
    goods = [item.get("description") for item in told.get("items") or []]
    spoken = [_plain(str(name)) for name in [*names, *others, *goods] if name]
    return {*spoken, _plain(told["file"].removesuffix(".pdf"))}


def _names() -> set[str]:
    found = {name for path in CORPUS.glob("*/*.truth.json") for name in _said_by(path)}
    return {name for name in found if len(name) > _WORD or (" " in name and len(name) >= _SHORT)}


def test_no_file_supplier_or_goods_of_the_corpus_is_named_in_the_reader() -> None:
    names = _names()
    assert len(names) > 100
    files = [p for p in READER.rglob("*") if p.suffix in (".py", ".yaml", ".yml", ".json", ".toml")]
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for text in [f" {_plain(path.read_text('utf-8'))} "]
        for name in names
        if f" {name} " in text
    }
    assert found == set()
