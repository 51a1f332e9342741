"""What a clearance asks to be done, and what it is answered: one request per activity."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime

from customs.acts import PortalNews, Registration
from customs.orders import ClearanceOrder, LocalCosts
from customs.payload import Payload, StoredRef


class FieldProblem(Payload):
    """A field that would be refused, or was: where, the code if any, and the message."""

    field: str
    message: str
    code: str = ""


class AssembledDeclaration(Payload):
    """Answer of ``declaration.assemble``: the stored declaration, and what is wrong with it."""

    declaration: StoredRef
    problems: tuple[FieldProblem, ...] = ()
    item_count: int


class AssembleDeclaration(Payload):
    """Build the declaration of a clearance (``customs.declarations.Declaration``) and check it."""

    order: ClearanceOrder
    corrections: dict[str, str] = {}
    """Field → value given by a person after a refusal."""


class AssessDeclaration(Payload):
    """Assess the duties of a stored declaration."""

    declaration: StoredRef
    on: date | None = None
    """Registration date assumed; None: today of the business clock."""


class AssessmentMade(Payload):
    """Answer of ``declaration.assess``: the figures that approvals and lists need."""

    assessment: StoredRef
    """The full ``customs.duties.Assessment``."""
    on: date
    quotes: dict[str, str]
    """Currency → fiscal rate used."""
    quote_date: date | None
    totals: dict[str, Decimal]
    """``customs_value, ii, ipi, pis, cofins, siscomex_fee, afrmm, icms_base, icms`` (calculated)."""
    suspended: dict[str, Decimal] = {}
    payable: dict[str, Decimal] = {}
    """Tax → amount debited at registration (``ii, ipi, pis, cofins, siscomex_fee``)."""
    cash: Decimal
    """All that leaves the account with this declaration: payable federal + AFRMM + ICMS."""
    items: tuple[dict[str, str], ...] = ()
    """Per item: ``id, customs_value, ii, ipi, pis, cofins`` as decimal strings."""
    rule_pack: str = ""
    request: StoredRef | None = None
    """The full ``customs.duties.AssessmentRequest`` that was assessed, with its day and quotes."""


class RenderExtract(Payload):
    """Render what the approver sees and signs."""

    reference: str
    declaration: StoredRef
    assessment: StoredRef
    on: date


class ExtractMade(Payload):
    """The evidence (JSON) from which page and PDF are rendered, and the PDF."""

    evidence: StoredRef
    pdf: StoredRef


class OpenDraft(Payload):
    """Save the header of a new declaration; answers with its number."""

    clearance: str
    credential: str
    declaration: StoredRef


class Draft(Payload):
    """A draft held by the foreign-trade system, by its own number."""

    clearance: str
    credential: str
    declaration: StoredRef
    number: str
    version: int = 0


class Diagnosis(Payload):
    """Answer of ``filing.diagnose``."""

    status: str
    problems: tuple[FieldProblem, ...] = ()
    blocking: bool = False


class PortalValues(Payload):
    """Answer of ``filing.values``: the system's own calculation of a draft, per tax in BRL."""

    payable: dict[str, Decimal]
    suspended: dict[str, Decimal]
    calculated: dict[str, Decimal]


class AskRegistration(Payload):
    """Ask for the registration of a draft; looks first whether it is registered already."""

    draft: Draft
    payments: dict[str, Decimal]
    """``ii, ipi, pis, cofins, siscomex_fee`` → amount to debit; zeros are left out."""


class RegistrationAsked(Payload):
    """``registration`` is None while the system is still working on it."""

    registration: Registration | None = None
    situation: str = ""


class WatchedChange(Payload):
    """A record whose state changed, and the workflow that wants to know."""

    workflow_id: str
    news: PortalNews


class LookAround(Payload):
    """Ask the foreign-trade system for each open record of a credential, within the quota."""

    credential: str
    told: tuple[WatchedChange, ...] = ()
    """Changes of the look before that their workflows were told: only now the rows know them."""


class Lookout(Payload):
    """Answer of ``portal.look``."""

    changes: tuple[WatchedChange, ...] = ()
    open_records: int = 0


class ForgetRecord(Payload):
    """Stop watching a record, because it reached its end or its clearance did."""

    credential: str
    number: str


class SendMessage(Payload):
    """Send a message once per ``key``."""

    key: str
    to: tuple[str, ...]
    """Persons or roles."""
    template: str
    """Name of a template under ``templates/messages``."""
    data: dict[str, str] = {}


class MessageSent(Payload):
    """When a message was sent."""

    key: str
    at: AwareDatetime


class RequestFunds(Payload):
    """What a release will cost at today's quote, to be asked of the buyer (``numerário``)."""

    order: ClearanceOrder
    costs: LocalCosts
    entered_on: date | None = None
    """Day the goods entered the warehouse; None: storage is not known yet."""
    leaving_on: date | None = None
    """Day they are expected to leave; None: today of the business clock."""
    admission_value: Decimal = Decimal(0)
    """Customs value at admission of the part that leaves: what storage is charged on."""
