"""Starting an import at the desk, and stopping it."""

from typing import Any

import pytest
from pydantic import ValidationError

from customs.acts import CancelStep
from customs.parties import Ownership
from tests.unit.desk.house import House, a_form
from wiring.desk.errors import Away, Conflict, Forbidden, Invalid, NotFound, invalid_form
from wiring.desk.forms import StartImport
from wiring.desk.ports import NoAnswer, Refusal


def form(**changes: Any) -> StartImport:
    return StartImport.model_validate(a_form(**changes))


async def test_a_start_answers_with_the_first_state_and_the_plan(house: House) -> None:
    view = await house.desk.start_import(form(), house.actor("bruna"))

    assert view.stage == "BOOKED"
    assert view.order.plan.entry_declaration == "consumption"
    assert "air_waybill" in view.order.plan.papers
    assert view.order.equipment == ("020-12345675",)
    assert house.audit.of("IMP-7")[-1].outcome == "done"


async def test_parties_that_are_left_out_follow_from_the_ownership(house: House) -> None:
    view = await house.desk.start_import(form(ownership=Ownership.CONSIGNED), house.actor("bruna"))

    parties = view.order.parties
    assert parties.owner == parties.exporter == parties.manufacturer
    assert parties.acquirers == (parties.consignee,)
    assert parties.declarants["consumption"].cnpj == "99100002000110"


async def test_a_second_import_with_one_reference_names_the_first(house: House) -> None:
    await house.desk.start_import(form(), house.actor("bruna"))

    with pytest.raises(Conflict) as no:
        await house.desk.start_import(form(incoterm="FOB"), house.actor("paulo"))

    assert "bruna" in no.value.detail
    assert "2026-05-12" in no.value.detail
    assert "BOOKED" in no.value.detail
    assert house.workflows.ever == {"import/IMP-7"}
    assert house.audit.of("IMP-7")[-1].outcome == "refused: reference-taken"


async def test_the_same_form_again_is_refused_too_unless_it_is_the_same_request(
    house: House,
) -> None:
    first = await house.desk.start_import(form(), house.actor("bruna"), key="k1")

    again = await house.desk.start_import(form(), house.actor("bruna"), key="k1")

    assert again == first
    with pytest.raises(Conflict):
        await house.desk.start_import(form(), house.actor("bruna"), key="k2")


async def test_a_refused_request_does_not_become_the_first_by_being_repeated(house: House) -> None:
    await house.desk.start_import(form(), house.actor("bruna"), key="k1")

    for _ in range(2):
        with pytest.raises(Conflict):
            await house.desk.start_import(form(), house.actor("bruna"), key="k2")


async def test_another_persons_key_is_not_ones_own(house: House) -> None:
    await house.desk.start_import(form(), house.actor("bruna"), key="k1")

    with pytest.raises(Conflict):
        await house.desk.start_import(form(), house.actor("paulo"), key="k1")


async def test_a_request_without_an_answer_is_repeated_with_its_key(house: House) -> None:
    house.workflows.lost_answer = NoAnswer("the answer was lost")
    with pytest.raises(Away):
        await house.desk.start_import(form(), house.actor("bruna"), key="k1")

    assert (await house.desk.start_import(form(), house.actor("bruna"), key="k1")).stage == "BOOKED"


async def test_a_state_without_an_icms_rule_is_refused_with_the_known(house: House) -> None:
    with pytest.raises(Invalid, match=r"state XX on 2026-05-12; known: AM, BA.* SP") as no:
        await house.desk.start_import(form(state="XX"), house.actor("bruna"))

    assert no.value.field == "state"
    assert not house.references.taken


async def test_a_start_that_failed_half_way_is_repeated_with_the_same_form(house: House) -> None:
    house.workflows.fail_start = NoAnswer("the engine is away")
    with pytest.raises(Away):
        await house.desk.start_import(form(), house.actor("bruna"))

    view = await house.desk.start_import(form(), house.actor("bruna"))

    assert view.stage == "BOOKED"


