"""Filing exactly once: lost answers, refusals, a worker that dies between two lines."""

from pathlib import Path
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from customs.filing import Draft, FieldProblem
from gateways.doors import Unavailable
from simulator import faults
from tests.contract.filing_desk import FilingDesk, paying_the_fee
from tests.contract.samples import admission_items, cover
from tests.contract.surroundings import a_world


@pytest.fixture
def desk(tmp_path: Path) -> FilingDesk:
    """The activities over a new simulator."""
    return FilingDesk(a_world(tmp_path))


async def run(activity: Any, argument: Any) -> Any:
    return await ActivityEnvironment().run(activity, argument)


async def drafted(desk: FilingDesk, reference: str = "IMP-1/admission-1") -> Draft:
    """Bring a declaration to the point where its registration may be asked for."""
    filing = desk.filing()
    draft: Draft = await run(filing.open_draft, desk.order(cover(reference), admission_items()))
    await run(filing.put_items, draft)
    return draft


def script(desk: FilingDesk, **fault: Any) -> None:
    with desk.world.store.transaction():
        faults.script(desk.world, fault)


async def test_a_declaration_is_filed_and_every_call_is_written_down(desk: FilingDesk) -> None:
    draft = await drafted(desk)
    filing = desk.filing()

    diagnosis = await run(filing.diagnose, draft)
    values = await run(filing.values, draft)
    asked = await run(filing.ask_registration, paying_the_fee(draft))

    assert (diagnosis.status, diagnosis.blocking) == ("PROCESSADO_SEM_ERRO_IMPEDITIVO", False)
    assert values.payable.keys() == {"siscomex_fee"}
    assert asked.registration.number == draft.number
    assert asked.registration.registered_on.isoformat() == "2026-03-24"
    assert desk.counted() == (1, 1)
    assert desk.journal.steps() == [
        ("open_draft", 200),
        ("put_items", 200),
        ("diagnose", 200),
        ("ask_registration", 200),
    ]


async def test_a_lost_registration_is_looked_for_before_it_is_asked_again(
    desk: FilingDesk,
) -> None:
    draft = await drafted(desk)
    script(desk, mode="lost_answer", path="/registros$")

    with pytest.raises(Unavailable):
        await run(desk.filing().ask_registration, paying_the_fee(draft))
    again = await run(desk.filing().ask_registration, paying_the_fee(draft))

    assert again.registration.version == 1
    assert desk.counted() == (1, 1)
    assert desk.journal.steps().count(("ask_registration", None)) == 1
    assert ("ask_registration", 200) not in desk.journal.steps()


async def test_a_registration_under_way_is_waited_for(desk: FilingDesk) -> None:
    desk.world.set_rules({"registration_delay": 0.5})
    draft = await drafted(desk)

    asked = await run(desk.filing().ask_registration, paying_the_fee(draft))

    assert asked.registration is not None
    assert desk.counted() == (1, 1)


async def test_a_long_registration_is_left_to_the_workflow(
    desk: FilingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.filing.PAUSES", (0.0,))
    desk.world.set_rules({"registration_delay": 3600})
    draft = await drafted(desk)

    first = await run(desk.filing().ask_registration, paying_the_fee(draft))
    second = await run(desk.filing().ask_registration, paying_the_fee(draft))

    assert (first.registration, first.situation) == (None, "ELABORADA_AGUARDANDO_PCCE")
    assert second == first
    assert [step for step, _ in desk.journal.steps()].count("ask_registration") == 1


async def test_a_refusal_names_the_fields_and_is_not_retried(desk: FilingDesk) -> None:
    headless = cover() | {"identificacao": {"informacaoComplementar": "IMP-1"}}

    with pytest.raises(ApplicationError) as refusal:
        await run(desk.filing().open_draft, desk.order(headless, admission_items()))

    problems = [FieldProblem.model_validate(p) for p in refusal.value.details[0]]
    assert (refusal.value.type, refusal.value.non_retryable) == ("Refused", True)
    assert problems[0].field == "identificacao.importador.tipoImportador"
    assert desk.journal.steps() == [("open_draft", 422)]


async def test_a_diagnosis_that_finds_errors_is_an_answer(desk: FilingDesk) -> None:
    order = desk.order(cover(identificacao=None), admission_items())
    draft = await run(desk.filing().open_draft, order)
    await run(desk.filing().put_items, draft)

    diagnosis = await run(desk.filing().diagnose, draft)

    assert diagnosis.blocking
    assert [problem.field for problem in diagnosis.problems] == ["carga.identificacao"]


async def test_wrong_payments_are_refused_with_both_figures(desk: FilingDesk) -> None:
    draft = await drafted(desk)
    asked = paying_the_fee(draft).model_copy(update={"payments": {}})

    with pytest.raises(ApplicationError, match=r"192\.79"):
        await run(desk.filing().ask_registration, asked)

    assert desk.counted() == (0, 0)


async def test_an_outage_with_a_time_waits_until_then(desk: FilingDesk) -> None:
    draft = await drafted(desk)
    script(desk, mode="quota", seconds=30)

    with pytest.raises(ApplicationError) as away:
        await run(desk.filing().values, draft)

    assert away.value.next_retry_delay is not None
    assert not away.value.non_retryable


async def test_an_answered_draft_is_not_opened_twice(desk: FilingDesk) -> None:
    order = desk.order(cover(), admission_items())

    first = await run(desk.filing().open_draft, order)
    repeated = await run(desk.filing().open_draft, order)

    assert repeated == first
    assert len(desk.world.store.declarations()) == 1


async def test_a_deleted_draft_is_not_taken_up_again(desk: FilingDesk) -> None:
    order = desk.order(cover(), admission_items())
    first = await run(desk.filing().open_draft, order)
    await run(desk.filing().delete_draft, first)

    second = await run(desk.filing().open_draft, order)

    assert second.number != first.number


async def test_a_lost_first_answer_leaves_an_orphan_that_the_journal_shows(
    desk: FilingDesk,
) -> None:
    script(desk, mode="lost_answer", path="/duimp$")
    order = desk.order(cover(), admission_items())

    with pytest.raises(Unavailable):
        await run(desk.filing().open_draft, order)
    draft = await run(desk.filing().open_draft, order)

    numbers = [body["number"] for body in desk.world.store.declarations()]
    assert len(numbers) == 2
    assert draft.number == numbers[1]
    assert desk.journal.steps() == [("open_draft", None), ("open_draft", 200)]


async def test_items_whose_answer_was_lost_are_put_again(desk: FilingDesk) -> None:
    draft = await run(desk.filing().open_draft, desk.order(cover(), admission_items()))
    script(desk, mode="lost_answer", path="/itens$")

    with pytest.raises(Unavailable):
        await run(desk.filing().put_items, draft)
    await run(desk.filing().put_items, draft)

    body = desk.world.store.declaration(draft.number) or {}
    assert sorted(body["items"]) == ["1", "2"]
