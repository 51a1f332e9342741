"""Boxes go from reading space to the page as shown, and back."""

import pytest

from documents.turning import Stand, as_read, as_shown

BOX = (100.0, 50.0, 160.0, 62.0)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
@pytest.mark.parametrize("lean", [0.0, 1.5, -2.0])
def test_a_box_that_was_shown_is_read_where_it_stood(turn: int, lean: float) -> None:
    stand = Stand(turn, 595, 842, lean)
    shown = as_shown(BOX, stand)
    assert as_read(shown, stand) == pytest.approx(BOX)
    assert shown == pytest.approx(BOX) if not (turn or lean) else shown != pytest.approx(BOX)
