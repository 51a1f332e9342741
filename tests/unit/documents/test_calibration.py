"""Calibration: stronger evidence is never less sure, and the table is complete and careful."""

import pytest

from documents import calibration
from documents.calibration import chance, family_of, strength, surer, surer_rows
from documents.evidence import Evidence
from documents.reading import Field

PLAIN = Evidence(0.8, "label-right:invoice_number", 1.0, 0, 1, 0.4, 0)


@pytest.mark.parametrize("family", sorted(calibration.table()))
def test_more_strength_is_never_less_sure(family: str) -> None:
    steps = calibration.table()[family]
    sure = [chance(steps, place / 100) for place in range(101)]
    assert sure == sorted(sure)
    assert 0 <= sure[0] < 0.6
    assert 0.9 <= sure[-1] <= 0.99


def test_every_family_has_its_steps() -> None:
    assert set(calibration.table()) == {*calibration.FAMILIES, "other", "code"}
    assert family_of("gross_weight_kg", in_row=False) == "other"
    assert family_of("ncm", in_row=True) == "code"


@pytest.mark.parametrize(
    "better",
    [{"score": 0.9}, {"agreeing": 1}, {"rivals": 0, "margin": 1.0}, {"equation": 1},
     {"together": True}],
)  # fmt: skip
def test_each_piece_of_evidence_makes_a_value_stronger(better: dict[str, float]) -> None:
    assert strength(PLAIN._replace(**better)) > strength(PLAIN)  # type: ignore[arg-type]


@pytest.mark.parametrize("worse", [{"equation": -1}, {"margin": 0.01}, {"score": 0.5}])
def test_each_piece_against_it_makes_a_value_weaker(worse: dict[str, float]) -> None:
    assert strength(PLAIN._replace(**worse)) < strength(PLAIN)  # type: ignore[arg-type]


def test_what_stands_around_a_date_does_not_say_which_figure_is_the_month() -> None:
    doubtful = PLAIN._replace(score=0.57, type_trust=0.6, agreeing=2, rivals=0, together=True)
    assert strength(doubtful) <= 0.6


def test_a_suppliers_own_record_is_not_calibrated_again() -> None:
    field = Field(value="A-1", confidence=0.7, page=1, box=(0, 0, 1, 1), rule="memory:x")
    assert surer({"invoice_number": field}, {"invoice_number": PLAIN})["invoice_number"] == field


def test_a_value_that_its_own_equation_refutes_is_asked_whoever_read_it() -> None:
    read = Field(value="81.00", confidence=0.97, page=1, box=(0, 0, 1, 1), rule="memory:x")
    refuted = surer({"total_amount": read}, {"total_amount": PLAIN._replace(equation=-1)})
    assert refuted["total_amount"].confidence == 0.6


def test_a_row_whose_product_is_wrong_is_asked_and_its_neighbours_are_not() -> None:
    def row(quantity: str) -> dict[str, Field]:
        said = {"quantity": quantity, "unit_price": "5.00", "amount": "50.00"}
        plain = {"confidence": 0.99, "page": 1, "box": (0, 0, 1, 1)}
        return {name: Field.model_validate({"value": v, **plain}) for name, v in said.items()}

    wrong, right = surer_rows([row("11"), row("10")])
    assert {field.confidence for field in wrong.values()} == {0.6}
    assert all(field.confidence > 0.9 for field in right.values())