async def test_a_finished_order_may_be_started_twice(house: House) -> None:
    view = await house.desk.start_import(form(), house.actor("bruna"))

    assert await house.desk.start_order(view.order) == view


async def test_an_ncm_that_is_not_in_force_says_so(house: House) -> None:
    item = a_form()["items"][0] | {"ncm": "9999.99.99"}

    with pytest.raises(Invalid) as no:
        await house.desk.start_import(form(items=[item]), house.actor("bruna"))

    assert "99999999" in no.value.detail
    assert no.value.extra["errors"][0]["field"] == "items.0.ncm"
    assert not house.references.taken


def test_a_wrong_cnpj_says_which_check_digit_is_wrong() -> None:
    wrong = {"name": "Rolamar", "cnpj": "99.100.002/0001-20"}
    parties = a_form()["parties"] | {"consignee": wrong}

    with pytest.raises(ValidationError) as no:
        form(parties=parties)

    problem = invalid_form(no.value).as_problem()
    assert problem["errors"][0]["field"] == "parties.consignee.cnpj"
    assert "first check digit of this CNPJ is 2, it should be 1" in problem["detail"]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"consigne": 1}, "consigne", "no such field"),
        ({"reference": "a/b"}, "reference", "pattern"),
        ({"containers": ["XHYU3017269"]}, "containers.0", "it should be 8"),
        ({"items": [a_form()["items"][0] | {"ncm": "8482"}]}, "items.0.ncm", "eight digits"),
        ({"items": [a_form()["items"][0]] * 101}, "items", "at most 100 items; this form has 101"),
        ({"credential": "other"}, "credential", "no credential 'other'; known: broker"),
        ({"charges": {"freight": "1E+999999999"}}, "charges.freight", "at most 15 digits"),
    ],
)
def test_a_wrong_field_is_named_with_what_would_be_right(
    change: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(ValidationError) as no:
        form(**change)

    errors = invalid_form(no.value).extra["errors"]
    assert [error["field"] for error in errors] == [field]
    assert says in errors[0]["message"]


async def test_a_road_that_does_not_exist_is_refused(house: House) -> None:
    with pytest.raises(Invalid, match="bonded place"):
        await house.desk.start_import(form(customs_transit=True), house.actor("bruna"))


async def test_a_buyer_may_not_start_an_import(house: House) -> None:
    with pytest.raises(Forbidden, match="broker"):
        await house.desk.start_import(form(), house.actor("breno"))

    assert house.audit.of("IMP-7")[-1].outcome == "refused: role-missing"


async def test_a_cancellation_answers_with_its_steps(house: House) -> None:
    view = await house.desk.start_import(form(), house.actor("bruna"))
    steps = (CancelStep(step="cancel tasks", done=True),)
    house.snapshots.put("import", "IMP-7", view.model_copy(update={"cancelled": steps}))

    answer = await house.desk.cancel("IMP-7", "ordered twice", house.actor("bruna"), key="c")

    assert answer.cancelled == steps
    assert house.workflows.update_ids == ["act/cancel/bruna/c"]


async def test_cancelling_what_is_over_says_how_it_ended(house: House) -> None:
    await house.desk.start_import(form(), house.actor("bruna"))
    house.workflows.open.clear()

    with pytest.raises(Conflict, match="import IMP-7 is over: BOOKED"):
        await house.desk.cancel("IMP-7", "too late", house.actor("bruna"))


async def test_filing_without_presence_names_the_depositary(house: House) -> None:
    await house.desk.start_import(form(), house.actor("bruna"))
    house.workflows.no = Refusal("NoPresence", "no presence yet: Porto Seco Serra Azul S.A.")

    with pytest.raises(Conflict, match="Porto Seco Serra Azul") as no:
        await house.desk.file_entry("IMP-7", house.actor("bruna"))

    assert no.value.code == "no-presence"


async def test_an_unknown_import_is_not_found(house: House) -> None:
    with pytest.raises(NotFound, match="IMP-404"):
        await house.desk.cancel("IMP-404", "no such", house.actor("bruna"))
