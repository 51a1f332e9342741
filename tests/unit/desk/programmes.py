"""A house in which programmes can be started."""

from dataclasses import replace
from datetime import date
from typing import Any

from customs.agreement import Agreement
from customs.payload import Payload
from customs.programme import ProgrammeView, Review
from tests.unit.desk.fakes import FakeBook, FakeWorkflows
from tests.unit.desk.house import House
from wiring.desk import Desk


class BookOfAgreements(FakeBook):
    """Keeps what was agreed."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, dict[str, Any]] = {}

    def save_agreement(self, agreement: str, body: dict[str, Any]) -> None:
        """Keep an agreement."""
        self.kept[agreement] = body

    def agreement(self, agreement: str) -> dict[str, Any] | None:
        """Return one."""
        return self.kept.get(agreement)

    def agreements(self) -> list[str]:
        """Return the names."""
        return list(self.kept)


class Programmes(FakeWorkflows):
    """A programme that was started writes its first review at once."""

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        """Start a programme."""
        assert (workflow, id) == ("VmiProgramme", f"programme/{_name(order)}")
        if id in self.ever:
            return False
        self.ever.add(id)
        self.open.add(id)
        assert isinstance(order, Agreement)
        review = Review(on=date(2026, 5, 12), outlook=())
        view = ProgrammeView(name=order.name, agreement=order, review=review)
        self.snapshots.put("programme", order.name, view)
        return True


def _name(order: Payload) -> str:
    return str(getattr(order, "name", ""))


def with_programmes(house: House) -> House:
    """Let the house keep agreements and start programmes."""
    house.workflows = Programmes(house.snapshots)
    house.book = BookOfAgreements()
    ports = replace(house.desk.ports, workflows=house.workflows, book=house.book)
    house.desk = Desk(ports)
    return house
