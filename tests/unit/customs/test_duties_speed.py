"""What two thousand items cost, in processor time, against the same formulas in plain decimals."""

from activities.rule_packs import shipped_pack
from bench.duties import declaration, least, plain
from customs.duties import assess


def test_a_long_declaration_is_assessed_explained_and_written_in_time() -> None:
    request, pack = declaration(2_000), shipped_pack()

    def written() -> bytes:
        tree = assess(request, pack).tree
        return tree.canonical() if tree is not None else b""

    assert len(written()) > 1_000_000
    assert least(written, times=3) < 0.5
    reference = least(lambda: plain(request), times=5)
    assert least(lambda: assess(request, pack), times=5) < 10 * reference


def test_the_measured_formulas_are_those_of_the_engine() -> None:
    request = declaration(90)
    assert assess(request, shipped_pack(), explain=False).totals.payable == plain(request)
