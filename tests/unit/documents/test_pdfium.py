"""Words from pdfium's letters: what pages do to their text, and what a reader should get."""

import subprocess
import sys
from pathlib import Path

import pytest

from documents.pdfium import PageText, open_document, page_text
from documents.turning import as_shown
from tests.unit.documents import pdfs


def _page(content: str, replaced: tuple[bytes, bytes] = (b"", b"")) -> PageText:
    body = pdfs.pdf([content.encode("latin-1")]).replace(*replaced, 1)
    return page_text(open_document(body), 0)


def _shown(text: str, x: float = 72, y: float = 720, size: float = 12, more: str = "") -> str:
    return f"BT {more} /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def _texts(page: PageText) -> list[str]:
    return [word.text for word in page.words]


MEDIA = b"/MediaBox [0 0 595 842]"


def test_words_stand_where_they_are_printed() -> None:
    word = _page(_shown("Invoice 42")).words[0]
    assert word.text == "Invoice"
    assert word.x0 == pytest.approx(72, abs=1)
    assert word.bottom == pytest.approx(842 - 720 + 0.22 * 12, abs=0.5)
    assert word.height == pytest.approx(12, abs=0.1)


def test_a_line_printed_twice_for_a_bold_look_is_read_once() -> None:
    assert _texts(_page(_shown("Paid FROM") + _shown("Paid FROM", 72.3))) == ["Paid", "FROM"]


def test_each_letter_printed_twice_for_a_bold_look_is_read_once() -> None:
    letters = "".join(f"({c}) Tj 0.3 0 Td ({c}) Tj 8 0 Td " for c in "TOTAL")
    assert _texts(_page(f"BT /F 12 Tf 72 720 Td {letters} ET")) == ["TOTAL"]


def test_a_number_set_with_kerning_stays_whole() -> None:
    pieces = "[(6DC1) -120 (AEAF) -100 (-00) -130 (23)] TJ"
    assert _texts(_page(f"BT /F 12 Tf 72 720 Td {pieces} ET")) == ["6DC1AEAF-0023"]


def test_columns_without_a_blank_between_are_parted_by_the_gap() -> None:
    assert _texts(_page(_shown("10") + _shown("KG", 72 + 13.3 + 3))) == ["10", "KG"]


