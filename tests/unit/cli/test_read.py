"""``entreposto read`` from a terminal, without a stack."""

import json
from pathlib import Path

from click.testing import CliRunner

from cli.read import command
from tests.unit.documents import pdfs


def test_readings_come_as_a_table_and_a_file_of_no_use_says_why(tmp_path: Path) -> None:
    good, bad = tmp_path / "list.pdf", tmp_path / "locked.pdf"
    good.write_bytes(pdfs.pdf([pdfs.text("PACKING LIST")]))
    bad.write_bytes(pdfs.encrypted())
    ran = CliRunner().invoke(command, [str(good), str(bad), str(tmp_path / "absent.pdf")])
    assert ran.exit_code == 0
    assert "Romaneio de carga" in ran.output
    assert "protegido por senha" in " ".join(ran.output.split())
    assert "não pôde ser aberto neste computador" in " ".join(ran.output.split())


def test_json_is_one_element_for_each_file_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(3)]
    for path in paths:
        path.write_bytes(pdfs.pdf([pdfs.text("PACKING LIST")]))
    ran = CliRunner().invoke(command, ["--json", *map(str, paths)])
    assert [reading["file"] for reading in json.loads(ran.output)] == [str(p) for p in paths]
    assert {reading["kind"] for reading in json.loads(ran.output)} == {"packing_list"}
