"""Every page for every role: it renders, escapes, and writes figures as the reader does."""

import re

import httpx
import pytest

from tests.unit.desk.house import PEOPLE, House
from tests.web.conftest import Browser
from tests.web.orders import ADMISSION, APPROVAL, BY_AIR, IMPORT, PAPERED, RELEASE
from tests.web.reading import Page

PAGES = (
    "/",
    f"/imports/{IMPORT}",
    f"/imports/{PAPERED}",
    f"/imports/{BY_AIR}",
    f"/releases/{RELEASE}",
    "/tasks",
    "/tasks?scope=all",
    f"/tasks/{APPROVAL}",
    "/programmes",
    "/waiting",
)


@pytest.mark.parametrize("name", list(PEOPLE))
async def test_every_page_renders_for_every_role(as_: Browser, name: str) -> None:
    browser = await as_(name)
    for address in PAGES:
        answer = await browser.get(address)

        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


async def test_every_form_that_changes_something_carries_the_sessions_token(as_: Browser) -> None:
    browser = await as_("root")
    token = (await browser.get("/api/v1/me")).json()["csrf_token"]
    posts = [
        form
        for address in PAGES
        for form in Page((await browser.get(address)).text).forms
        if form.method == "post"
    ]

    assert len(posts) > len(PAGES)
    assert {form.fields.get("csrf_token") for form in posts} == {token}


async def test_a_form_without_the_token_is_refused_on_a_page(as_: Browser, house: House) -> None:
    browser = await as_("ana")

    answer = await browser.post(f"/tasks/{APPROVAL}", data={"outcome": "approve"})

    assert answer.status_code == 403
    assert "O formulário é antigo demais" in answer.text
    assert house.workflows.told == []


async def test_no_page_holds_a_script_or_a_style_of_its_own(as_: Browser) -> None:
    browser = await as_("root")
    for address in PAGES:
        tags = Page((await browser.get(address)).text).tags

        assert [said for tag, said in tags if tag == "script" and "src" not in said] == []
        assert [tag for tag, said in tags if tag == "style" or "style" in said] == []
        assert [name for _, said in tags for name in said if name.startswith("on")] == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"/imports/{PAPERED}", "&lt;script&gt;.pdf</a>"),
        (f"/imports/{IMPORT}", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
async def test_what_strangers_wrote_is_text_and_never_markup(
    as_: Browser, address: str, shown: str
) -> None:
    body = (await (await as_("bruna")).get(address)).text

    assert shown in body
    assert "<script>alert" not in body
    assert "<script>.pdf" not in body


async def test_a_search_is_given_back_as_text(as_: Browser) -> None:
    answer = await (await as_("bruna")).get("/", params={"search": '"><script>x'})

    assert "<script>x" not in answer.text
    assert "Nada aqui." in answer.text


async def test_figures_are_written_as_brazil_writes_them(as_: Browser) -> None:
    text = Page((await (await as_("bruna")).get(f"/imports/{IMPORT}")).text).text

    assert "85.864,70" in text
    assert "R$ 192,79" in text
    assert "60.000" in text
    assert "24/03/2026 10:05" in text  # 13:05 in Greenwich is 10:05 in Brasília
    assert "25/03/2027" in text


async def test_figures_are_written_as_english_writes_them(as_: Browser) -> None:
    browser = await as_("bruna")
    browser.cookies.set("entreposto-language", "en")

    text = Page((await browser.get(f"/imports/{IMPORT}")).text).text

    assert "85,864.70" in text
    assert "BRL 192.79" in text
    assert "24 Mar 2026 10:05" in text


async def test_the_board_says_what_each_waits_for_and_who_must_act(as_: Browser) -> None:
    text = Page((await (await as_("ana")).get("/")).text).text

    assert f"{RELEASE} liberação Aceita" in text
    assert f"Aprovar Consumo de entreposto de {RELEASE}" in text
    assert "saída do entreposto" in text
    assert f"{ADMISSION} verde" in text
    assert "25/12/2026 decidir: prorrogar ou sair, em 247 dias" in text


async def test_the_board_is_filtered_by_stage_and_words(as_: Browser) -> None:
    browser = await as_("bruna")

    by_stage = (await browser.get("/", params={"stage": "ARRIVED"})).text
    by_word = (await browser.get("/", params={"search": PAPERED})).text

    assert (BY_AIR in by_stage, IMPORT in by_stage) == (True, False)
    assert (BY_AIR in by_word, PAPERED in by_word) == (False, True)


async def test_the_dossier_says_of_each_required_paper_how_it_stands(as_: Browser) -> None:
    page = Page((await (await as_("bruna")).get(f"/imports/{PAPERED}")).text)

    assert "Fatura comercial minuta entregue HY-2604-031.pdf registro da entrada" in page.text
    assert "Conhecimento marítimo falta registro da entrada" in page.text
    assert "guardar até 31/12/2031" in page.text
    assert "CTN, art. 173" in page.text


async def test_a_withdrawn_event_stays_and_is_struck_through(as_: Browser) -> None:
    body = (await (await as_("otto")).get(f"/imports/{IMPORT}")).text

    assert len(re.findall(r'<tr class="withdrawn">', body)) == 1
    assert len(re.findall(r'<tr class="superseded forecast">', body)) == 1
    assert "retira wrong" in Page(body).text


async def test_a_page_of_nothing_is_404_with_a_sentence(as_: Browser) -> None:
    browser = await as_("bruna")
    for address in ("/imports/NONE", f"/imports/{RELEASE}", f"/releases/{IMPORT}", "/tasks/x/y-1"):
        answer = await browser.get(address)

        assert answer.status_code == 404, address
        assert answer.headers["content-type"].startswith("text/html")
        assert "Não há" in answer.text


async def test_our_files_may_be_kept_and_pages_may_not(as_: Browser) -> None:
    browser = await as_("bruna")
    page = await browser.get("/")
    style = re.search(r'href="(/static/console.css\?v=[0-9a-f]+)"', page.text)
    assert style is not None

    kept = await browser.get(style[1])

    assert kept.status_code == 200
    assert "immutable" in kept.headers["cache-control"]
    assert page.headers["cache-control"] == "no-store"


async def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(http: httpx.AsyncClient) -> None:
    answer = await http.get("/tasks?scope=all")
    part = await http.get("/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/sign-in?next=/tasks%3Fscope%3Dall",
    )
    assert part.headers["hx-redirect"] == "/sign-in?next=/"


async def test_a_wrong_password_is_told_on_the_sign_in_page(http: httpx.AsyncClient) -> None:
    answer = await http.post("/sign-in", data={"name": "ana", "password": "x", "next": "/tasks"})
    page = await http.get(answer.headers["location"])

    assert "O nome ou a senha não confere." in page.text
    assert Page(page.text).forms[0].fields["next"] == "/tasks"
