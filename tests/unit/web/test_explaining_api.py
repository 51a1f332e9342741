"""Explanations, comparisons, other days and costs through the API: figures, and refusals."""

from decimal import Decimal

import httpx
import pytest

from tests.unit.desk.costed import fund
from tests.unit.desk.house import House
from tests.unit.web.conftest import ClientOf

API = "/api/v1"


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    """Ids of the story's declarations, in the house."""
    return fund(house)


@pytest.fixture
def ana(as_: ClientOf) -> httpx.AsyncClient:
    """A person who may read."""
    return as_("ana")


async def test_an_amount_is_told_with_its_parts(
    ana: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    told = (await ana.get(f"{API}/explanations/{ids['first']}/icms")).json()["told"]
    assert told["value"] == "32579.97"
    assert [part["value"] for part in told["parts"]] == ["180999.84", "18"]
    of_item = await ana.get(f"{API}/explanations/REL-1/ii", params={"item": "B"})
    assert of_item.json()["told"]["value"] == "5427.96"


@pytest.mark.parametrize(
    ("path", "code"),
    [("explanations/REL-1/luxury", "unknown-amount"), ("explanations/REL-1/ii?item=Z", "unknown-amount"),
     ("explanations/REL-1/ii?node=99999", "unknown-amount"), ("explanations/NONE/ii", "not-assessed"),
     ("comparisons/NONE/with/REL-1/ii", "not-assessed"), ("costs/NONE", "unknown-reference")],
)  # fmt: skip
async def test_what_is_not_there_is_404_with_a_sentence(
    ana: httpx.AsyncClient, ids: dict[str, str], path: str, code: str
) -> None:
    answer = await ana.get(f"{API}/{path}")
    assert answer.status_code == 404, answer.text
    assert answer.json()["type"] == f"urn:entreposto:problem:{code}"
    assert answer.json()["detail"]


async def test_a_comparison_of_what_neither_has_is_404(
    ana: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    path = f"{API}/comparisons/{ids['first']}/with/{ids['second']}/luxury"
    assert (await ana.get(path)).status_code == 404


async def test_the_terms_of_a_comparison_sum_to_the_difference(
    ana: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    path = f"{API}/comparisons/{ids['first']}/with/{ids['second']}/items.B.taxes.ii.due"
    found = (await ana.get(path)).json()["comparison"]
    terms = {term["name"]: term["amount"] for term in found["terms"]}
    assert terms == {
        "quantity": "2713.98", "price": "137.04", "exchange": "241.15", "rounding": "0.01",
    }  # fmt: skip
    assert sum(map(Decimal, terms.values())) == Decimal(found["after"]) - Decimal(found["before"])


async def test_another_rate_is_answered_with_what_it_changes(
    ana: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    told = {"rates": {"USD": "5.60"}}
    answer = (await ana.post(f"{API}/what-if/{ids['first']}", json=told)).json()
    assert Decimal(answer["change"]) == Decimal(answer["payable"]) - Decimal("74251.50")
    assert answer["terms"][0]["terms"][0]["name"] == "exchange"


@pytest.mark.parametrize(
    ("told", "field"),
    [({"rates": {"USD": "dear"}}, "rates.USD"), ({"on": "tomorrow"}, "on"),
     ({"rates": {"USD": "NaN"}}, "rates.USD"), ({"rates": {"USD": "-5"}}, "rates.USD"),
     ({"rates": {"XXX": "5"}}, "rates.XXX"), ({"day": "2026-05-01"}, "day")],
)  # fmt: skip
async def test_a_wrong_question_is_422_and_names_its_field(
    ana: httpx.AsyncClient, ids: dict[str, str], told: dict[str, object], field: str
) -> None:
    answer = await ana.post(f"{API}/what-if/{ids['first']}", json=told)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == field, answer.text


async def test_a_cost_is_entered_once_and_read_as_a_table(
    as_: ClientOf, ids: dict[str, str]
) -> None:
    client = as_("bruna")
    told = {"kind": "broker", "amount": "1180.00", "document": "NF 9"}
    key = {"Idempotency-Key": "k"}
    for _ in range(2):
        answer = await client.post(f"{API}/costs/REL-1", json=told, headers=key)
        assert (answer.status_code, answer.json()["shared_by"]) == (201, "customs_value")
    found = (await client.get(f"{API}/costs/REL-1")).json()
    assert [entry["amount"] for entry in found["entries"]] == ["1180.00"]
    table = await client.get(f"{API}/costs/REL-1/table.csv")
    assert "broker" in table.text
    book = await client.get(f"{API}/costs/REL-1/table.xlsx")
    assert 'filename="cost-REL-1.xlsx"' in book.headers["content-disposition"]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [({"amount": "NaN"}, 422, "amount"), ({"amount": "1.234"}, 422, "amount"),
     ({"amount": "0"}, 422, "amount"), ({"kind": "bribe"}, 422, "kind"),
     ({"document": " "}, 422, "document"), ({"amount": "-5"}, 422, "corrects")],
)  # fmt: skip
async def test_a_cost_that_is_none_is_refused_by_its_field(
    as_: ClientOf, ids: dict[str, str], change: dict[str, str], status: int, field: str
) -> None:
    told = {"kind": "broker", "amount": "1180.00", "document": "NF 9"} | change
    answer = await as_("bruna").post(f"{API}/costs/REL-1", json=told)
    assert answer.status_code == status, answer.text
    assert answer.json()["errors"][0]["field"] == field
