"""Rendering: one Jinja environment per language, and what every page is handed."""

import asyncio
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from customs.milestones import MILESTONES
from customs.people import Actor
from customs.views import TaskView
from web.pages.figures import Figures, cnpj, ncm
from web.pages.language import LANGUAGES, gettext_of, language_of, translations
from web.pages.words import VOCABULARY, word_of
from web.visitors import SignedIn, TheDesk, Visitor
from wiring.desk import Desk
from wiring.desk.errors import Unauthenticated

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "pages"
STATIC = ROOT / "web" / "static"


@cache
def environment(language: str) -> Environment:
    """Return the templates of the pages, in one language; every value is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    jinja.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    say = gettext_of(language)
    figures = Figures(language)
    jinja.filters |= {
        "amount": figures.amount,
        "brl": figures.brl,
        "quantity": figures.quantity,
        "price": figures.price,
        "rate": figures.rate,
        "printed": figures.printed,
        "day": figures.day,
        "moment": figures.moment,
        "cnpj": cnpj,
        "ncm": ncm,
        # Unlike ``_()`` in a template, what comes out of these two is escaped.
        "said": say,
        "word": lambda tag, noun: say(word_of(noun, tag)),
        "milestone": lambda tag: milestone_label(tag, language),
        "in_order": in_order,
        "outcome": lambda task: outcome_label(task, language),
        "own": lambda value, name: own(value, name, language),
    }
    jinja.globals |= {"static": static_path}
    return jinja


def own(value: Any, name: str, language: str) -> str:
    """Return ``name`` of a model that is bilingual: Portuguese, or English where there is some."""
    english = str(getattr(value, f"{name}_en")) if language == "en" else ""
    return english or str(getattr(value, name))


def milestone_label(tag: str, language: str) -> str:
    """Return the name of a milestone; one that nobody knows keeps its tag."""
    return own(MILESTONES[tag], "label", language) if tag in MILESTONES else tag


def outcome_label(task: TaskView, language: str) -> str:
    """Return how a task ended, by the name of its button; empty if nobody decided it."""
    chosen = [outcome for outcome in task.order.outcomes if outcome.tag == task.outcome]
    return own(chosen[0], "label", language) if chosen else ""


def in_order(values: Mapping[str, Any], noun: str) -> list[tuple[str, Any]]:
    """Return entries as a reader expects them; a database keeps them in an order of its own."""
    known = {tag: values[tag] for tag in VOCABULARY[noun] if tag in values}
    return list({**known, **values}.items())


@cache
def static_path(name: str) -> str:
    """Return the address of one of our files; it changes with the content, so it may be kept."""
    file = STATIC / name
    version = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "none"
    return f"/static/{name}?v={version}"


class Screen:
    """One page to be shown: to whom, in which language, with what stands around it."""

    def __init__(self, request: Request, visitor: Visitor | None, language: str) -> None:
        self.request = request
        self.visitor = visitor
        self.language = language
        self.around: dict[str, Any] = {"now": None, "waiting_tasks": 0}

    @property
    def actor(self) -> Actor:
        """Who acts on this page; every page but the sign-in has somebody."""
        if self.visitor is None:
            raise Unauthenticated("not-signed-in", "Nobody is signed in.")
        return self.visitor.actor

    def say(self, text: str, **values: Any) -> str:
        """Return a sentence in the reader's language."""
        return (
            gettext_of(self.language)(text) % values if values else gettext_of(self.language)(text)
        )

    @property
    def figures(self) -> Figures:
        """How figures are written here."""
        return Figures(self.language)

    @property
    def address(self) -> str:
        """The address of this page, by which it is shown again."""
        path, query = self.request.url.path, self.request.url.query
        return f"{path}?{query}" if query else path

    def show(self, template: str, status: int = 200, **data: Any) -> HTMLResponse:
        """Return the page."""
        page = environment(self.language).get_template(template)
        body = page.render(
            **self.around,
            visitor=self.visitor,
            csrf=self.visitor.csrf_token if self.visitor else "",
            language=self.language,
            languages=LANGUAGES,
            path=self.request.url.path,
            address=self.address,
            # Each form is one act: pressed twice, it is done once.
            act_key=uuid4().hex,
            **data,
        )
        return HTMLResponse(body, status_code=status)


async def the_screen(request: Request, visitor: SignedIn, desk: TheDesk) -> Screen:
    """Return the screen of who is signed in."""
    screen = Screen(request, visitor, language_of(request, visitor.person.language))
    now, waiting = await asyncio.gather(desk.now(), _waiting_tasks(desk, visitor))
    screen.around = {"now": now, "waiting_tasks": waiting}
    return screen


TheScreen = Annotated[Screen, Depends(the_screen)]
"""A parameter of every page behind the sign-in."""


async def _waiting_tasks(desk: Desk, visitor: Visitor) -> int:
    return len((await desk.tasks(visitor.actor, "group")).items)
