"""What an import or a release is said to wait for, stage by stage."""

import pytest

from customs.plan import Regime
from customs.plans import plan_import
from customs.waiting import import_waits_for, release_waits_for

BONDED = plan_import(Regime.BONDED, "sea", customs_transit=True)


@pytest.mark.parametrize(
    ("stage", "reached", "agree", "filing", "said"),
    [
        ("BOOKED", (), False, False, "partida"),
        ("ARRIVED", (), True, False, "trânsito aduaneiro"),
        ("ARRIVED", ("TRANSIT_CONCLUDED",), True, False, "presença de carga"),
        ("AT_WAREHOUSE", ("TRANSIT_CONCLUDED", "CARGO_PRESENT"), False, False, "documentos"),
        (
            "AT_WAREHOUSE",
            ("TRANSIT_CONCLUDED", "CARGO_PRESENT"),
            True,
            False,
            "conferência física da carga",
        ),
        ("AT_WAREHOUSE", (), True, True, "despacho aduaneiro"),
        ("IN_BOND", (), True, True, "saída do entreposto"),
        ("CLOSED", (), True, True, ""),
    ],
)
def test_an_import_waits_for_what_its_facts_lack(
    stage: str, reached: tuple[str, ...], agree: bool, filing: bool, said: str
) -> None:
    def has(*tags: str) -> bool:
        return any(tag in reached for tag in tags)

    assert import_waits_for(BONDED, stage, has, agree, filing) == said


def test_a_release_waits_for_the_owners_invoice_before_anything_is_filed() -> None:
    assert release_waits_for("FUNDED", papers_complete=False) == "fatura do proprietário"
    assert release_waits_for("FUNDED", papers_complete=True) == "despacho para consumo"
    assert release_waits_for("DELIVERED", papers_complete=True) == ""
