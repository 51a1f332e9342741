"""The written records keep their word: decisions are listed, dependencies explained, links lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.house.test_dependencies import FOR_TESTS

DOCS = ROOT / "docs"
DECISIONS = sorted(path for path in (DOCS / "adr").glob("*.md") if path.name != "README.md")
RECIPES = sorted(path for path in (DOCS / "how-to").glob("*.md") if path.name != "README.md")
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
PATH = re.compile(r"`((?:\w+/)+[\w.-]+\.(?:py|md|yaml|toml|typ|j2|po))`")
IMAGINED = ("phytosanitary_certificate", "acme", "postal_consumption")
"""What recipes tell the reader to make."""


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_the_form_of_all_and_is_listed_under_its_title(decision: Path) -> None:
    text = decision.read_text()
    found = re.match(r"# (\d{4}) (.+)\n\n\*\*Status\*\* ", text)

    assert found
    number, title = found.groups()
    assert decision.name.startswith(f"{number}-")
    assert f"* [{number}]({decision.name}) {title}\n" in (DOCS / "adr/README.md").read_text()


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name[:4] for path in DECISIONS]

    assert len(set(numbers)) == len(numbers)


def test_every_recipe_is_listed() -> None:
    listed = set(LINK.findall((DOCS / "how-to" / "README.md").read_text()))

    assert listed == {path.name for path in RECIPES}


def test_every_dependency_is_declared_with_its_reason() -> None:
    told = (DOCS / "adr" / "0006-dependencies.md").read_text()
    first_cells = " ".join(line.split("|")[1] for line in told.splitlines() if line[:1] == "|")

    assert set(re.findall(r"[a-z][\w-]*", first_cells)) >= FOR_TESTS


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_path_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text()
    lost = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    lost += [
        path
        for path in PATH.findall(text)
        if not (ROOT / path).exists() and not any(name in path for name in IMAGINED)
    ]

    assert not lost, "\n".join(lost)
