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


def test_scans_cost_little_against_the_same_documents_born_digital(
    scorer: Any, tmp_path: Path
) -> None:
    scans = _readings("scans")
    born = {f"scan_{name}": reading for name, reading in _readings("dev").items()}
    digital = _scored(scorer, {name: born[name] for name in scans}, "scans", tmp_path)
    scanned = _scored(scorer, scans, "scans", tmp_path)
    assert digital["header_micro_exact"] - scanned["header_micro_exact"] <= 0.05
    lines = [score["items_numeric"]["micro_f1"] for score in (digital, scanned)]
    assert lines[0] - lines[1] <= 0.15
    sources = {f.read_by for r in scans.values() for f in r.fields.values()}
    assert sources == {"ocr"}


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
    result = _scored(scorer, _readings("dev"), "dev", tmp_path)
    assert result["header_micro_exact"] >= 0.96
    assert result["items_numeric"]["macro_f1"] >= 0.74
    assert result["fields"]["total_amount"]["precision"] >= 0.95


def _scored(scorer: Any, readings: dict[str, Reading], folder: str, tmp_path: Path) -> Any:
    """Return the score of readings, each under the name that the folder's truth knows."""
    array = tmp_path / "pred.json"
    named = (r.model_copy(update={"file": name}) for name, r in readings.items())
    array.write_text(f"[{','.join(r.model_dump_json() for r in named)}]", "utf-8")
    truth = sorted(map(str, (CORPUS / folder).glob("*.truth.json")))
    return scorer.summarise(scorer.score(str(array), truth))
