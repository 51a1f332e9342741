"""Which pack is in force, what its approver is shown, and what lies in bond under another one."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError

from activities.assessing import DutyDesk
from activities.packs import RulePackActivities, as_csv
from activities.previewing import FEW, ImpactDesk, PackText, assessed
from activities.rule_packs import PackShelf, shipped_pack, shipped_texts
from customs.activation import ActivatePack, ProposePack
from customs.acts import TaskDecided
from customs.clock import ClockMode, ClockReading
from customs.duties import AssessmentRequest, parse
from customs.duties.impact import leaving, outcomes
from customs.people import Actor, Role
from stock.memory import MemoryLedger
from stock.movements import Lot, Movement, Posting
from tests.unit.activities.doubles import MemoryStore, StandingClock, StoryRates
from tests.unit.customs.test_impact import an_admission
from tests.unit.desk.rule_fakes import FakePackBook

ACTOR = Actor(person="bruna", roles=(Role.BROKER,))
APPROVER = Actor(person="ana", roles=(Role.APPROVER,))
SHIPPED = "\n".join(shipped_texts())
_OLD = 'id = "ii-84821010"\ntax = "ii"\nkey = "84821010"\nvalue = "16"\nfrom = 2022-04-01\n'
_NEW = (
    '[[rule]]\nid = "ii-84821010-2026"\ntax = "ii"\nkey = "84821010"\nvalue = "18"\n'
    'from = 2026-05-10\nact = "a resolution"\n'
)
RISEN = SHIPPED.replace(_OLD, f"{_OLD}to = 2026-05-09\n") + _NEW


class House:
    """Everything that packs need, in memory, on Wednesday 22 April 2026."""

    def __init__(self) -> None:
        self.clock = StandingClock("2026-04-22")
        self.store = MemoryStore()
        self.book = FakePackBook()
        self.ledger = MemoryLedger()
        self.shelf = PackShelf(self.book, self.store, self.clock)
        impact = ImpactDesk(self.ledger, self.store, StoryRates(), self.clock)
        self.activities = RulePackActivities(self.shelf, self.book, impact, self.store)

    def propose(self, text: str) -> ProposePack:
        """Return the proposal of a pack."""
        pack = parse(text)
        return ProposePack(
            id=pack.sha256[:16],
            sha256=pack.sha256,
            text=self.store.put(text.encode(), "application/toml"),
            reason="a resolution",
            proposed_by=ACTOR,
            clock=ClockReading(mode=ClockMode.STORY, now=self.clock.read().now),
        )

    def decide(self, proposal: ProposePack, base: str, task: str = "t") -> ActivatePack:
        """Return the order to put an approved proposal in force."""
        decided = TaskDecided(outcome="approve", actor=APPROVER, at=self.clock.read().now)
        return ActivatePack(proposal=proposal, base=base, task=task, decided=decided)

    def put_in_bond(self, place: int, quantity: int, with_input: bool = True) -> str:
        """Open a lot of the story's admission that still holds ``quantity``; return its name."""
        name, product = f"26BR1/{place}", "AB"[place - 1]
        request = self.store.put_json(an_admission().model_dump(mode="json"))
        now = self.clock.read().now
        self.ledger.open_lot(
            Lot(
                lot=name,
                import_reference="IMP-1",
                product=product,
                quantity=Decimal(60000),
                admitted_at=now,
                expires_on="2027-03-25",
                request=request if with_input else None,
            )
        )
        self.ledger.post(_entered(name, product, quantity, now))
        return name


def _entered(lot: str, product: str, quantity: int, now: datetime) -> Movement:
    postings = (
        Posting(account="in_transit:IMP-1", product=product, quantity=Decimal(-quantity)),
        Posting(account="bonded", product=product, lot=lot, quantity=Decimal(quantity)),
    )
    return Movement(
        key=f"IMP-1/{lot}",
        reference="IMP-1",
        occurred_at=now,
        recorded_at=now,
        reason="admitted",
        actor=ACTOR,
        postings=postings,
    )


@pytest.fixture
def house() -> House:
    return House()


