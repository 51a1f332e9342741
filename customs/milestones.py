"""The milestones of an import and a release, and how others name them (domain C.6)."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime, Field

from customs.payload import Payload
from customs.registry import Registry


class Classifier(StrEnum):
    """How sure a milestone is; the codes are DCSA's."""

    PLANNED = "PLN"
    ESTIMATED = "EST"
    ACTUAL = "ACT"


@dataclass(frozen=True)
class Milestone:
    """A kind of milestone: its permanent code, its names, its foreign codes."""

    tag: str
    label: str
    label_en: str
    dcsa: str | None = None
    fsu: str | None = None
    epcis: str | None = None


OURS = frozenset(
    {
        "PAPERS_READ",
        "ADMISSION_REGISTERED",
        "ADMITTED",
        "RELEASE_CALLED_OFF",
        "RELEASE_ENDED",
        "ACCEPTED",
        "FUNDED",
        "CONSUMPTION_REGISTERED",
        "CHANNEL_ASSIGNED",
        "CUSTOMS_RELEASED",
        "NATIONALISED",
        "EXIT_REGISTERED",
        "EXIT_RELEASED",
        "LEFT_BOND",
        "CANCELLED",
        "CLOSED",
    }
)
"""Milestones that only the house itself notes, from an act or an answer of customs: reported
from outside they would make a stage of what did not happen."""


class MilestoneReached(Payload):
    """News of a milestone, with its two clocks and where it came from."""

    event_id: str = Field(min_length=1, max_length=120)
    tag: str
    classifier: Classifier = Classifier.ACTUAL
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    source: str
    place: str | None = None
    equipment: str | None = None
    note: str | None = None
    retracts: str | None = None
    """The ``event_id`` that this news withdraws; nothing is ever deleted."""


MILESTONES: Registry[Milestone] = Registry(
    "milestone",
    Milestone("BOOKED", "Reserva confirmada", "Booked", "SHIPMENT/CONF", "BKD"),
    Milestone("PAPERS_READ", "Documentos lidos", "Papers read"),
    Milestone(
        "GATE_IN_ORIGIN", "Entrada no terminal", "Gate in at origin", "EQUIPMENT/GTIN", "RCS"
    ),
    Milestone("LOADED", "Embarcado", "Loaded", "EQUIPMENT/LOAD", "MAN", "loading"),
    Milestone("DEPARTED", "Partiu", "Departed", "TRANSPORT/DEPA", "DEP", "departing"),
    Milestone("ARRIVED", "Chegou", "Arrived", "TRANSPORT/ARRI", "ARR", "arriving"),
    Milestone("DISCHARGED", "Descarregado", "Discharged", "EQUIPMENT/DISC", "RCF", "unloading"),
    Milestone("CE_CHECKED", "CE Mercante conferido", "CE Mercante checked"),
    Milestone("AFRMM_SUSPENDED", "AFRMM suspenso, TUM paga", "AFRMM suspended, TUM paid"),
    Milestone("TRANSIT_REQUESTED", "Trânsito solicitado", "Transit requested"),
    Milestone("TRANSIT_AUTHORISED", "Trânsito autorizado", "Transit authorised"),
    Milestone(
        "TRANSIT_DEPARTED", "Em trânsito aduaneiro", "Transit departed", "EQUIPMENT/GTOT", "TFD"
    ),
    Milestone("TRANSIT_ARRIVED", "Chegada do trânsito", "Transit arrived", "EQUIPMENT/GTIN"),
    Milestone("SEALS_CHECKED", "Lacres conferidos", "Seals checked"),
    Milestone("TRANSIT_CONCLUDED", "Trânsito concluído", "Transit concluded"),
    Milestone("CARGO_PRESENT", "Presença de carga", "Presence of cargo", epcis="receiving"),
    Milestone("STRIPPED", "Desova", "Stripped", "EQUIPMENT/STRP"),
    Milestone("TALLIED", "Conferência física da carga", "Tallied"),
    Milestone("EMPTY_RETURNED", "Vazio devolvido", "Empty returned", "EQUIPMENT/DROP"),
    Milestone(
        "ADMISSION_REGISTERED",
        "Admissão registrada",
        "Admission registered",
        fsu="CRC",
        epcis="storing",
    ),
    Milestone("ADMITTED", "Admitida no regime", "Admitted", epcis="storing"),
    Milestone("RELEASE_CALLED_OFF", "Liberação solicitada", "Release called off"),
    Milestone("RELEASE_ENDED", "Liberação encerrada", "Release ended"),
    Milestone("ACCEPTED", "Aceita pelo comprador", "Accepted by the buyer"),
    Milestone("FUNDED", "Numerário recebido", "Funded"),
    Milestone("CONSUMPTION_REGISTERED", "Consumo registrado", "Consumption registered"),
    Milestone(
        "CHANNEL_ASSIGNED",
        "Canal atribuído",
        "Channel assigned",
        "EQUIPMENT/CUSS",
        "TGC",
        "inspecting",
    ),
    Milestone("DEMAND_RAISED", "Exigência", "Customs demand raised"),
    Milestone("DEMAND_ANSWERED", "Exigência respondida", "Customs demand answered"),
    Milestone("RECTIFIED", "Retificada", "Rectified"),
    Milestone(
        "CUSTOMS_RELEASED",
        "Desembaraçada",
        "Customs released",
        "EQUIPMENT/CUSR",
        "CCD",
        "inspecting",
    ),
    Milestone("AFRMM_PAID", "AFRMM pago", "AFRMM paid"),
    Milestone("ICMS_DECLARED", "ICMS declarado", "ICMS declared"),
    Milestone("NFE_ISSUED", "NF-e emitida", "NF-e issued"),
    Milestone("PICKED_UP", "Retirada", "Picked up", "EQUIPMENT/PICK"),
    Milestone("DELIVERED_DOMESTIC", "Entregue", "Delivered", None, "DLV", "receiving"),
    Milestone("NATIONALISED", "Nacionalizada", "Nationalised"),
    Milestone("EXIT_REGISTERED", "Saída do regime registrada", "Exit registered"),
    Milestone("EXIT_RELEASED", "Saída do regime autorizada", "Exit released"),
    Milestone("LEFT_BOND", "Saiu do entreposto", "Left bond"),
    Milestone("CANCELLED", "Cancelada", "Cancelled"),
    Milestone("ABANDONED", "Abandonada", "Abandoned"),
    Milestone("CLOSED", "Encerrada", "Closed"),
)
"""Every milestone the house knows. A code is permanent: histories hold it."""
