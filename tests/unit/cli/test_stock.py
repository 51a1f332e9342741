"""``entreposto stock card | report | reconcile``: what a person sees, and what a script may use."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.desk.bonded import NUMBER, admit
from tests.unit.desk.house import House


def test_a_card_is_shown_as_it_was_on_a_day(run: Run, house: House) -> None:
    admit(house)
    told = json.loads(run("stock", "card", "A", "--as-of", "2026-04-20", "--json").output)

    assert [line["reason"] for line in told] == ["admitted", "reserved"]
    assert "in_transit:IMP-1" in run("stock", "card", "A").output
    unknown = run("stock", "card", "Z")
    assert (unknown.exit_code, unknown.output) == (
        1,
        "Error: There is no lot or item 'Z' in bond.\n",
    )


def test_a_report_is_shown_or_written_as_its_file_is_called(
    run: Run, house: House, tmp_path: Path
) -> None:
    admit(house)
    shown = run("stock", "report", "suspended").output
    assert "Na admissão R$ / At admission: 186151.13" in shown

    for kind in ("csv", "xlsx", "pdf"):
        file = tmp_path / f"position.{kind}"
        assert run("stock", "report", "position", "--to", str(file)).output.endswith("2 rows\n")
        assert file.stat().st_size
    refused = run("stock", "report", "position", "--to", "position.doc")
    assert "write a .csv, a .xlsx or a .pdf" in refused.output


def test_reconciling_ends_with_one_if_anything_differs(
    run: Run, house: House, tmp_path: Path
) -> None:
    admit(house)
    extract = tmp_path / "warehouse.csv"
    extract.write_text(f"lot;quantity\n{NUMBER}/1;29.999\n{NUMBER}/2;4.500\n")
    answer = run("stock", "reconcile", "--extract", str(extract), "--as", "otto")

    assert answer.exit_code == 1
    assert "1 from bonded to discrepancy:IMP-1" in answer.output
    assert "2 lots held against: workflows, warehouse" in answer.output
