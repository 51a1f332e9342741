"""The forms of the desk: what is filled in to ask for something. Unknown fields are refused."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, model_validator

from customs.goods import Charges, Item
from customs.identifiers import ContainerNumber
from customs.milestones import Classifier
from customs.papers import PaperLife
from customs.parties import Modality, Ownership, Party, Warehouse
from customs.payload import Form
from customs.plan import Regime
from wiring.desk.figures import FiguresForm

REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$"
"""Shape of a reference of an import: it becomes part of a workflow's id."""
EVENT_ID = Field(default=None, min_length=1, max_length=120)
SOURCE = r"^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,59}$"
"""Shape of a source's name: it becomes part of an update's id, so it holds no slash."""
MOST_ITEMS = 100


def _at_most_a_hundred(items: Any) -> Any:
    # Counted before they are read: a form of a million items is not worth reading.
    if isinstance(items, list | tuple) and len(items) > MOST_ITEMS:
        raise ValueError(f"at most {MOST_ITEMS} items; this form has {len(items)}: split it")
    return items


def _is_known(credential: Any) -> Any:
    if credential not in _CREDENTIALS:
        raise ValueError(f"there is no credential {credential!r}; known: {', '.join(_CREDENTIALS)}")
    return credential


_CREDENTIALS = ("broker",)
"""Those that the house follows: an import with another would wait for ever."""
Credential = Annotated[str, BeforeValidator(_is_known)]
AtMostAHundred = BeforeValidator(_at_most_a_hundred)


class PartyForm(Party, Form):
    """A company, as filled in: a Brazilian one needs its CNPJ."""

    emails: tuple[Annotated[str, Field(pattern=r"^[^@\s]*@[^@\s]+\.[^@\s]+$")], ...] = ()

    @model_validator(mode="after")
    def _a_brazilian_has_a_cnpj(self) -> "PartyForm":
        if self.country == "BR" and self.cnpj is None:
            raise ValueError("a Brazilian company is named with its CNPJ; else give its country")
        return self


class ItemForm(Item, FiguresForm):
    """An item, as filled in."""


class ChargesForm(Charges, FiguresForm):
    """Freight and insurance, as filled in."""


class WarehouseForm(Warehouse, Form):
    """The bonded place, as filled in."""

    recinto: str = Field(pattern=r"^\d{7}$")
    unit: str = Field(pattern=r"^\d{7}$")
    mode: Literal["client", "depositary"] = "client"


class PartiesForm(Form):
    """Who is who. What is left out follows from the ownership model (practice 3.1)."""

    exporter: PartyForm
    consignee: PartyForm
    owner: PartyForm | None = None
    """Left out: the exporter if consigned, else the first acquirer, or the consignee if trading."""
    manufacturer: PartyForm | None = None
    """Left out: the exporter."""
    acquirers: tuple[PartyForm, ...] = ()
    """Left out: the consignee."""
    depositary: PartyForm | None = None
    declarants: dict[str, PartyForm] = {}
    """Kind of declaration → who declares it. Left out: the first acquirer, but admission, and what leaves bond with cover, the consignee."""
    broker: PartyForm | None = None
    carrier: PartyForm | None = None
    transit_carrier: PartyForm | None = None
    insurer: PartyForm | None = None


class StartImport(Form):
    """Start an import."""

    reference: str = Field(pattern=REFERENCE)
    regime: Regime
    transport: Literal["sea", "air", "road"] = "sea"
    customs_transit: bool = False
    """The place of declaration is not the place of arrival: goods go there under customs seal."""
    ownership: Ownership = Ownership.BOUGHT_AFLOAT
    modality: Modality = Modality.OWN_ACCOUNT
    parties: PartiesForm
    warehouse: WarehouseForm
    items: Annotated[tuple[ItemForm, ...], AtMostAHundred] = Field(min_length=1)
    charges: ChargesForm = ChargesForm()
    incoterm: str = Field(default="FOB", pattern=r"^[A-Z]{3}$")
    cargo_id: str | None = None
    containers: tuple[ContainerNumber, ...] = ()
    air_waybills: tuple[str, ...] = ()
    bookings: tuple[str, ...] = ()
    agreement: str | None = None
    state: str = Field(default="SP", pattern=r"^[A-Z]{2}$")
    site: str = "main"
    credential: Credential = "broker"

    @model_validator(mode="after")
    def _each_item_has_its_own_id(self) -> "StartImport":
        ids = [item.id for item in self.items]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"each item has its own id; used twice: {', '.join(twice)}")
        return self


class PaperForm(Form):
    """A file handed in, before it is stored."""

    filename: str = Field(min_length=1, max_length=200)
    body: bytes = Field(repr=False)
    kind: str | None = None
    life: PaperLife = PaperLife.FINAL


class MilestoneForm(Form):
    """News of a milestone of a named import or release, as a person or a system reports it."""

    tag: str
    occurred_at: AwareDatetime
    event_id: str | None = EVENT_ID
    """Left out: made by the door, from the ``Idempotency-Key`` if there is one."""
    classifier: Classifier = Classifier.ACTUAL
    source: str | None = Field(default=None, pattern=SOURCE)
    """Left out: the person who reports."""
    place: str | None = None
    equipment: str | None = None
    note: str | None = None
    retracts: str | None = None


class EventForm(MilestoneForm):
    """News that comes to the general address: it says itself what it is about."""

    event_id: str = Field(min_length=1, max_length=120)
    reference: str | None = None
    container: str | None = None
    booking: str | None = None
    transport_document: str | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "EventForm":
        if not self.names():
            raise ValueError("name a reference, container, booking or transport document")
        return self

    def names(self) -> tuple[str, ...]:
        """Return what the event names: as it came, and as ``plain_key`` writes it."""
        named = (self.reference, self.container, self.booking, self.transport_document)
        given = [key for key in (*named, self.equipment) if key]
        return tuple(dict.fromkeys([*given, *(plain_key(key) for key in given)]))


def plain_key(text: str) -> str:
    """Return a reference, container or document number without spaces and in capitals."""
    return "".join(text.split()).upper()


class TaskForm(Form):
    """A task's answer: the outcome, the form, and the evidence as it was on the screen."""

    outcome: str = Field(min_length=1)
    form: dict[str, str] = {}
    reason: str = ""
    evidence_sha256: str | None = None


class ReasonForm(Form):
    """An act that needs a reason."""

    reason: str = Field(min_length=3, max_length=1000)
