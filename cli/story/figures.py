"""The figures that the story must end with, day by day; inputs of the story, never computed here.

Companies, quotes and rates marked as the demo's own are fictional (README, honest limits).
"""

from dataclasses import dataclass
from decimal import Decimal

D = Decimal


@dataclass(frozen=True)
class Expected:
    """A declaration as it must be registered; amounts in BRL."""

    registered_on: str
    quote: str
    quote_date: str
    totals: dict[str, Decimal]
    """Tax → amount calculated."""
    items: dict[str, dict[str, Decimal]]
    """Item → customs value and taxes."""


def _item(customs_value: str, ii: str, ipi: str, pis: str, cofins: str) -> dict[str, Decimal]:
    names = ("customs_value", "ii", "ipi", "pis", "cofins")
    amounts = (customs_value, ii, ipi, pis, cofins)
    return {name: D(amount) for name, amount in zip(names, amounts, strict=True)}


EXPOSURE = D("10000.00")
"""Fine at stake for the draft papers: the floor (LC 214/2025 art. 341-G XIX)."""

ADMISSION = Expected(
    registered_on="2026-03-24",
    quote="5.3120",
    quote_date="2026-03-23",
    totals={
        **_item("536265.52", "85802.48", "48521.30", "12999.92", "59793.73"),
        "siscomex_fee": D("192.79"),
    },
    items={
        "A": _item("365839.56", "58534.33", "33101.16", "7682.63", "35303.52"),
        "B": _item("170425.96", "27268.15", "15420.14", "5317.29", "24490.21"),
    },
)
SUSPENDED = D("207117.43")
ADMISSION_PAYABLE = D("192.79")
REGIME = {
    "admitted_on": "2026-03-25",
    "decide_on": "2026-12-25",
    "expires_on": "2027-03-25",
    "abandonment_on": "2027-05-09",
}

FUNDS_1 = {
    "taxes": D("74503.52"),
    "margin": D("1490.07"),
    "storage": D("1072.53"),
    "local": D("3384.53"),
    "total": D("79378.12"),
}
FUNDS_1_QUOTE_DATE = "2026-04-17"
LOCAL_1 = {
    "storage": D("1072.53"),
    "handling": D("152.00"),
    "broker": D("1180.00"),
    "carrier": D("980.00"),
}
"""What was invoiced for the first release beside its taxes."""
RETURNED_1 = D("1742.09")
"""What the buyer gets back of the first funds."""

RELEASE_1 = Expected(
    registered_on="2026-04-22",
    quote="5.2870",
    quote_date="2026-04-20",
    totals={
        **_item("106748.34", "17079.73", "9658.59", "2587.74", "11902.46"),
        "siscomex_fee": D("192.79"),
        "afrmm": D("250.22"),
        "icms_base": D("180999.84"),
        "icms": D("32579.97"),
    },
    items={
        "A": _item("72823.56", "11651.77", "6589.08", "1529.29", "7027.47"),
        "B": _item("33924.78", "5427.96", "3069.51", "1058.45", "4874.99"),
    },
)
CASH_1 = D("74251.50")

CASH_2_LISTED = D("114493.65")
"""What the second release would cost at the price list in force."""
CASH_2 = D("115144.40")
"""What it costs at the price that the buyer accepted."""
AUTHORITY = D("115000")
"""The largest amount that the approver may approve."""

RELEASE_2 = Expected(
    registered_on="2026-05-20",
    quote="5.4410",
    quote_date="2026-05-19",
    totals={
        **_item("165668.00", "26506.88", "14989.64", "4022.19", "18500.40"),
        "siscomex_fee": D("192.79"),
        "afrmm": D("386.27"),
        "icms_base": D("280812.40"),
        "icms": D("50546.23"),
    },
    items={
        "A": _item("112417.15", "17986.74", "10171.50", "2360.76", "10848.25"),
        "B": _item("53250.85", "8520.14", "4818.14", "1661.43", "7652.15"),
    },
)
STORAGE_2 = D("2815.39")

DIRECT = Expected(
    registered_on="2026-05-12",
    quote="5.4000",
    quote_date="2026-05-11",
    totals={
        **_item("24774.12", "3963.86", "2241.56", "520.26", "2390.70"),
        "siscomex_fee": D("154.23"),
        "icms": D("7473.23"),
    },
    items={"A": _item("24774.12", "3963.86", "2241.56", "520.26", "2390.70")},
)

LEFT_IN_BOND = {"A": D(30000), "B": D(4500)}
DELIVERED = {"A": D(30000), "B": D(4500)}
"""Of the container; 12 000 + 18 000 and 1 800 + 2 700."""
REGISTRATIONS = 4
"""Admission, two releases, one direct import; each registered and debited once."""
