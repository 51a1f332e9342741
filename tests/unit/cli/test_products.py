"""The product catalogue from a terminal."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run

HEAD = "cnpj,item,code,ncm,origin\n"


def test_products_of_a_file_are_kept_and_listed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    file.write_text(HEAD + "99.100.001/0001-75,B,77,8483.20.00,CN\n", encoding="utf-8")
    assert "1 products kept" in run("product", "import", str(file), "--as", "bruna").output
    listed = json.loads(run("product", "list", "--json").output)
    assert [(p["root"], p["code"], p["ncm"]) for p in listed] == [("99100001", "77", "84832000")]


def test_a_wrong_line_is_named_and_nothing_of_the_file_is_kept(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    good, bad = "99.100.001/0001-75,A,76,8482.10.10,CN\n", "99.100.001/0001-75,B,77,8483,CN\n"
    file.write_text(HEAD + good + bad, encoding="utf-8")
    answer = run("product", "import", str(file), "--as", "bruna")
    assert answer.exit_code == 1
    assert "line 3" in answer.output
    assert "eight digits" in answer.output
    assert json.loads(run("product", "list", "--json").output) == []
