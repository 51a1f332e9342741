"""``entreposto mail``: letters that came by e-mail, and whose papers they brought."""

from typing import TYPE_CHECKING, BinaryIO

import click

from cli.desk import acting, as_option, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from records.letters import KeptLetter


@click.group()
def command() -> None:
    """Receive letters with papers, list them, match what waits."""


@command.command(name="list")
@click.option("--all", "everything", is_flag=True, help="Also those that were handed over.")
@json_option
def list_(everything: bool, json_wanted: bool) -> None:
    """List letters that wait for a person, newest first."""
    letters = reading(lambda desk: desk.letters(waiting=not everything))
    if json_wanted:
        return as_json([letter.model_dump(mode="json") for letter in letters])
    rows = (
        (one.key[:12], one.sender, one.subject, ", ".join(one.files), one.reference, one.why)
        for one in letters
    )
    show_table(("key", "from", "subject", "files", "import", "why it waits"), rows)


@command.command()
@click.argument("letter", type=click.File("rb"))
@as_option
@json_option
def receive(letter: BinaryIO, person: str, json_wanted: bool) -> None:
    """Take the LETTER in (an .eml file, or - for standard input), as a mail server would."""
    raw = letter.read()
    _said(acting(lambda desk, actor: desk.receive_letter(raw, actor), person), json_wanted)


@command.command()
@click.argument("key")
@click.argument("reference")
@as_option
@json_option
def match(key: str, reference: str, person: str, json_wanted: bool) -> None:
    """Hand the attachments of the waiting letter KEY (its beginning is enough) to REFERENCE."""
    found = [one.key for one in reading(lambda desk: desk.letters()) if one.key.startswith(key)]
    if len(found) != 1:
        raise click.ClickException(f"{len(found)} waiting letters have a key like {key!r}.")
    _said(
        acting(lambda desk, actor: desk.match_letter(found[0], reference, actor), person),
        json_wanted,
    )


def _said(letter: "KeptLetter", json_wanted: bool) -> None:
    if json_wanted:
        return as_json(letter.model_dump(mode="json"))
    told = f"handed to {letter.reference}" if letter.reference else f"kept: {letter.why}"
    click.echo(f"{letter.key[:12]} {letter.sender}: {told}")
