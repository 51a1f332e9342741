"""A form is filled in from papers; what they do not say is named."""

from cli.story.form_from_papers import draft_form
from documents.reading import Field, Reading


def said(**values: str) -> dict[str, Field]:
    return {
        name: Field(value=value, confidence=0.9, page=1, box=(0, 0, 1, 1))
        for name, value in values.items()
    }


def an_invoice(**more: str) -> Reading:
    line = said(
        item_code="X1",
        description="Belt",
        quantity="10",
        unit_price="2.50",
        ncm="40103900",
    )
    facts = {"seller_name": "Officine", "buyer_name": "Rolamar", "currency": "EUR", **more}
    return Reading(
        file="a.pdf", sha256="a", kind="commercial_invoice", fields=said(**facts), lines=(line,)
    )


def a_waybill() -> Reading:
    return Reading(
        file="b.pdf",
        sha256="b",
        kind="air_waybill",
        fields=said(consignee_cnpj="99100002000110", freight_amount="80.00"),
    )


def test_a_complete_set_of_papers_fills_the_form_in() -> None:
    invoice = an_invoice(country_of_origin="Italy", net_weight_kg="12.5")

    draft = draft_form([invoice, a_waybill()], "MINE", {})

    assert draft.missing == []
    assert draft.form["transport"] == "air"
    assert draft.form["items"][0]["origin"] == "IT"
    assert draft.form["items"][0]["net_weight_kg"] == "12.500"
    assert draft.form["parties"]["consignee"]["cnpj"] == "99100002000110"
    assert draft.form["charges"]["freight"] == "80.00"


def test_what_no_paper_says_is_missing_and_never_guessed() -> None:
    draft = draft_form([an_invoice()], "MINE", {})

    assert draft.missing == [
        "origin of item X1",
        "net_weight_kg of item X1",
        "the importer's CNPJ",
    ]


def test_without_an_invoice_there_is_no_form() -> None:
    assert draft_form([a_waybill()], "MINE", {}).missing == ["a commercial invoice"]


def test_a_country_is_known_by_its_name_in_the_papers_language() -> None:
    for name in ("Italia", "ITÁLIA", "Italy", "意大利"):
        draft = draft_form([an_invoice(country_of_origin=name)], "MINE", {})
        assert draft.form["items"][0]["origin"] == "IT", name
