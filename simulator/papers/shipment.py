"""What a shipment is to those who write its papers; weights in kilograms, volumes in cubic metres."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Company:
    """A party named on a paper, with its name in its own script if that is not Latin."""

    name: str
    address: tuple[str, ...]
    country: str
    tax_id: str = ""
    """As printed, with its label: ``CNPJ 99.100.001/0001-75``."""
    local_name: str = ""
    local_address: str = ""
    signatory: str = ""
    """Office of who signs for it; never a person's name."""


@dataclass(frozen=True)
class Line:
    """One kind of goods: what is sold and how it is packed."""

    code: str
    description: str
    ncm: str
    """Eight digits with dots, as papers print it."""
    origin: str
    quantity: int
    unit_price: Decimal
    net_weight_kg: Decimal
    gross_weight_kg: Decimal
    cartons: int
    pieces_per_carton: int
    pallets: int
    volume_m3: Decimal

    @property
    def amount(self) -> Decimal:
        """Price of the whole line, in the invoice's currency."""
        return (self.quantity * self.unit_price).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Carriage:
    """How the goods travel, as the carrier's paper tells it."""

    mode: str
    """``sea`` or ``air``."""
    carrier: Company
    number: str
    booking: str
    issued_on: date
    vessel: str
    """Ship, or flight."""
    voyage: str
    loading: str
    discharge: str
    delivery: str
    freight: Decimal
    freight_terms: str
    """``PREPAID`` or ``COLLECT``."""
    container: str = ""
    container_type: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Shipment:
    """One sale or consignment and the papers that go with it."""

    seller: Company
    buyer: Company
    invoice_number: str
    invoice_date: date
    order_number: str
    currency: str
    incoterm: str
    incoterm_place: str
    payment_terms: str
    lines: tuple[Line, ...]
    notify: Company | None = None
    freight: Decimal = Decimal(0)
    """Freight charged on the invoice; 0 where the price term leaves it to the buyer."""
    insurance: Decimal = Decimal(0)
    marks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    carriage: Carriage | None = None
    packing_number: str = ""
    """Number of the packing list; empty: none is written."""
    packing_date: date | None = None
    packed: tuple[Line, ...] = ()
    """What the packing list says where it differs from the invoice."""
    draft: bool = False

    @property
    def goods_amount(self) -> Decimal:
        """Sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Amount of the invoice: goods and the charges that its price term includes."""
        return self.goods_amount + self.freight + self.insurance
