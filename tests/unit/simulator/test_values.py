"""The simulator's own calculation gives the figures of the demo's story."""

from decimal import Decimal
from typing import Any

import pytest

from simulator.lines import lines_of
from simulator.rates import utilisation_fee
from simulator.values import Valued, value
from tests.contract.samples import (
    BEARINGS,
    admission_items,
    cover,
    item,
    special_cover,
    withdrawal_items,
)

ADMISSION = "26BR00000000010"


def body(cover: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    numbered = {str(n): one for n, one in enumerate(items, 1)}
    return {"number": ADMISSION, "cover": cover, "items": numbered}


def valued(declared: dict[str, Any], quote: str) -> Valued:
    admission = body(cover(), admission_items())
    return value(lines_of(declared, lambda _: admission), lambda _: Decimal(quote))


def totals(of: Valued, part: str = "calculated") -> list[str]:
    return [str(of.total(tax, part)) for tax in ("II", "IPI", "PIS", "COFINS")]


def test_the_admission_suspends_everything_but_the_fee() -> None:
    # Demo story, row 6: registered 24 March 2026 at the quote of the 23rd.
    admitted = valued(body(cover(), admission_items()), "5.3120")

    assert [str(v) for v in admitted.customs_values.values()] == ["365839.56", "170425.96"]
    assert totals(admitted, "suspended") == ["85802.48", "48521.30", "12999.92", "59793.73"]
    assert admitted.payable() == {"TAXA_UTILIZACAO": Decimal("192.79")}


def test_the_first_release_pays_on_its_own_quote() -> None:
    # Demo story, row 8: 12 000 and 1 800 pieces, registered 22 April at the quote of the 20th.
    items = withdrawal_items(ADMISSION, 12000, 1800)
    released = valued(body(special_cover(), items), "5.2870")

    assert [str(v) for v in released.customs_values.values()] == ["72823.56", "33924.78"]
    assert totals(released, "payable") == ["17079.73", "9658.59", "2587.74", "11902.46"]
    assert sum(released.payable().values()) == Decimal("41228.52") + Decimal("192.79")


def test_the_second_release_has_the_new_price() -> None:
    # Demo story, row 10: 18 000 and 2 700 pieces, blocks at 3.46, quote of 19 May.
    items = withdrawal_items(ADMISSION, 18000, 2700, price="3.46")
    released = valued(body(special_cover(), items), "5.4410")

    assert [str(v) for v in released.customs_values.values()] == ["112417.15", "53250.85"]
    assert totals(released) == ["26506.88", "14989.64", "4022.19", "18500.40"]


def test_the_direct_import_pays_at_once() -> None:
    # Demo story, row 12: 2 000 bearings by air, FCA 3 900.00, quote of 11 May.
    goods = BEARINGS | {"quantity": "2000", "price": "1.95", "weight": "256"}
    freight = {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "680.00"}
    insurance = {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "7.80"}
    head = cover(frete=freight, seguro=insurance)
    direct = valued(body(head, [item(1, goods)]), "5.4000")

    assert str(direct.customs_values[1]) == "24774.12"
    assert totals(direct, "payable") == ["3963.86", "2241.56", "520.26", "2390.70"]
    assert str(direct.fee) == "154.23"


def test_items_of_one_addition_share_its_rounding_and_its_fee() -> None:
    goods = BEARINGS | {"quantity": "1", "price": "0.33", "weight": "1"}
    nothing = {"codigoMoedaNegociada": "USD", "valorMoedaNegociada": "0"}
    alike = body(cover(frete=nothing, seguro=nothing), [item(1, goods), item(2, goods)])
    together = valued(alike, "1")

    # 16 % of 0.66 is 0.11; each alone would be 0.05.
    assert str(together.total("II", "calculated")) == "0.11"
    assert together.additions == [[1, 2]]
    assert str(together.fee) == "154.23"


@pytest.mark.parametrize(
    ("additions", "fee"),
    [(1, "154.23"), (2, "192.79"), (6, "308.48"), (11, "416.46"), (51, "790.40"), (100, "979.54")],
)
def test_each_addition_pays_the_price_of_its_own_tier(additions: int, fee: str) -> None:
    assert str(utilisation_fee(additions)) == fee
