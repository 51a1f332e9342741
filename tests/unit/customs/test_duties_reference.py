"""What is measured in ``bench/duties.py`` is the engine's own arithmetic."""

from activities.rule_packs import shipped_pack
from bench.duties import declaration, plain
from customs.duties import assess


def test_the_measured_formulas_are_those_of_the_engine() -> None:
    request = declaration(90)
    assert assess(request, shipped_pack(), explain=False).totals.payable == plain(request)
