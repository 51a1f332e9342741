"""``entreposto demo``: the story of an import, told as it happens on the running stack."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from cli.story import cast, own_papers, seeding, telling
from cli.story.stage import Stage, StoryStuck
from cli.story.teller import Teller
from cli.tables import as_json
from wiring.desk.errors import DeskError
from wiring.house import open_desk
from wiring.settings import Settings, load, load_what_is_known
from wiring.stack import control
from wiring.stack.folder import StackFolder
from wiring.stack.parts import PartFailed


@click.command()
@click.option(
    "--papers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take the PDFs of this folder instead: a direct import, as far as they allow.",
)
@click.option("--interactive", is_flag=True, help="Leave the approvals to you, in the console.")
@click.option("--exit", "stop_after", is_flag=True, help="Stop everything after the story.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the summary as JSON.")
def command(papers: Path | None, interactive: bool, stop_after: bool, json_wanted: bool) -> None:
    """Tell the story of an import, from order to release, and leave the console open."""
    started = time.monotonic()
    as_data = json_wanted or stop_after
    # A summary for programs has standard output to itself.
    tell = Teller(_console(stderr=as_data))
    folder = StackFolder(load_what_is_known().home)
    _bring_up(folder, tell)
    try:
        summary = asyncio.run(_play(folder, tell, papers, interactive))
    except (StoryStuck, DeskError) as problem:
        tell.check("the story came to its end", "yes", f"no: {problem}")
        summary = {"checks": tell.as_rows()}
    finally:
        if stop_after:
            with tell.waiting("stopping everything"):
                control.stop(folder)
    summary |= {"seconds": round(time.monotonic() - started, 1), "passed": not tell.failed()}
    _end(tell, summary, as_data)


def _console(stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False)
    # A log has no width of its own; eighty columns would break every line of figures.
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=120)


def _bring_up(folder: StackFolder, tell: Teller) -> None:
    try:
        with tell.waiting("starting the stack"):
            if not _is_there(folder):
                control.serve_in_background(Settings(home=folder.home))
    except PartFailed as problem:
        raise click.ClickException(str(problem)) from problem


def _is_there(folder: StackFolder) -> bool:
    """Return whether the stack runs; one that is just starting, or stopping, is waited for."""
    try:
        control.wait_until_ready(folder, ended=lambda: None if folder.is_held() else 1)
    except TimeoutError:
        return False
    return True


async def _play(
    folder: StackFolder, tell: Teller, papers: Path | None, interactive: bool
) -> dict[str, Any]:
    settings = load()
    async with open_desk(settings) as desk:
        passwords = await seeding.seed_people(desk, tell)
        run = await seeding.next_run(desk)
        stage = Stage(desk, tell, run, settings.web_address, folder, interactive)
        _introduce(tell, settings, passwords)
        if papers is not None:
            summary = await own_papers.tell(stage, papers, settings)
        else:
            summary = await telling.tell(stage, settings)
        return summary | {"console": settings.web_address, "people": passwords}


def _introduce(tell: Teller, settings: Settings, passwords: dict[str, str]) -> None:
    table = Table("account", "who", "roles", "password", title=f"Console: {settings.web_address}")
    for person in cast.PEOPLE:
        roles = ", ".join(person.roles)
        table.add_row(person.name, person.full_name, roles, passwords[person.name])
    tell.console.print(table)


def _end(tell: Teller, summary: dict[str, Any], as_data: bool) -> None:
    failed = tell.failed()
    told = f"{len(tell.checks) - len(failed)} of {len(tell.checks)} checks passed"
    tell.console.print(f"\n{told} in {summary['seconds']} s", highlight=False)
    if as_data:
        as_json(summary)
    else:
        tell.say(
            f"The console stays open at {summary.get('console', '')}; `entreposto down` ends it."
        )
    sys.exit(1 if failed else 0)
