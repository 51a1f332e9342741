"""Rows 2 and 3: draft papers differ, the supplier sends a better one, the vessel leaves."""

from datetime import date

from cli.story import figures
from cli.story.names import Names
from cli.story.stage import Stage
from simulator.papers.maker import make_papers
from simulator.papers.story import bonded_shipment
from wiring.desk.corrections import CorrectionForm

WRITTEN, SAILING = date(2026, 1, 27), date(2026, 1, 30)


async def tell(stage: Stage, names: Names) -> None:
    """Tuesday 27 to Friday 30 January."""
    stage.tell.chapter("Tue 27 – Fri 30 Jan", "Papers are read before the ship sails")
    await stage.on(1, 27)
    draft = make_papers(bonded_shipment(WRITTEN, SAILING, packing_version=1), "haiyue")
    await stage.hand_in(names.bonded, draft, "ana", life="draft")
    body = await stage.row(
        "import",
        names.bonded,
        lambda row: bool((row["reconciliation"] or {}).get("differences")),
        "what the draft papers say",
    )
    _tell_differences(stage, body)
    await stage.on(1, 28)
    final = make_papers(bonded_shipment(WRITTEN, SAILING), "haiyue")
    await stage.hand_in(names.bonded, {"packing_list": final["packing_list"]}, "ana", life="draft")
    await _agreed(stage, names)
    stage.tell.say("Packing list v2 agrees with invoice and B/L; v1 is kept, superseded")
    await stage.on(1, 30)
    await stage.hand_in(names.bonded, final, "ana")
    await _agreed(stage, names)
    await _confirm_seller(stage, names)
    stage.tell.say("Final papers in: the vessel may leave")


async def _confirm_seller(stage: Stage, names: Names) -> None:
    """The preparer vouches for the seller's box: a case that no new knowledge of it may lose."""
    invoice = "commercial_invoice.pdf"
    await stage.row("import", names.bonded, _final_invoice_read, "the final invoice")
    seen = await stage.desk.paper(names.bonded, invoice)
    seller = seen.reading.fields["seller_name"]
    form = CorrectionForm(values={"seller_name": seller.value}, reason="read off the letterhead")
    await stage.desk.correct_paper(names.bonded, invoice, form, stage.actor("ana"))
    now = await stage.desk.paper(names.bonded, invoice)
    stage.tell.check("the house's own reading is kept", True, seen.reading == now.first)
    stage.tell.check(
        "the seller's box, by a person's word", "person", now.reading.fields["seller_name"].read_by
    )
    await _agreed(stage, names)


def _tell_differences(stage: Stage, body: dict[str, object]) -> None:
    reconciliation = body["reconciliation"]
    assert isinstance(reconciliation, dict)  # noqa: S101  # the row was waited for
    for difference in reconciliation["differences"]:
        stage.tell.say(f"[yellow]≠[/] {difference['message']}")
    stage.tell.say(f"[bold]{reconciliation['explanation']}[/]")
    stage.tell.check("differences", 3, len(reconciliation["differences"]))
    explained = str(reconciliation["explanation"])
    stage.tell.check("ten cartons explain all three", True, "exatamente 10 volumes" in explained)
    stage.tell.check("fine at stake", figures.EXPOSURE, reconciliation["exposure_brl"])
    stage.tell.say("The ship has not sailed: a correction costs nothing")


async def _agreed(stage: Stage, names: Names) -> None:
    await stage.row("import", names.bonded, _papers_agree, "papers that agree")


def _papers_agree(row: dict[str, object]) -> bool:
    reconciliation = row["reconciliation"]
    return isinstance(reconciliation, dict) and not reconciliation["differences"]


def _final_invoice_read(row: dict[str, object]) -> bool:
    papers = row["papers"]
    assert isinstance(papers, list)  # noqa: S101  # the row was waited for
    final = [one for one in papers if one["paper"]["life"] == "final" and one["reading"]]
    return any(one["kind"] == "commercial_invoice" for one in final)
