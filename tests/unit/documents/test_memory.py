"""Supplier memory: one paper is corrected, the next one of that supplier is right."""

from documents.memory import SupplierProfile, choose
from documents.understanding import understand
from tests.unit.documents.drawing import words
from tests.unit.documents.learning import right, taught, values

PAGE = """
Quarzwerk Nord GmbH                                     www.quarzwerk-nord.example
Hafenweg 3
20457 Hamburg

Acme dispatch desk
{buyer}
1 Mill Road

Our mark            {mark}
Goods left              {left}

Description                  Qty      Price      Amount
Bearing                        2      10.00       20.00

"""


def a_page(
    mark: str = "KX/100", buyer: str = "Lume Brasil", left: str = "02/02/2026", more: str = ""
) -> str:
    """Return a paper of a supplier whose words for things no dictionary knows."""
    return PAGE.format(mark=mark, buyer=buyer, left=left) + more


def test_what_was_put_right_on_one_paper_is_found_on_the_next() -> None:
    known = taught(a_page(), right("invoice_number", "KX/100"), right("buyer_name", "Lume Brasil"))
    next_page = a_page(mark="KX/207", buyer="Rolamar Sul")
    assert "invoice_number" not in values(next_page)
    found = values(next_page, known)
    assert (found["invoice_number"], found["buyer_name"]) == ("KX/207", "Rolamar Sul")


def test_a_value_over_two_lines_is_found_over_two_lines() -> None:
    page = a_page(more="Sold through\nHanse Kontor\nund Partner\n\nEnd of paper")
    known = taught(page, right("buyer_name", "Hanse Kontor und Partner"))
    other = a_page(more="Sold through\nWest Kontor\nund Soehne\n\nEnd of paper")
    assert values(other, known)["buyer_name"] == "West Kontor und Soehne"


def test_the_box_that_a_person_drew_says_which_of_two_printings_is_meant() -> None:
    page = a_page(mark="77", more="Pallet tag  77")
    one, other = (
        taught(page, right("invoice_number", "77", page=1, box=box))
        for box in ((90, 110, 120, 130), (50, 195, 80, 215))
    )
    places = [p.layouts["commercial_invoice"].fields["invoice_number"].places for p in (one, other)]
    assert [[place.anchors[0].words for place in kept] for kept in places] == [
        [("our", "mark")],
        [("pallet", "tag")],
    ]


def test_both_printings_are_kept_until_a_paper_tells_them_apart() -> None:
    first = a_page(mark="77", more="Pallet tag  77")
    known = taught(first, right("invoice_number", "77"))
    second = a_page(mark="88", more="Pallet tag  99")
    known = taught(second, right("invoice_number", "88"), upon=known)
    memory = known.layouts["commercial_invoice"].fields["invoice_number"]
    record = {place.anchors[0].words: (place.hits, place.misses) for place in memory.places}
    assert record == {("our", "mark"): (2, 0), ("pallet", "tag"): (1, 1)}
    assert values(a_page(mark="55", more="Pallet tag  66"), known)["invoice_number"] == "55"


def test_the_same_paper_taught_twice_counts_once() -> None:
    once = taught(a_page(), right("invoice_number", "KX/100"))
    twice = taught(a_page(), right("invoice_number", "KX/100"), upon=once)
    memory = twice.layouts["commercial_invoice"].fields["invoice_number"]
    assert [place.hits for place in memory.places] == [1]
    assert memory.values == {"KX/100": 1}


def test_a_field_that_nobody_had_to_correct_does_not_outrank_the_reader() -> None:
    page = "Invoice No.: A-1            Tag A-1"
    confirmed = taught(_of_acme(page), right("invoice_number", "A-1"))
    memory = confirmed.layouts["commercial_invoice"].fields["invoice_number"]
    assert not memory.corrected
    # On the next paper only the tag would lead the memory astray.
    other = _of_acme("Invoice No.: A-2            Tag B-9")
    assert values(other, confirmed)["invoice_number"] == "A-2"


