"""The counter of letters: papers that come by e-mail, from whom they are believed, and the rest."""

import asyncio

from customs.parties import Parties
from customs.people import SYSTEM, Actor, Role
from gateways.incoming_mail import Letter, is_from, read_letter
from records.letters import KeptLetter
from wiring.desk.access import require
from wiring.desk.counter import unknown_reference
from wiring.desk.errors import Away, Conflict, DeskError, Forbidden, NotFound, TooLarge
from wiring.desk.forms import PaperForm
from wiring.desk.papers import PaperCounter

LARGEST_LETTER = 64 * 1024 * 1024
"""Bytes of the largest letter that is taken in."""


class LetterCounter(PaperCounter):
    """Takes letters in. None is refused and none is lost: what is nobody's waits for a person."""

    async def receive_letter(self, raw: bytes, actor: Actor = SYSTEM) -> KeptLetter:
        """Hand a letter's attachments to the import that it names, or keep it with the reason.

        The same letter again is answered as it was. Where the engine is away nothing is noted:
        the letter is to be brought again.

        Raises:
            Forbidden: ``actor`` may not bring letters.
            TooLarge: it is larger than is ever taken in.
            Away: repeat it.
        """
        require(actor, "letters.receive")
        if len(raw) > LARGEST_LETTER:
            most = LARGEST_LETTER // 1024 // 1024
            raise TooLarge("letter-too-large", f"At most {most} MB are taken in.")
        letter = await asyncio.to_thread(read_letter, raw)
        known = await asyncio.to_thread(self.ports.letters.get, letter.key)
        if known is not None:
            return known
        kept = KeptLetter(
            key=letter.key,
            message_id=letter.message_id,
            sender=letter.sender,
            subject=letter.subject,
            files=tuple(file.filename for file in letter.attachments),
            raw=await asyncio.to_thread(self.ports.store.put, raw, "message/rfc822"),
            received_at=await self.now(),
        )
        kept = kept.model_copy(update=await self._what_becomes_of(letter))
        await asyncio.to_thread(self.ports.letters.keep, kept)
        return kept

    async def letters(self, waiting: bool = True) -> list[KeptLetter]:
        """Return letters, the newest first; only those that wait for a person, if asked."""
        return await asyncio.to_thread(self.ports.letters.newest, waiting)

    async def match_letter(self, key: str, reference: str, actor: Actor) -> KeptLetter:
        """Hand a waiting letter's attachments to an import or release, as a person says.

        Raises:
            NotFound: no such letter, or no such import or release.
            Conflict: it was handed over before, or nothing is attached to it.
        """
        async with self.act(actor, "letters.match", reference, letter=key) as note:
            kept = await asyncio.to_thread(self.ports.letters.get, key)
            if kept is None:
                raise NotFound("unknown-letter", f"There is no letter {key!r}.")
            if kept.reference is not None:
                raise Conflict("letter-matched", f"It was handed to {kept.reference} before.")
            note["sender"] = kept.sender
            raw = await asyncio.to_thread(self.ports.store.get, kept.raw)
            papers = _papers(read_letter(raw))
            if not papers:
                raise Conflict("nothing-attached", "Nothing is attached to this letter.")
            await self.add_papers(reference, papers, actor, key=f"letter/{key}")
            await asyncio.to_thread(self.ports.letters.hand_over, key, reference, actor.person)
            return kept.model_copy(update={"reference": reference, "matched_by": actor.person})

    async def _what_becomes_of(self, letter: Letter) -> dict[str, str]:
        """Hand over what can be handed over; return whose it is, or why it is nobody's."""
        try:
            reference, actor = await self._whose(letter)
            if not letter.attachments:
                raise Conflict("nothing-attached", "Nothing is attached to this letter.")
            key = f"letter/{letter.key}"
            await self.add_papers(reference, _papers(letter), actor, key=key)
        except Away:
            raise
        except DeskError as refusal:
            return {"why": refusal.code}
        return {"reference": reference}

    async def _whose(self, letter: Letter) -> tuple[str, Actor]:
        for name in letter.names:
            for kind in ("import", "release"):
                body = await self.snapshot(kind, name)
                if body is not None:
                    parties = Parties.model_validate(body["order"]["parties"])
                    return name, _believed(letter, parties, name)
        raise unknown_reference(letter.subject)


def _believed(letter: Letter, parties: Parties, reference: str) -> Actor:
    """Return the author of papers that one of an import's parties sent.

    Raises:
        Forbidden: the sender's address is none of theirs.
    """
    single = (parties.exporter, parties.owner, parties.manufacturer, parties.consignee)
    others = (parties.broker, parties.carrier, parties.transit_carrier, parties.insurer)
    for party in (*single, *parties.acquirers, *(other for other in others if other)):
        if is_from(letter.sender, party.emails):
            return Actor(
                person=letter.sender,
                roles=(Role.SUPPLIER,),
                on_behalf_of=party.code or party.cnpj or party.name,
            )
    raise Forbidden(
        "unknown-sender",
        f"{letter.sender or 'nobody'} is not a known address of a party of {reference}.",
    )


def _papers(letter: Letter) -> list[PaperForm]:
    return [PaperForm(filename=file.filename, body=file.body) for file in letter.attachments]
