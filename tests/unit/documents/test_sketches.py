"""Papers of layouts and languages of our own: what the reader makes of what it was not tuned on."""

import pytest

from documents.understanding import understand
from tests.unit.documents.sketch import Sketch, sketches


def _same(said: str | None, truth: str) -> bool:
    try:
        return said is not None and abs(float(said) - float(truth)) < 0.005
    except ValueError:
        return said == truth


@pytest.mark.parametrize("sketch", sketches(), ids=lambda s: s.name)
def test_a_paper_says_what_is_drawn_on_it(sketch: Sketch) -> None:
    fields = understand(sketch.words).fields
    said = {name: fields[name].value if name in fields else None for name in sketch.truth}
    wrong = {n: (said[n], truth) for n, truth in sketch.truth.items() if not _same(said[n], truth)}
    assert wrong == {}