def test_the_pack_of_the_house_is_the_first_in_force(house: House) -> None:
    assert house.shelf.in_force() is shipped_pack()
    assert [each.key for each in house.book.all()] == [f"shipped/{shipped_pack().sha256}"]


def test_what_people_decided_is_in_force_from_then_on(house: House) -> None:
    proposal = house.propose(RISEN)
    base = house.shelf.activation().sha256
    house.activities.activate(house.decide(proposal, base))
    house.activities.activate(house.decide(proposal, base))

    assert house.shelf.in_force().sha256 == proposal.sha256
    assert len(house.book.all()) == 2
    house.clock.move(house.clock.read().now - timedelta(days=1))
    assert house.shelf.in_force() is shipped_pack()


def test_what_runs_takes_the_new_pack_with_its_next_assessment(house: House) -> None:
    duties = DutyDesk(StoryRates(), house.shelf.in_force)
    request = leaving(an_admission(), 1, Decimal(100), {})
    proposal, base = house.propose(RISEN), house.shelf.activation().sha256
    before = duties.assess(request, date(2026, 4, 22))
    house.activities.activate(house.decide(proposal, base))
    after = duties.assess(request, date(2026, 4, 22))

    assert (before.rule_pack, after.rule_pack) == (base, proposal.sha256)


def test_an_approval_of_a_difference_to_an_older_pack_is_void(house: House) -> None:
    base = house.shelf.activation().sha256
    house.activities.activate(house.decide(house.propose(RISEN), base))
    other = house.propose(RISEN.replace('value = "18"', 'value = "17"'))

    with pytest.raises(ApplicationError) as void:
        house.activities.activate(house.decide(other, base, task="u"))
    assert (void.value.type, void.value.non_retryable) == ("BaseChanged", True)


def test_the_approver_sees_what_changes_and_what_it_does_in_bond(house: House) -> None:
    rises, stays = house.put_in_bond(1, 30000), house.put_in_bond(2, 4500)
    compared = house.activities.compare(house.propose(RISEN))
    shown: dict[str, Any] = house.store.get_json(compared.evidence)

    assert [change["of"] for change in shown["changes"]] == ["ii 84821010"] * 2
    assert (compared.base, compared.changes, compared.lots) == (shipped_pack().sha256, 2, 1)
    assert (compared.until, compared.savings > 0) == (date(2026, 5, 9), True)
    assert [lot["lot"] for lot in shown["impact"]["changed"]] == [rises]
    assert shown["impact"]["lots_in_bond"] == 2
    assert shown["impact"]["exchange"][0]["quote_date"] == "2026-04-20"
    lines = house.store.get(compared.preview).decode().splitlines()
    assert lines[1].startswith(f"{rises},A,30000,2026-05-10,")
    assert len(lines) == 1 + 31
    assert not any(stays in line for line in lines)


def test_a_lot_without_its_admissions_input_is_named(house: House) -> None:
    lot = house.put_in_bond(1, 30000, with_input=False)
    text = PackText(shipped_pack(), SHIPPED)
    impact = ImpactDesk(house.ledger, house.store, StoryRates(), house.clock)
    preview = impact.preview(text, PackText(parse(RISEN), RISEN))

    assert list(preview.unknown) == [lot]
    assert as_csv(preview).splitlines() == ["lot,item,quantity,day,before,after,difference"]


def test_many_lots_are_spread_over_processes_and_equal_ones_assessed_once() -> None:
    before, after = PackText(shipped_pack(), SHIPPED), PackText(parse(RISEN), RISEN)
    today = date(2026, 4, 22)
    requests: dict[str, AssessmentRequest] = {
        f"lot-{n}": leaving(an_admission(), 1, Decimal(1 + n % FEW), {"USD": Decimal(5)})
        for n in range(2 * FEW)
    }
    found = assessed(requests, before, after, today)

    assert found["lot-7"] == found[f"lot-{7 + FEW}"]
    some = [requests["lot-7"], requests["lot-9"]]
    assert [found["lot-7"], found["lot-9"]] == outcomes(some, before.pack, after.pack, today)
