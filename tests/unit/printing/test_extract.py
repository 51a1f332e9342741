"""The extract that an approver signs, on screen and on paper."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from documents.printing import TemplatePrinter
from tests.unit.printing.evidence import evidence

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
KINDS = ("admission", "consumption", "bonded_consumption")


@pytest.fixture(scope="module")
def printer() -> TemplatePrinter:
    return TemplatePrinter(TEMPLATES)


def paper(printer: TemplatePrinter, data: dict[str, Any]) -> str:
    with pdfplumber.open(io.BytesIO(printer.pdf("extract.typ", data))) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def screen(printer: TemplatePrinter, data: dict[str, Any]) -> str:
    return " ".join(printer.html("extract.html.j2", data).split())


def test_page_and_paper_say_the_same_figures(printer: TemplatePrinter) -> None:
    data = evidence("admission")
    for text in (paper(printer, data), screen(printer, data)):
        for word in (
            "VD1-HAIYUE-26-001/admission-1",
            "Admissão em entreposto aduaneiro",
            "99.100.001/0001-75",
            "0817900",
            "CE 152605012345678",
            "HY-2601-118",
            "27/01/2026",
            "100.953,60",
            "60.000 UN",
            "USD 1,12",
            "USD 67.200,00",
            "8482.10.10",
            "365.839,56",
            "58.534,33",
            "33.101,16",
            "7.682,63",
            "35.303,52",
            "192,79",
            "23/03/2026",
            "24/03/2026",
            "regime 5, fundamento 1052",
            data["assessment"]["rule_pack"],
            data["evidence_sha256"],
        ):
            assert word in text, word


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_declaration_has_page_and_paper(printer: TemplatePrinter, kind: str) -> None:
    data = evidence(kind)
    total = data["assessment"]["totals"]["payable"].replace(".", ",")
    for text in (paper(printer, data), screen(printer, data)):
        assert total in text.replace(".", "")


def test_goods_out_of_bond_name_the_admission_they_come_from(printer: TemplatePrinter) -> None:
    data = evidence("bonded_consumption")
    for text in (paper(printer, data), screen(printer, data)):
        assert re.search(r"DUIMP 26BR00009901010, item 1.*12\.000 de.*60\.000", text)
        assert "Frete do item (item da admissão inteiro)" in text


def test_equal_evidence_gives_equal_bytes(printer: TemplatePrinter) -> None:
    assert printer.pdf("extract.typ", evidence()) == printer.pdf("extract.typ", evidence())


def test_text_of_a_paper_that_looks_like_code_is_inert(printer: TemplatePrinter) -> None:
    secret = TEMPLATES / "declarations" / "figures.typ"
    trick = f'#read("{secret.name}") #eval("1+1") $x$ <script>alert(1)</script> {{{{ 7*7 }}}}'
    data = evidence(description=trick)
    text = paper(printer, data)
    assert f'#read("{secret.name}") #eval("1+1") $x$' in text
    assert "Brazilian figures" not in text
    page = printer.html("extract.html.j2", data)
    assert "<script" not in page
    assert "{{ 7*7 }}" in page


def test_the_suppliers_script_prints(printer: TemplatePrinter) -> None:
    assert "深沟球轴承" in paper(printer, evidence(description="Rolamento 深沟球轴承 6205"))


def test_optional_fields_may_be_left_out(printer: TemplatePrinter) -> None:
    data = evidence("admission")
    full = paper(printer, data)
    for name in ("frete", "seguro", "identificacao", "tipoIdentificacaoCarga"):
        del data["declaration"]["cover"]["carga"][name]
    assert "2.958,00" in full
    assert "2.958,00" not in paper(printer, data)
    assert "2.958,00" not in screen(printer, data)


def test_the_quotes_day_is_shown_where_it_is_known(printer: TemplatePrinter) -> None:
    data = evidence()
    del data["quote_date"]
    for text in (paper(printer, data), screen(printer, data)):
        assert "23/03/2026" not in text
        assert "Data da cotação" not in text


def test_a_needed_value_that_is_missing_is_refused_and_named(printer: TemplatePrinter) -> None:
    data = evidence()
    del data["evidence_sha256"]
    with pytest.raises(LookupError, match="evidence_sha256"):
        printer.pdf("extract.typ", data)
    with pytest.raises(LookupError, match="evidence_sha256"):
        printer.html("extract.html.j2", data)


@pytest.mark.parametrize("name", ["nobody.typ", "../messages/task_offered.txt.j2", "/etc/passwd"])
def test_only_templates_of_the_folder_are_printed(printer: TemplatePrinter, name: str) -> None:
    with pytest.raises(LookupError):
        printer.pdf(name, {})
    with pytest.raises(LookupError):
        printer.html(name, {})


def test_the_page_carries_neither_script_nor_style(printer: TemplatePrinter) -> None:
    page = printer.html("extract_page.html.j2", evidence())
    assert page.lstrip().startswith("<!doctype html>")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_a_template_may_not_read_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "declarations").mkdir()
    (tmp_path / "messages").mkdir()
    (tmp_path / "declarations" / "spy.typ").write_text('#read("../secret.txt")')
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(LookupError, match=r"spy\.typ"):
        TemplatePrinter(tmp_path).pdf("spy.typ", {})
    shutil.copy(tmp_path / "secret.txt", tmp_path / "declarations" / "near.txt")
    (tmp_path / "declarations" / "near.typ").write_text('#read("near.txt")')
    assert TemplatePrinter(tmp_path).pdf("near.typ", {}).startswith(b"%PDF")


def test_evidence_of_before_the_tree_still_names_its_rules(printer: TemplatePrinter) -> None:
    data = evidence("admission")
    for item in data["assessment"]["items"]:
        for owed in item["taxes"].values():
            owed["derivation"] = {"rule": f"old-{owed.pop('rule')}"}
            del owed["unit"]
    for text in (paper(printer, data), screen(printer, data)):
        assert "old-ii-84821010" in text


def test_taxes_that_do_not_always_arise_have_their_rows(printer: TemplatePrinter) -> None:
    data = evidence("admission")
    assessment = data["assessment"]
    duty = assessment["items"][0]["taxes"]
    duty["antidumping"] = {**duty["ii"], "rate": "2.50", "unit": "BRL/kg", "rule": "dumped"}
    assessment["calculated"]["antidumping"] = "58534.33"
    assessment["totals"]["cbs"] = "4321.09"
    for text in (paper(printer, data), screen(printer, data)):
        assert "Defesa comercial" in text
        assert "BRL/kg" in text
        assert "dumped" in text
        assert "4.321,09" in text
