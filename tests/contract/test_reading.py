"""Our client reads liberally: numbers or text, versions or not, labels or names."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from gateways.portal_unico import PortalUnico
from gateways.portal_unico.session import Session
from tests.contract.surroundings import SessionsInMemory

HEADERS = {"Set-Token": "t", "X-CSRF-Token": "c", "X-CSRF-Expiration": "99999999999999"}


def portal_that_says(body: Any, heard: list[httpx.Request] | None = None) -> PortalUnico:
    def answer(request: httpx.Request) -> httpx.Response:
        if heard is not None:
            heard.append(request)
        return httpx.Response(200, json=body, headers=HEADERS)

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="https://portal.test")
    return PortalUnico(Session(http, SessionsInMemory(), "broker"))


@pytest.mark.parametrize("version", [1, "1", "0001"])
async def test_a_version_is_a_number_or_text(version: object) -> None:
    body = {"numero": "26BR1", "versao": version, "dataRegistro": "2026-03-24T10:00:00-0300"}

    registered = await portal_that_says(body).current_version("26BR1")

    assert registered is not None
    assert registered.version == 1
    assert registered.registered_on.isoformat() == "2026-03-24"


@pytest.mark.parametrize(
    ("told", "channel"),
    [("VERDE", "VERDE"), ("1 - Verde", "VERDE"), ("12 - Amarelo", "AMARELO"), (None, None)],
)
async def test_a_channel_is_a_name_or_a_label(told: str | None, channel: str | None) -> None:
    body = {
        "identificacao": {"numero": "26BR1", "versao": 1},
        "situacao": {"situacaoDuimp": "EM_CONFERENCIA_SELECIONADA"},
        "resultadoAnaliseRisco": {"canalConsolidado": told},
    }

    assert (await portal_that_says(body).state("26BR1", 1)).channel == channel


@pytest.mark.parametrize("amount", [160, 160.0, "160.00", "160"])
async def test_an_amount_is_a_number_or_text(amount: object) -> None:
    body = {"tributosCalculados": [{"tipo": "II", "valoresBRL": {"aRecolher": amount}}]}

    values = await portal_that_says(body).calculated_values("26BR1", 0)

    assert values["payable"] == {"ii": Decimal(160)}


async def test_amounts_are_written_with_two_decimals_and_zeros_left_out() -> None:
    heard: list[httpx.Request] = []
    portal = portal_that_says({"situacao": "em processamento"}, heard)

    await portal.register("26BR1", 0, 1, {"ii": Decimal("160"), "ipi": Decimal(0)})

    assert b'"valor":"160.00"' in heard[-1].content
    assert b"IPI" not in heard[-1].content


async def test_nothing_to_pay_leaves_the_payments_out() -> None:
    heard: list[httpx.Request] = []
    await portal_that_says({}, heard).register("26BR1", 0, 1, {})

    assert b"pagamentos" not in heard[-1].content
