"""The language of pages, and catalogues that are complete."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import nodes

from customs.cancelling import cancel_plan
from customs.plan import Regime
from customs.plans import plan_import
from customs.waiting import import_waits_for, release_waits_for
from documents.kinds import DOCUMENTS
from tests.web.conftest import Browser
from web.pages.paper_words import FIELDS
from web.pages.phrases import WAITING_FOR
from web.pages.rendering import ROOT, TEMPLATES, environment
from web.pages.words import STAGES

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@pytest.mark.parametrize(
    ("accepted", "title"),
    [
        ("pt-PT,pt;q=0.9", "Entrar"),
        ("en-GB,en;q=0.8", "Sign in"),
        ("fr,de", "Entrar"),
        ("", "Entrar"),
    ],
)
async def test_the_sign_in_speaks_the_browsers_language(
    http: httpx.AsyncClient, accepted: str, title: str
) -> None:
    page = await http.get("/sign-in", headers={"accept-language": accepted})

    assert f"<h1>{title}</h1>" in page.text


async def test_the_switch_in_the_header_changes_the_language_and_leads_back(as_: Browser) -> None:
    browser = await as_("bruna")
    assert '<html lang="pt-BR">' in (await browser.get("/tasks?scope=all")).text

    answer = await browser.get("/language/en?next=/tasks%3Fscope%3Dall")
    page = await browser.get(answer.headers["location"])

    assert answer.headers["location"] == "/tasks?scope=all"
    assert '<html lang="en">' in page.text
    assert "Approve Consumption from bond" in page.text


async def test_the_switch_leads_to_no_other_site(http: httpx.AsyncClient) -> None:
    answer = await http.get("/language/en?next=//evil.test")

    assert answer.headers["location"] == "/"


async def test_a_persons_own_language_is_used_when_none_was_chosen(
    as_: Browser, house: Any
) -> None:
    person, password = house.people.accounts["sun"]
    house.people.add(person.model_copy(update={"language": "en"}), password)

    assert '<html lang="en">' in (await (await as_("sun")).get("/")).text


def test_every_text_of_the_pages_has_its_portuguese_and_no_other_is_kept() -> None:
    wanted = {text for text in _texts() if text not in WAITING_FOR}
    wanted |= {text for stage in STAGES for text in cancel_plan(stage).cannot}

    assert _translated("pt_BR") == wanted


def test_what_workflows_say_in_portuguese_has_its_english() -> None:
    said = {
        *(release_waits_for(stage, papers) for stage in STAGES for papers in (True, False)),
        *(
            import_waits_for(
                plan_import(Regime.BONDED, "sea", transit), stage, reached, papers, filing
            )
            for stage in STAGES
            for transit, papers, filing in product((True, False), repeat=3)
            for reached in (lambda *_: True, lambda *_: False)
        ),
    }

    assert said - {""} == set(WAITING_FOR)
    assert _translated("en") == set(WAITING_FOR)


def test_what_lists_show_of_a_paper_has_a_word() -> None:
    assert {name for kind in DOCUMENTS for name in kind.headline} == set(FIELDS)


def test_what_is_translated_in_a_template_is_a_constant() -> None:
    # What ``_()`` returns is not escaped: a stranger's words must never get there.
    jinja = environment("pt_BR")
    offences = [
        f"{file.name}:{call.lineno}"
        for file in TEMPLATES.glob("*.j2")
        for call in jinja.parse(file.read_text()).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name in ("_", "gettext", "ngettext")
        and not isinstance(call.args[0], nodes.Const)
    ]

    assert offences == []


def _texts() -> Iterator[str | tuple[str, ...]]:
    rooms: tuple[tuple[Path, list[tuple[str, str]]], ...] = (
        (TEMPLATES, [("**.j2", "jinja2.ext:babel_extract")]),
        (ROOT / "web" / "pages", [("**.py", "python")]),
    )
    for folder, methods in rooms:
        options = {"**.j2": {"trim_blocks": "true", "lstrip_blocks": "true"}}
        found = extract_from_dir(str(folder), methods, options_map=options, keywords=KEYWORDS)
        yield from (message[2] for message in found)


def _translated(language: str) -> set[str | tuple[str, ...]]:
    path = ROOT / "web" / "locale" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    messages = [message for message in catalogue if message.id]
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
    return {tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id for m in messages}
