"""Declarations as activities: what is stored, and what the workflow is answered."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from temporalio.exceptions import ApplicationError

from activities.assessing import assessment_made
from activities.declarations import DeclarationActivities
from activities.rule_packs import shipped_pack
from customs.duties import AssessmentRequest, assess
from customs.duties.derivation import replay
from customs.filing import AssembleDeclaration, AssessDeclaration, AssessmentMade, RenderExtract
from customs.orders import ClearanceOrder
from customs.paper_doubts import Corrected
from customs.papers import Place
from customs.payload import StoredRef
from gateways.portal_unico.client import TAX_NAMES
from tests.unit.activities.doubles import MemoryStore, PlainPrinter, StandingClock, StoryRates
from tests.unit.customs.cases import money
from tests.unit.customs.orders import admission, release

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)


class Desk:
    """The activities over doubles."""

    def __init__(self, today: str) -> None:
        self.store = MemoryStore()
        self.does = DeclarationActivities(
            self.store, StoryRates(), shipped_pack, PlainPrinter(), StandingClock(today)
        )

    def assessed(self, order: ClearanceOrder, on: date | None = None) -> AssessmentMade:
        made = self.does.assemble(AssembleDeclaration(order=order))
        return self.does.assess(AssessDeclaration(declaration=made.declaration, on=on))


def test_what_is_wrong_with_a_declaration_is_an_answer() -> None:
    made = Desk("2026-03-24").does.assemble(AssembleDeclaration(order=admission(cargo_id=None)))
    assert [p.code for p in made.problems] == ["cargo_id_missing"]
    assert made.item_count == 2


def test_a_correction_is_assembled_into_the_declaration() -> None:
    desk = Desk("2026-03-24")
    fixed = {"carga.identificacao": "152605012345678"}
    made = desk.does.assemble(
        AssembleDeclaration(order=admission(cargo_id=None), corrections=fixed)
    )
    assert made.problems == ()
    stored = desk.store.get_json(made.declaration)
    assert stored["cover"]["carga"]["identificacao"] == "152605012345678"


def test_the_stored_declaration_has_no_empty_fields() -> None:
    desk = Desk("2026-04-20")
    made = desk.does.assemble(AssembleDeclaration(order=release()))
    stored = desk.store.get_json(made.declaration)
    assert set(stored) == {"kind", "reference", "cover", "items", "assessment"}
    assert "frete" not in stored["cover"]["carga"]


def test_assembling_twice_stores_one_object() -> None:
    desk = Desk("2026-04-20")
    first = desk.does.assemble(AssembleDeclaration(order=release()))
    assert desk.does.assemble(AssembleDeclaration(order=release())) == first
    assert len(desk.store.objects) == 1


def test_an_admission_suspends_all_and_pays_the_fee() -> None:
    made = Desk("2026-03-24").assessed(admission())
    assert made.totals["customs_value"] == money("536 265.52")
    assert made.suspended == {
        "ii": money("85802.48"),
        "ipi": money("48521.30"),
        "pis": money("12999.92"),
        "cofins": money("59793.73"),
    }
    assert made.totals["ii"] == made.suspended["ii"]
    assert made.payable["siscomex_fee"] == made.cash == money("192.79")
    assert sum(made.payable.values()) == money("192.79")
    assert [row["customs_value"] for row in made.items] == ["365839.56", "170425.96"]
    assert made.quote_date == date(2026, 3, 23)


def test_without_a_day_it_is_assessed_today_in_brasilia() -> None:
    made = Desk("2026-04-20").assessed(release())
    assert (made.on, made.quote_date) == (date(2026, 4, 20), date(2026, 4, 17))
    assert made.cash == money("74 503.52")


def test_a_day_after_a_holiday_takes_the_quote_of_the_bank_day_before() -> None:
    made = Desk("2026-04-20").assessed(release(), on=date(2026, 4, 22))
    assert made.quotes == {"USD": "5.2870"}
    assert made.quote_date == date(2026, 4, 20)
    assert made.cash == money("74 251.50")
    assert made.totals["icms_base"] == money("180 999.84")
    assert made.payable == {
        "ii": money("17079.73"),
        "ipi": money("9658.59"),
        "pis": money("2587.74"),
        "cofins": money("11902.46"),
        "siscomex_fee": money("192.79"),
    }
    assert made.rule_pack == shipped_pack().sha256


def test_a_missing_quote_is_asked_for_again_and_never_replaced() -> None:
    with pytest.raises(ApplicationError) as missing:
        Desk("2026-06-01").assessed(release())
    assert missing.value.type == "QuoteMissing"
    assert missing.value.non_retryable is False
    assert missing.value.next_retry_delay == timedelta(minutes=1)


def test_what_cannot_be_assessed_is_refused_field_by_field() -> None:
    with pytest.raises(ApplicationError) as refused:
        Desk("2026-04-20").assessed(release(state="XX"))
    assert (refused.value.type, refused.value.non_retryable) == ("Refused", True)
    assert [p["field"] for p in refused.value.details[0]] == ["assessment.state"]


def test_the_extract_is_made_of_the_evidence_and_shows_its_hash() -> None:
    desk = Desk("2026-04-22")
    declaration = desk.does.assemble(AssembleDeclaration(order=release())).declaration
    made = desk.does.assess(AssessDeclaration(declaration=declaration))
    extract = desk.does.render(
        RenderExtract(
            reference=release().our_reference,
            declaration=declaration,
            assessment=made.assessment,
            on=made.on,
        )
    )
    evidence = desk.store.get_json(extract.evidence)
    assert evidence["reference"] == "VD-REL-001/bonded_consumption-1"
    assert (evidence["kind"], evidence["on"]) == ("bonded_consumption", "2026-04-22")
    assert evidence["quote_date"] == "2026-04-20"
    assert Decimal(evidence["assessment"]["totals"]["payable"]) == money("74 251.50")
    page = desk.store.get(extract.pdf).decode()
    assert page.startswith("extract.typ")
    assert extract.evidence.sha256 in page
    assert extract.pdf.media_type == "application/pdf"


def test_the_same_figures_give_the_same_evidence() -> None:
    desk = Desk("2026-04-22")
    made = desk.assessed(release())
    again = desk.assessed(release())
    assert made.assessment.sha256 == again.assessment.sha256


def test_trade_defence_is_debited_with_the_other_taxes() -> None:
    told = {"id": "1", "ncm": "98000001", "origin": "IN", "customs_value": "1000.00"}
    request = {"registered_on": "2026-04-22", "kind": "consumption", "items": [told]}
    assessment = assess(AssessmentRequest.model_validate(request), shipped_pack())
    ref = StoredRef(key="k", sha256="s", media_type="application/json", size=1)
    made = assessment_made(assessment, ref)
    assert made.payable["antidumping"] == Decimal("120.00")
    assert "safeguard" not in made.payable
    assert made.payable.keys() <= TAX_NAMES.keys()


def test_the_tree_of_an_assessment_is_stored_beside_it() -> None:
    desk = Desk("2026-04-22")
    stored = desk.store.get_json(desk.assessed(release()).assessment)
    derivation = desk.store.get_json(StoredRef.model_validate(stored["derivation"]))
    again = replay(derivation)
    assert str(again["totals.icms"]) == stored["totals"]["icms"]
    quotes = [
        n["source"] for n in derivation["nodes"] if n.get("source", {}).get("kind") == "quote"
    ]
    assert [quote["quoted_on"] for quote in quotes] == ["2026-04-20"]


def _leaves(desk: Desk, made: AssessmentMade) -> dict[str, dict[str, object]]:
    derivation = desk.store.get_json(made.assessment)["derivation"]
    nodes = desk.store.get_json(StoredRef.model_validate(derivation))["nodes"]
    return {f"{n['name']} {n['value']}": n["source"] for n in nodes if n["op"] == "leaf"}


def test_a_figure_of_a_paper_leads_to_its_box_and_a_person_s_to_the_person() -> None:
    desk = Desk("2026-03-24")
    box = Place(file="i.pdf", sha256="ab", page=2, box=(1, 2, 3, 4), field="unit_price")
    told = Corrected(
        field="quantity", before="9O00", after="9000", person="bruna", at=NOON, reason="an O"
    )
    freight = box.model_copy(update={"field": "freight_amount"})
    places = {
        "freight": freight,
        "A.unit_price": box,
        "B.quantity": box.model_copy(update={"corrected": told}),
    }
    report = {"places": {name: place.model_dump(mode="json") for name, place in places.items()}}
    compared = desk.store.put_json(report)
    leaves = _leaves(desk, desk.assessed(admission(comparison=compared)))
    assert leaves["unit_price 1.12"] == {
        "kind": "field", "document": "ab", "file": "i.pdf", "page": 2,
        "box": [1.0, 2.0, 3.0, 4.0], "field": "unit_price",
    }  # fmt: skip
    assert leaves["freight 1536.00"]["share_of"] == "2958.00"
    assert leaves["quantity 9000"]["person"] == "bruna"
    assert leaves["quantity 9000"]["was"] == "9O00"
    assert leaves["unit_price 3.40"] == {"kind": "given", "path": "items.1.unit_price"}


def test_what_is_drawn_from_bond_leads_to_the_admission_s_item() -> None:
    desk = Desk("2026-04-20")
    leaves = _leaves(desk, desk.assessed(release()))
    admitted = [source for source in leaves.values() if source["kind"] == "admission"]
    assert {(s["declaration"], s["item"]) for s in admitted} == {
        ("26BR00009901010", "1"), ("26BR00009901010", "2"),
    }  # fmt: skip
