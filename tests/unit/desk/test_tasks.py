"""Tasks at the desk: what is refused, and what the refusal says."""

import pytest

from customs.people import SYSTEM
from tests.unit.desk.fakes import event
from tests.unit.desk.house import NOW, House, an_approval
from wiring.desk.errors import Conflict, DeskError, Forbidden, Invalid, NotFound
from wiring.desk.forms import TaskForm
from wiring.desk.ports import Refusal


def approve(**answers: str) -> TaskForm:
    return TaskForm(outcome="approve", form=answers, evidence_sha256="e" * 64)


async def test_a_decision_answers_with_the_new_state(house: House) -> None:
    task = house.open_task(an_approval())

    view = await house.desk.complete(task.id, approve(day="25/03/2026"), house.actor("ana"), "k")

    assert (view.state, view.open) == ("DONE", False)
    _, _, act = house.workflows.told[-1]
    assert act.form == {"day": "2026-03-25"}
    assert act.at == NOW
    assert house.workflows.update_ids == ["act/complete/ana/k"]


async def test_every_act_is_in_the_audit_with_the_evidence(house: House) -> None:
    task = house.open_task(an_approval())

    await house.desk.complete(task.id, approve(), house.actor("ana"))

    entry = house.audit.of(task.id)[-1]
    assert (entry.actor.person, entry.act, entry.outcome) == ("ana", "task.complete", "done")
    assert entry.detail["evidence"] == "e" * 64


@pytest.mark.parametrize(
    ("type", "answer", "code"),
    [
        ("WrongRole", Forbidden, "wrong-role"),
        ("FourEyes", Forbidden, "four-eyes"),
        ("AboveAuthority", Forbidden, "above-authority"),
        ("TaskClosed", Conflict, "task-closed"),
        ("UnknownOutcome", Invalid, "unknown-outcome"),
        ("ReasonMissing", Invalid, "reason-missing"),
    ],
)
async def test_a_refusal_keeps_its_sentence_and_is_written_down(
    house: House, type: str, answer: type[DeskError], code: str
) -> None:
    task = house.open_task(an_approval())
    house.workflows.no = Refusal(type, "because of this")

    with pytest.raises(answer, match="because of this") as no:
        await house.desk.complete(task.id, approve(), house.actor("ana"))

    assert no.value.code == code
    entry = house.audit.of(task.id)[-1]
    assert entry.outcome == f"refused: {code}"
    assert entry.detail["refusal"] == "because of this"


async def test_a_claimed_task_names_who_is_at_it(house: House) -> None:
    task = house.open_task(an_approval())
    house.workflows.no = Refusal("AlreadyClaimed", "ana is already at this task")

    with pytest.raises(Conflict, match="ana is already"):
        await house.desk.claim(task.id, house.actor("root"))


async def test_a_missing_field_is_named(house: House) -> None:
    task = house.open_task(an_approval())
    house.workflows.no = Refusal("FieldMissing", "not filled in: day")

    with pytest.raises(Invalid) as no:
        await house.desk.complete(task.id, approve(), house.actor("ana"))

    assert [e["field"] for e in no.value.extra["errors"]] == ["form.day"]


async def test_changed_evidence_shows_both_hashes_and_what_changed(house: House) -> None:
    old = house.store.put_json({"cash": "114493.65", "lines": [{"id": "A"}]})
    new = house.store.put_json({"cash": "115144.40", "lines": [{"id": "A"}]})
    withdrawn = an_approval(
        evidence=old,
        state="CANCELLED",
        open=False,
        outcome="withdrawn",
        history=(event("withdrawn", SYSTEM, NOW, "prices changed"),),
    )
    house.snapshots.put("task", withdrawn.id, withdrawn)
    house.open_task(an_approval(2, new))
    form = TaskForm(outcome="approve", evidence_sha256=old.sha256)

    with pytest.raises(Conflict, match="evidence changed") as no:
        await house.desk.complete(withdrawn.id, form, house.actor("ana"))

    extra = no.value.extra
    assert (extra["shown"], extra["current"]) == (old.sha256, new.sha256)
    assert extra["task"] == "IMP-7/consumption-1/approval-2"
    assert extra["changes"] == [{"path": "cash", "before": "114493.65", "after": "115144.40"}]
    entry = house.audit.of(withdrawn.id)[-1]
    assert (entry.detail["evidence"], entry.detail["current_evidence"]) == (old.sha256, new.sha256)


async def test_an_approval_of_another_evidence_is_refused_with_both_hashes(house: House) -> None:
    task = house.open_task(an_approval(evidence=house.store.put_json({"cash": "1"})))
    house.workflows.no = Refusal("EvidenceChanged", "the evidence changed")

    with pytest.raises(Conflict) as no:
        await house.desk.complete(task.id, approve(), house.actor("ana"))

    assert "e" * 64 in no.value.detail
    assert task.order.evidence
    assert task.order.evidence.sha256 in no.value.detail


async def test_a_task_that_was_decided_says_by_whom(house: House) -> None:
    history = (event("done", house.actor("ana"), NOW, "approve"),)
    done = an_approval(state="DONE", open=False, outcome="approve", history=history)
    house.snapshots.put("task", done.id, done)

    with pytest.raises(Conflict, match="approve by ana on 2026-05-12"):
        await house.desk.complete(done.id, approve(), house.actor("root"))


async def test_an_unknown_task_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        await house.desk.claim("IMP-7/nothing-1", house.actor("ana"))


async def test_a_group_is_asked_when_the_list_is_asked(house: House) -> None:
    task = house.open_task(an_approval())
    mine = an_approval(2, state="CLAIMED", assignee="ana")
    house.open_task(mine)

    async def ids(person: str, scope: str) -> list[str]:
        page = await house.desk.tasks(house.actor(person), scope)  # type: ignore[arg-type]
        return [view.id for view in page.items]

    assert await ids("ana", "group") == [mine.id, task.id]
    assert await ids("ana", "mine") == [mine.id]
    assert await ids("bruna", "group") == []
    assert await ids("bruna", "all") == [mine.id, task.id]


async def test_one_key_for_two_acts_is_two_acts(house: House) -> None:
    task = house.open_task(an_approval())

    await house.desk.claim(task.id, house.actor("ana"), "k")
    view = await house.desk.complete(task.id, approve(day="25/03/2026"), house.actor("ana"), "k")

    assert view.state == "DONE"
    assert [name for _, name, _ in house.workflows.told] == ["claim", "complete"]


async def test_one_key_of_two_people_is_two_acts(house: House) -> None:
    task = house.open_task(an_approval())

    await house.desk.claim(task.id, house.actor("ana"), "k")
    await house.desk.claim(task.id, house.actor("otto"), "k")

    assert [act.actor.person for _, _, act in house.workflows.told] == ["ana", "otto"]
