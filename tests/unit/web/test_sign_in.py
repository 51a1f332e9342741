"""Signing in, the session's cookie and token, and what every answer carries."""

import httpx
import pytest

from tests.unit.desk.house import NOW, PASSWORD, House, a_form
from web.visitors import COOKIE

BRUNA = {"name": "bruna", "password": PASSWORD}


async def sign_in(http: httpx.AsyncClient) -> str:
    answer = await http.post("/api/v1/sign-in", json=BRUNA)
    assert answer.status_code == 200
    return str(answer.json()["csrf_token"])


async def test_nobody_comes_in_without_signing_in(http: httpx.AsyncClient) -> None:
    answer = await http.get("/api/v1/imports")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Basic" not in answer.headers["www-authenticate"]


async def test_a_wrong_password_opens_no_session(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/sign-in", json=BRUNA | {"password": "wrong"})

    assert answer.status_code == 401
    assert COOKIE not in http.cookies


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    http: httpx.AsyncClient,
) -> None:
    answer = await http.post("/api/v1/sign-in", json=BRUNA)

    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"))


async def test_a_browser_reads_with_its_cookie_and_acts_with_its_token(
    http: httpx.AsyncClient,
) -> None:
    token = await sign_in(http)

    assert (await http.get("/api/v1/me")).json()["person"]["name"] == "bruna"
    assert (await http.post("/api/v1/imports", json=a_form())).status_code == 403
    forged = {"X-CSRF-Token": "0" * 64}
    assert (await http.post("/api/v1/imports", json=a_form(), headers=forged)).status_code == 403
    right = {"X-CSRF-Token": token}
    assert (await http.post("/api/v1/imports", json=a_form(), headers=right)).status_code == 201


async def test_the_token_of_another_session_is_refused(http: httpx.AsyncClient) -> None:
    first = await sign_in(http)
    second = await sign_in(http)

    assert first != second
    answer = await http.post("/api/v1/imports", json=a_form(), headers={"X-CSRF-Token": first})
    assert answer.status_code == 403
    assert "csrf_token" in answer.json()["detail"]


async def test_a_form_may_carry_the_token_as_a_field(http: httpx.AsyncClient, house: House) -> None:
    token = await sign_in(http)
    await http.post("/api/v1/imports", json=a_form(), headers={"X-CSRF-Token": token})

    answer = await http.post(
        "/api/v1/imports/IMP-7/papers",
        data={"csrf_token": token},
        files={"papers": ("inv.pdf", b"%PDF-1.7")},
    )

    assert answer.status_code == 201
    assert house.workflows.told[-1][1] == "add_papers"


async def test_another_sites_page_is_refused_even_with_the_token(http: httpx.AsyncClient) -> None:
    token = await sign_in(http)
    headers = {"X-CSRF-Token": token, "Origin": "https://evil.test"}

    answer = await http.post("/api/v1/imports", json=a_form(), headers=headers)

    assert answer.status_code == 403
    signing = await http.post("/api/v1/sign-in", json=BRUNA, headers={"Origin": "null"})
    assert signing.status_code == 403


async def test_a_program_needs_no_csrf_token(http: httpx.AsyncClient) -> None:
    token = (await http.post("/api/v1/sign-in", json=BRUNA)).json()["token"]
    http.cookies.clear()
    headers = {"Authorization": f"Bearer {token}"}

    assert (await http.post("/api/v1/imports", json=a_form(), headers=headers)).status_code == 201


async def test_signing_out_ends_the_session(http: httpx.AsyncClient, house: House) -> None:
    token = await sign_in(http)

    answer = await http.post("/api/v1/sign-out", headers={"X-CSRF-Token": token})

    assert answer.status_code == 204
    assert not house.people.sessions
    assert (await http.get("/api/v1/me")).status_code == 401


async def test_a_password_with_each_request_leaves_no_session_behind(
    http: httpx.AsyncClient, house: House
) -> None:
    assert (await http.get("/api/v1/me", auth=("bruna", PASSWORD))).status_code == 200
    assert (await http.get("/api/v1/me", auth=("bruna", "wrong"))).status_code == 401
    garbage = {"Authorization": "Basic !!!"}
    assert (await http.get("/api/v1/me", headers=garbage)).status_code == 401
    assert not house.people.sessions


@pytest.mark.parametrize(
    ("next", "leads_to"),
    [("/imports/IMP-7", "/imports/IMP-7"), ("//evil.test", "/"), ("https://evil.test", "/")],
)
async def test_the_form_leads_on_inside_this_site_alone(
    http: httpx.AsyncClient, next: str, leads_to: str
) -> None:
    answer = await http.post("/sign-in", data=BRUNA | {"next": next})

    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)
    assert COOKIE in http.cookies


async def test_a_wrong_password_in_the_form_leads_back_to_it(http: httpx.AsyncClient) -> None:
    answer = await http.post("/sign-in", data=BRUNA | {"password": "wrong", "next": "/x?a=1"})

    assert answer.headers["location"] == "/sign-in?failed=1&next=/x%3Fa%3D1"
    assert COOKIE not in http.cookies


async def test_every_answer_carries_the_security_headers(http: httpx.AsyncClient) -> None:
    answer = await http.get("/health")

    assert answer.json() == {"status": "ok", "clock": "story", "now": NOW.isoformat()}
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
