"""Messages: written from their template, sent once per key, to whoever holds the role."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.messages import MessageActivities
from customs.clock import ClockReading
from customs.filing import MessageSent, SendMessage
from customs.people import Role
from documents.printing import TemplatePrinter
from gateways.doors import Unavailable
from records.ports import Person

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
REMINDER = SendMessage(
    key="task/R1/approve-1/task_reminder",
    to=("approver",),
    template="task_reminder",
    data={"task": "task/R1/approve-1", "title": "Aprovar & registrar R1"},
)


class Mailbox:
    """Keeps what is sent; refuses while it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[tuple[str, ...], str, str, str]] = []
        self.away = False

    def send(self, to: tuple[str, ...], subject: str, body: str, key: str) -> None:
        if self.away:
            raise Unavailable("away")
        self.sent.append((to, subject, body, key))


class Claims:
    """An outbox in memory."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def claim(self, key: str, at: datetime) -> bool:
        fresh = key not in self.keys
        self.keys.add(key)
        return fresh


class Staff:
    """Accounts in memory; nobody signs in here."""

    def add(self, person: Person, password: str) -> None:
        raise NotImplementedError

    def get(self, name: str) -> Person | None:
        return next((person for person in self.all() if person.name == name), None)

    def all(self) -> list[Person]:
        return [
            Person(name="ana", full_name="Preparer", roles=(Role.BROKER,)),
            Person(name="bia", full_name="Approver", roles=(Role.APPROVER,)),
            Person(name="caio", full_name="Manager", roles=(Role.CUSTOMS_MANAGER, Role.APPROVER)),
        ]

    def sign_in(self, name: str, password: str) -> str | None:
        return None

    def session(self, token: str) -> Person | None:
        return None

    def sign_out(self, token: str) -> None:
        raise NotImplementedError


class StoppedClock:
    """A clock that stands still."""

    def read(self) -> ClockReading:
        return ClockReading(now=NOW)

    def move(self, to: datetime) -> None:
        raise NotImplementedError

    def begin(self, at: datetime) -> None:
        raise NotImplementedError


class Desk:
    """The activity with its fakes, as a worker would run it at a given attempt."""

    def __init__(self) -> None:
        self.mail = Mailbox()
        self._activities = MessageActivities(
            self.mail, TemplatePrinter(TEMPLATES), Claims(), Staff(), StoppedClock()
        )

    def send(self, asked: SendMessage, attempt: int = 1) -> MessageSent:
        environment = ActivityEnvironment()
        environment.info = replace(environment.info, attempt=attempt)
        return environment.run(self._activities.send, asked)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_everybody_who_holds_the_role_is_told(desk: Desk) -> None:
    assert desk.send(REMINDER) == MessageSent(key=REMINDER.key, at=NOW)
    [(to, subject, body, key)] = desk.mail.sent
    assert to == ("bia", "caio")
    assert subject == "Lembrete: Aprovar & registrar R1"
    assert body.startswith("Esta tarefa ainda espera")
    assert "Reminder: this task still waits" in body
    assert key == REMINDER.key


def test_a_key_is_sent_once(desk: Desk) -> None:
    assert desk.send(REMINDER) == desk.send(REMINDER)
    assert len(desk.mail.sent) == 1


def test_an_attempt_that_failed_does_not_lose_the_message(desk: Desk) -> None:
    desk.mail.away = True
    with pytest.raises(Unavailable):
        desk.send(REMINDER)
    desk.mail.away = False
    desk.send(REMINDER, attempt=2)
    assert len(desk.mail.sent) == 1


def test_persons_are_told_once_and_a_role_that_nobody_holds_is_kept(desk: Desk) -> None:
    desk.send(REMINDER.model_copy(update={"to": ("bia", "approver", "planner")}))
    assert desk.mail.sent[0][0] == ("bia", "caio", "planner")


def test_who_holds_a_role_for_one_party_is_told_and_nobody_else(desk: Desk) -> None:
    desk.send(REMINDER.model_copy(update={"to": ("docs@haiyue.example", "approver@HAIYUE")}))
    assert desk.mail.sent[0][0] == ("docs@haiyue.example", "approver")


@pytest.mark.parametrize(
    ("template", "why"), [("nobody", "nobody"), ("supplier_correction", "differences|reference")]
)
def test_a_message_that_cannot_be_written_is_refused_for_good(
    desk: Desk, template: str, why: str
) -> None:
    with pytest.raises(ApplicationError, match=why) as refusal:
        desk.send(REMINDER.model_copy(update={"template": template}))
    assert refusal.value.non_retryable
    assert refusal.value.type == "TemplateRefused"
    assert not desk.mail.sent


def test_every_template_writes_a_subject_and_a_body() -> None:
    data: dict[str, object] = dict.fromkeys(
        [
            "task", "title", "reference", "differences", "explanation", "missing", "n",
            "left", "expires_on", "balance", "grace",
        ],
        "X-1",
    )  # fmt: skip
    printer = TemplatePrinter(TEMPLATES)
    names = [path.name.split(".")[0] for path in (TEMPLATES / "messages").iterdir()]
    assert {"task_offered", "task_reminder", "task_escalated"} <= set(names)
    for name in names:
        subject, _, body = printer.text(name, data).partition("\n")
        assert "X-1" in subject
        assert body.strip()