def test_what_the_paper_does_not_say_stays_absent_next_time() -> None:
    page = _of_acme("Purchase order: none-1")
    assert values(page)["purchase_order"] == "none-1"
    known = taught(page, right("purchase_order", ""))
    assert "purchase_order" not in values(_of_acme("Purchase order: none-2"), known)


def test_a_letterhead_that_is_not_the_seller_is_not_taken_for_it_again() -> None:
    page = (
        "INVOICE\n\nFracht Sued GmbH\nHafen 1\n20457 Hamburg\n\nInvoice No.: {}\nwww.acme.example"
    )
    assert values(page.format("A-1"))["seller_name"] == "Fracht Sued GmbH"
    known = taught(page.format("A-1"), right("seller_name", ""))
    assert "seller_name" not in values(page.format("A-2"), known)


def test_a_value_says_that_memory_found_it() -> None:
    known = taught(a_page(), right("invoice_number", "KX/100"))
    understood = understand(words(a_page(mark="KX/207")), "commercial_invoice", known)
    assert understood.fields["invoice_number"].rule == "memory:invoice_number"


def test_a_value_that_is_printed_otherwise_teaches_no_place_and_refutes_none() -> None:
    page = _of_acme("Invoice No.: 1NV-7")
    known = taught(page, right("invoice_number", "INV-7"))
    assert known.layouts["commercial_invoice"].fields == {}
    assert values(_of_acme("Invoice No.: INV-8"), known)["invoice_number"] == "INV-8"


def test_the_sellers_own_name_is_found_wherever_it_stands() -> None:
    page = "Sold to:\nLume Ltda\n\n\n\n\n\nA trade mark of Werft Eins"
    known = taught(_of_acme(page), right("seller_name", "Werft Eins"))
    other = "Werft Eins\n\nSold to:\nRolamar Ltda"
    assert values(_of_acme(other), known)["seller_name"] == "Werft Eins"


def test_the_order_of_day_and_month_is_remembered_where_a_paper_is_silent() -> None:
    page = _of_acme("Invoice date: 03/04/2026")
    known = taught(page, right("issue_date", "2026-03-04"))
    assert known.layouts["commercial_invoice"].month_first is True
    assert values(_of_acme("Invoice date: 05/06/2026"), known)["issue_date"] == "2026-05-06"


def test_the_decimal_mark_is_remembered_where_a_paper_is_silent() -> None:
    page = _of_acme("Gross weight: 1.234 kg")
    assert values(page)["gross_weight_kg"] == "1.234"
    known = taught(page, right("gross_weight_kg", "1234"))
    assert known.layouts["commercial_invoice"].decimal_mark == ","
    assert values(_of_acme("Gross weight: 5.678 kg"), known)["gross_weight_kg"] == "5678"


def test_a_paper_without_words_says_nothing_whatever_is_known() -> None:
    known = taught(a_page(), right("invoice_number", "KX/100"))
    assert values("", known) == {}


def _of_acme(text: str) -> str:
    return "INVOICE\n\n" + text + "\n\n\nwww.acme-werke.example"


def test_a_profile_is_found_by_its_surest_key_and_not_in_contradiction() -> None:
    acme = SupplierProfile(identity="vat:DE1", keys=("vat:DE1", "domain:acme.example"))
    agency = SupplierProfile(identity="domain:agency.example", keys=("domain:agency.example",))
    both = [agency, acme]
    assert choose(both, ("domain:acme.example", "name:acme")) == acme
    assert choose(both, ("vat:DE1", "domain:agency.example")) == acme
    assert choose(both, ("vat:DE2", "domain:acme.example")) is None
    assert choose(both, ("name:acme",)) is None


def test_a_key_that_two_suppliers_share_names_neither() -> None:
    one = SupplierProfile(identity="vat:DE1", keys=("vat:DE1", "domain:agency.example"))
    two = SupplierProfile(identity="vat:DE2", keys=("vat:DE2", "domain:agency.example"))
    assert choose([one, two], ("domain:agency.example",)) is None