def test_letters_set_wide_apart_are_one_word() -> None:
    assert _texts(_page("BT /F 12 Tf 5 Tc 72 720 Td (INVOICE) Tj ET")) == ["INVOICE"]


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    words = _texts(_page(_shown("Rechnungs-", y=720) + _shown("nummer", y=706)))
    assert words == ["Rechnungs-", "nummer"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_says_how_it_is_turned_is_read_as_it_is_shown(degrees: int) -> None:
    upright = {90: "0 1 -1 0 500 100", 180: "-1 0 0 -1 500 700", 270: "0 -1 1 0 100 700"}
    content = f"BT /F 12 Tf {upright[degrees]} Tm (Bill of lading) Tj ET"
    page = _page(content, (MEDIA, MEDIA + b" /Rotate %d" % degrees))
    places = {90: (100, 500), 180: (95, 700), 270: (142, 495)}
    assert _texts(page) == ["Bill", "of", "lading"]
    assert page.stand.turn == 0
    assert page.words[0].x0 == pytest.approx(places[degrees][0], abs=2)
    assert page.words[0].bottom == pytest.approx(places[degrees][1] + 2.6, abs=1)


@pytest.mark.parametrize(
    ("matrix", "turn", "corner"),
    [
        ("0 1 -1 0 500 100", 1, (500, 742)),
        ("-1 0 0 -1 500 700", 2, (500, 142)),
        ("0 -1 1 0 100 700", 3, (100, 142)),
    ],
)
def test_text_on_its_side_is_read_and_its_boxes_lie_on_the_page_as_shown(
    matrix: str, turn: int, corner: tuple[float, float]
) -> None:
    page = _page(f"BT /F 12 Tf {matrix} Tm (Bill of lading) Tj ET")
    assert _texts(page) == ["Bill", "of", "lading"]
    assert page.stand.turn == turn
    x0, top, x1, bottom = as_shown(page.words[0].box, page.stand)
    assert min(abs(x0 - corner[0]), abs(x1 - corner[0])) < 4
    assert min(abs(top - corner[1]), abs(bottom - corner[1])) < 4


def test_what_is_cropped_away_is_not_read_and_moves_the_rest() -> None:
    content = _shown("inside", 120, 600) + _shown("outside", 20, 600)
    page = _page(content, (MEDIA, MEDIA + b" /CropBox [100 100 500 700]"))
    assert _texts(page) == ["inside"]
    assert page.words[0].x0 == pytest.approx(20, abs=1)
    assert page.words[0].bottom == pytest.approx(100 + 2.6, abs=1)


def test_a_page_size_inherited_from_the_tree_counts() -> None:
    body = pdfs.pdf([_shown("low").encode()]).replace(MEDIA, b" " * len(MEDIA))
    body = body.replace(b"/Type /Pages", b"/Type /Pages " + MEDIA, 1)
    page = page_text(open_document(body), 0)
    assert page.words[0].bottom == pytest.approx(842 - 720 + 2.6, abs=1)


def test_letters_without_ink_are_not_read_where_others_have_some() -> None:
    content = _shown("Total amount due 100.00") + _shown("Total 1.00", y=600, more="3 Tr")
    page = _page(content)
    assert _texts(page) == ["Total", "amount", "due", "100.00"]
    assert page.unseen == 9


def test_a_scan_with_a_layer_of_text_is_read_by_that_layer() -> None:
    page = _page(_shown("INVOICE 77", more="3 Tr"))
    assert _texts(page) == ["INVOICE", "77"]
    assert page.unseen == page.letters


def test_white_letters_are_read_on_a_dark_field_only() -> None:
    black = "0 0 0 rg 60 690 300 40 re f 1 1 1 rg\n"
    rest = "0 0 0 rg\n" + _shown("Goods of all kinds and their prices", y=500)
    hidden = "1 1 1 rg\n" + _shown("secret") + rest
    assert _texts(_page(black + _shown("Quantity") + rest))[0] == "Quantity"
    assert "secret" not in _texts(_page(hidden))


def test_letters_too_small_to_read_are_left_out() -> None:
    content = _shown("Total amount due") + _shown("tiny print", y=600, size=1)
    assert _texts(_page(content)) == ["Total", "amount", "due"]


def test_a_watermark_across_the_page_does_not_get_into_numbers() -> None:
    mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 60 600 Tm (COPY) Tj ET\n"
    assert _texts(_page(mark + _shown("470921703"))) == ["470921703"]


def test_the_value_of_a_form_field_is_read_where_the_field_stands() -> None:
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (no) /V (INV-2044) /F 4 /P 4 0 R "
        b"/Rect [200 700 320 720] /DA (/F 10 Tf 0 g) >>"
    )
    form = b"<< /Fields [50 0 R] /DR << /Font << /F 3 0 R >> >> /NeedAppearances true >>"
    body = pdfs.pdf([_shown("Invoice no").encode()], extra={50: field, 51: form})
    body = body.replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm 51 0 R", 1)
    body = body.replace(b"/Type /Page ", b"/Type /Page /Annots [50 0 R] ", 1)
    words = page_text(open_document(body), 0).words
    assert [word.text for word in words] == ["Invoice", "no", "INV-2044"]
    assert 200 <= words[2].x0 <= 210
    assert 842 - 720 <= words[2].middle <= 842 - 700


_LONG = """
import psutil
from documents.pdfium import open_document, pages_of
from tests.unit.documents import pdfs
line = pdfs.text("Some goods of many kinds 12 345.67 " * 2)
page = b"\\n".join(line.replace(b"720", b"%d" % y) for y in range(30, 810, 13))
held, words = [], 0
for place, read in enumerate(pages_of(open_document(pdfs.pdf([page] * 500)))):
    words += len(read.words)
    held += [psutil.Process().memory_info().rss] if place % 50 == 0 else []
print(words, max(held) // 1024)
"""


def test_five_hundred_pages_take_little_memory_because_each_is_released() -> None:
    root = Path(__file__).resolve().parents[3]
    told = subprocess.run(
        [sys.executable, "-P", "-c", _LONG], env={"PYTHONPATH": str(root)}, cwd=root,
        capture_output=True, check=True, timeout=100,
    ).stdout.split()  # fmt: skip
    assert int(told[0]) > 300_000
    assert int(told[1]) < 200 * 1024
