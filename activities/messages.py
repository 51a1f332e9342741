"""Messages to people: written from a template, sent once per key."""

from datetime import datetime
from typing import Protocol

from temporalio import activity
from temporalio.exceptions import ApplicationError

from customs.filing import MessageSent, SendMessage
from customs.people import Role
from gateways.doors import Mail
from records.ports import BusinessClock, Outbox, People


class Writer(Protocol):
    """Writes the text of a message from a template of ``templates/messages``."""

    def text(self, template: str, data: dict[str, object]) -> str:
        """Return the text; its first line is the subject.

        Raises:
            LookupError: no such template, or it needs a value that ``data`` has not.
        """


class MessageActivities:
    """Tells people what waits for them."""

    def __init__(
        self, mail: Mail, writer: Writer, outbox: Outbox, people: People, clock: BusinessClock
    ) -> None:
        self._mail = mail
        self._writer = writer
        self._outbox = outbox
        self._people = people
        self._clock = clock

    @activity.defn(name="message.send")
    def send(self, asked: SendMessage) -> MessageSent:
        """Send a message, unless somebody has sent or is sending the one of this key.

        The key is claimed before the message goes out, so that two senders do not both
        send. A sender that dies in between leaves a claim without a message: its next
        attempt finds its own claim and sends all the same. So a message may go out twice
        (as the same mail, its identity is its key) rather than never.
        """
        subject, body = self._written(asked)
        at = self._clock.read().now
        if self._may_send(asked.key, at):
            self._mail.send(self._recipients(asked.to), subject, body, asked.key)
        return MessageSent(key=asked.key, at=at)

    def _may_send(self, key: str, at: datetime) -> bool:
        first = self._outbox.claim(key, at)
        return first or activity.info().attempt > 1

    def _written(self, asked: SendMessage) -> tuple[str, str]:
        try:
            text = self._writer.text(asked.template, dict(asked.data))
        except LookupError as wrong:
            raise ApplicationError(
                f"message {asked.key!r} cannot be written: {wrong}",
                type="TemplateRefused",
                non_retryable=True,
            ) from wrong
        subject, _, body = text.partition("\n")
        return subject.strip(), body.strip() + "\n"

    def _recipients(self, to: tuple[str, ...]) -> tuple[str, ...]:
        """Return persons for roles; a role that nobody holds stays, so that it is seen.

        ``supplier@HAIYUE`` are those who hold a role for one party, and nobody else.
        """
        everybody = self._people.all()
        found: dict[str, None] = {}
        for name in to:
            role, _, party = name.partition("@")
            holders = [
                person.name
                for person in everybody
                if role in person.roles and (not party or person.party == party)
            ]
            unheld = role if role in set(Role) else name
            found.update(dict.fromkeys(holders or [unheld]))
        return tuple(found)
