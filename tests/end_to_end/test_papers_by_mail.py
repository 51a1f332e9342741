"""A letter in the drop becomes papers of an import; a stranger's waits for a person."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from cli.story import cast
from cli.story.stage import Stage
from tests.embedded import Stack, wait_for
from tests.faults import by_air

pytestmark = pytest.mark.stack

REFERENCE = "VD-BY-MAIL"


@pytest.fixture(scope="module")
def papers(stage: Stage, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The papers of the import, once the letter that brought them was handled."""
    form = cast.air_import(REFERENCE)
    exporter = cast.SUPPLIER | {"emails": ["docs@haiyue.example"]}
    form["parties"] = form["parties"] | {"exporter": exporter}
    file = tmp_path_factory.mktemp("form") / "form.json"
    file.write_text(json.dumps(form))
    said(stack, "import", "start", str(file), "--as", "ana")
    drop(stack, "docs@haiyue.example", f"Papers of {REFERENCE}")
    drop(stack, "nobody@else.example", f"More papers of {REFERENCE}")
    return wait_for(lambda: len(shown(stack)["papers"]) == 2 and shown(stack)["papers"], 60)


def drop(stack: Stack, sender: str, subject: str) -> None:
    """Deliver a letter to the maildir as a mail server does: written elsewhere, then renamed."""
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Message-ID"] = sender, subject, f"<{sender}>"
    letter.set_content("Please find attached.")
    for kind, body in by_air.papers().items():
        name = f"{kind}.pdf"
        letter.add_attachment(body, maintype="application", subtype="pdf", filename=name)
    written = Path(stack.home, "inbox", "tmp", sender)
    delivered = Path(stack.home, "inbox", "new", sender)
    for folder in (written.parent, delivered.parent):
        folder.mkdir(parents=True, exist_ok=True)
    written.write_bytes(letter.as_bytes())
    written.rename(delivered)


def said(stack: Stack, *command: str) -> Any:
    """Return what a command prints as JSON."""
    ran = stack.run(*command, "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads(ran.stdout)


def shown(stack: Stack) -> Any:
    """Return the import as its row shows it."""
    return said(stack, "import", "show", REFERENCE)["view"]


def test_a_known_suppliers_letter_is_handed_in_and_a_strangers_waits(
    papers: Any, stack: Stack
) -> None:
    assert {paper["kind"] for paper in papers} == {"commercial_invoice", "air_waybill"}
    waiting = wait_for(lambda: said(stack, "mail", "list"), 30)
    assert [(one["sender"], one["reference"]) for one in waiting] == [("nobody@else.example", None)]
    left = Path(stack.home, "inbox", "new")
    wait_for(lambda: not list(left.iterdir()))
