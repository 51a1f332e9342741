"""The public corpus beside the checkout: every file gives a reading, and the score has a floor.

The floors are what the reader reached when they were set, less a little; they are raised when it
learns, never lowered to let a change pass.
"""

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from documents.child import IsolatedReader
from documents.reading import Reading

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}"),
]


@cache
def _readings(folder: str) -> dict[str, Reading]:
    files = sorted((CORPUS / folder).glob("*.pdf"))
    with closing(IsolatedReader()) as reader, ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda path: reader.read(path.read_bytes(), path.name), files)
        return {reading.file: reading for reading in found}


@pytest.fixture
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_gives_a_reading_and_none_brings_the_reader_down() -> None:
    readings = _readings("dev")
    assert len(readings) >= 40
    assert {name: r.problems for name, r in readings.items() if r.problems} == {}


def test_a_scan_is_told_to_be_one() -> None:
    codes = {trouble.code for r in _readings("scans").values() for trouble in r.problems}
    assert codes == {"scanned"}


def test_every_value_has_a_place_on_its_page() -> None:
    for reading in _readings("dev").values():
        fields = [*reading.fields.values(), *(f for line in reading.lines for f in line.values())]
        for field in fields:
            x0, top, x1, bottom = field.box
            assert 1 <= field.page <= reading.pages
            assert x0 < x1
            assert top < bottom
            assert 0 < field.confidence < 1


def test_the_score_does_not_fall_below_its_floor(scorer: Any, tmp_path: Path) -> None:
    array = tmp_path / "pred.json"
    shown = ",".join(reading.model_dump_json() for reading in _readings("dev").values())
    array.write_text(f"[{shown}]", "utf-8")
    truth = sorted(map(str, (CORPUS / "dev").glob("*.truth.json")))
    result = scorer.summarise(scorer.score(str(array), truth))
    assert result["header_macro_exact"] >= 0.78
    assert result["items_numeric"]["macro_f1"] >= 0.74
    assert result["fields"]["total_amount"]["precision"] >= 0.95
