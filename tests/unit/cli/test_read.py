"""``entreposto read`` from a terminal, without a stack."""

import json
from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from cli.read import command
from tests.unit.documents import hostile, pdfs


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


HOSTILE = "[bold]{{7*7}}[/] ${HOME} $(id) <script>alert(1)</script> %n%s [link=x]"
EVIL = [
    "COMMERCIAL INVOICE",
    "Invoice No.: 4711",
    "Seller: " + HOSTILE,
    "Date: 12 March 2026",
    "Total: USD 49.00",
]


def _evil(path: Path) -> Path:
    path.write_bytes(pdfs.pdf([hostile.page(EVIL)]))
    return path


def test_what_a_paper_says_is_shown_letter_by_letter_and_obeyed_by_nobody(tmp_path: Path) -> None:
    path = _evil(tmp_path / "[red]\x1b[2J$(id).pdf")
    ran = CliRunner().invoke(command, [str(path)], env={"COLUMNS": "400"}, color=True)
    assert ran.exit_code == 0
    assert HOSTILE in ran.output
    assert "[red] [2J$(id).pdf" in ran.output
    assert "\x1b" not in ran.output


def test_each_page_is_drawn_with_a_box_around_each_value(tmp_path: Path) -> None:
    path = _evil(tmp_path / "$(id).pdf")
    ran = CliRunner().invoke(command, ["--json", "--show", "--out", str(tmp_path / "o"), str(path)])
    (drawn,) = (tmp_path / "o").iterdir()
    assert ran.stderr == f"{drawn}\n"
    fields = json.loads(ran.stdout)[0]["fields"]
    with Image.open(drawn) as picture:
        assert picture.size == (1190, 1684)
        pixels = picture.convert("RGB")
    for field in fields.values():
        x0, top, _, bottom = (edge * 2 for edge in field["box"])
        edge = pixels.getpixel((round(x0 - 2), round((top + bottom) / 2)))
        assert edge in {(22, 128, 61), (194, 110, 0), (200, 30, 30)}


def test_pictures_stand_beside_the_file_and_files_of_one_name_keep_theirs_apart(
    tmp_path: Path,
) -> None:
    paths = [tmp_path / folder / "x.pdf" for folder in "ab"]
    for n, path in enumerate(paths):
        path.parent.mkdir()
        path.write_bytes(pdfs.pdf([pdfs.text(f"PACKING LIST {n}")] * (n + 1)))
    CliRunner().invoke(command, ["--show", *map(str, paths)])
    assert sorted(p.name for p in (tmp_path / "b").glob("*.png")) == ["x-1.png", "x-2.png"]
    out = tmp_path / "out"
    CliRunner().invoke(command, ["--show", "--out", str(out), *map(str, paths)])
    assert len(list(out.iterdir())) == 3


def test_a_file_that_was_not_read_or_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    bad.write_bytes(b"no PDF")
    good.write_bytes(pdfs.pdf([pdfs.text("PACKING LIST")]))
    ran = CliRunner().invoke(command, ["--show", "--out", str(good), str(bad), str(good)])
    assert ran.exit_code == 0
    assert "bad.pdf: nada foi lido" in ran.stderr
    assert "good.pdf: File exists" in ran.stderr
