"""Who may take goods out of bond, and how: owner, exchange cover and beneficiary (domain B.2).

Rules of IN SRF 241/2002 as changed by IN RFB 1.090/2010; the article stands beside each. What is
forbidden is refused at the door and again in the pre-flight, before anything is filed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from customs.parties import Ownership, Parties, Party

_DECLARANT = "identificacao.importador.ni"
_CONSUMPTION = ("consumption", "overdue_consumption")
_NOT_BY_WHO_KEEPS_IT = (*_CONSUMPTION, "transfer", "export")
"""Ways out that a beneficiary who runs the bonded place may not register itself."""


@dataclass(frozen=True)
class Objection:
    """Why these parties may not do it: the article, and the field that would mend it."""

    field: str
    code: str
    article: str
    message: str
    message_en: str


def is_covered(ownership: Ownership) -> bool:
    """Return whether the goods entered bond with exchange cover (practice 3.1)."""
    return ownership is not Ownership.CONSIGNED


def declarant_of(destination: str, parties: Parties) -> Party | None:
    """Return who would take the goods out: the declarant named, else the beneficiary."""
    if destination in _CONSUMPTION:
        return parties.declarants.get("bonded_consumption")
    return parties.declarants.get(destination, parties.consignee)


def may_admit(ownership: Ownership, parties: Parties) -> tuple[Objection, ...]:
    """Return why these parties may not put goods into bond; nothing if they may."""
    if not (is_covered(ownership) and _keeps_the_place(parties.consignee, parties)):
        return ()
    name = parties.consignee.name
    return (
        Objection(
            field="consignee",
            code="keeper_with_cover",
            article="IN SRF 241/2002, art. 17 §2 II",
            message=f"{name} administra o recinto: só pode ser beneficiário sem cobertura cambial",
            message_en=f"{name} runs the bonded place: it may be beneficiary only of goods "
            "without exchange cover",
        ),
    )


def may_leave(destination: str, ownership: Ownership, parties: Parties) -> tuple[Objection, ...]:
    """Return why these parties may not take goods out by ``destination``; nothing if they may.

    A declarant that nobody named is not judged: the pre-flight asks for one.
    """
    who = declarant_of(destination, parties)
    return tuple(_judged(destination, ownership, parties, who)) if who else ()


def _judged(
    destination: str, ownership: Ownership, parties: Parties, who: Party
) -> Iterator[Objection]:
    if destination in _NOT_BY_WHO_KEEPS_IT and _is_keeping_beneficiary(who, parties):
        yield Objection(
            field=_DECLARANT,
            code="declarant_keeps_the_place",
            article="IN SRF 241/2002, art. 38 §2",
            message=f"{who.name} é beneficiário e administra o recinto: outra pessoa jurídica "
            "deve promover o despacho",
            message_en=f"{who.name} is beneficiary and runs the bonded place: another legal "
            "person must clear the goods",
        )
    elif destination not in _CONSUMPTION:
        yield from _not_the_beneficiary(destination, ownership, parties, who)
    elif is_covered(ownership):
        yield from _covered_and_not_the_beneficiary(parties, who)
    elif who.cnpj not in {party.cnpj for party in parties.acquirers}:
        yield Objection(
            field=_DECLARANT,
            code="declarant_not_acquirer",
            article="IN SRF 241/2002, art. 38 §1",
            message=f"{who.name} não é adquirente: só quem comprou do proprietário despacha",
            message_en=f"{who.name} is no acquirer: without exchange cover only who bought from "
            "the owner abroad may clear",
        )


def _covered_and_not_the_beneficiary(parties: Parties, who: Party) -> Iterator[Objection]:
    beneficiary = parties.consignee
    if who.cnpj != beneficiary.cnpj:
        yield Objection(
            field=_DECLARANT,
            code="declarant_not_beneficiary",
            article="IN SRF 241/2002, art. 38 §3",
            message=f"com cobertura cambial só o beneficiário despacha: {beneficiary.name}",
            message_en=f"with exchange cover only the beneficiary may clear: {beneficiary.name}",
        )


def _not_the_beneficiary(
    destination: str, ownership: Ownership, parties: Parties, who: Party
) -> Iterator[Objection]:
    """Who re-exports or destroys is the beneficiary; an acquirer may export or transfer its own."""
    may = {parties.consignee.cnpj}
    if destination in ("export", "transfer") and not is_covered(ownership):
        may |= {party.cnpj for party in parties.acquirers}
    if who.cnpj not in may:
        yield Objection(
            field=_DECLARANT,
            code="declarant_not_beneficiary",
            article="RA art. 409",
            message=f"{who.name} não é beneficiário do regime: {parties.consignee.name}",
            message_en=f"{who.name} is not the beneficiary of the regime: {parties.consignee.name}",
        )


def _is_keeping_beneficiary(who: Party, parties: Parties) -> bool:
    return who.cnpj == parties.consignee.cnpj and _keeps_the_place(who, parties)


def _keeps_the_place(party: Party, parties: Parties) -> bool:
    """Return whether the depositary is the same legal person: one CNPJ root."""
    keeper = parties.depositary.cnpj if parties.depositary else None
    return bool(keeper and party.cnpj and keeper[:8] == party.cnpj[:8])
