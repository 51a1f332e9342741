"""``entreposto corpus``: what people's corrections taught, and whether all of it still holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from records.supplier_memory import ProfileVersion
    from wiring.corpus import Corpus


@click.group()
def command() -> None:
    """Check and show what was learned from people's corrections of papers."""


@command.command()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Rehearse on the PDFs of a folder, each with NAME.truth.json; needs no stack.",
)
@json_option
def check(folder: Path | None, json_wanted: bool) -> None:
    """Read the papers of all cases again; ends with 1 if a case is lost.

    A case is a value that a person put right or confirmed. It is lost if it was read rightly when
    the supplier's profile was last changed and is not now. With a folder each paper is corrected
    in turn, and the others of its family are read without and with what that taught.
    """
    rows = _rehearsed(folder) if folder else _checked()
    if json_wanted:
        as_json(rows)
    else:
        _show(rows)
    if any(row["state"] == "lost" for row in rows):
        raise SystemExit(1)


@command.command("list")
@json_option
def list_(json_wanted: bool) -> None:
    """List the suppliers whose papers the house knows, and what of that is in use."""
    with _corpus() as corpus:
        cases = Counter(case.identity for case in corpus.memory.cases())
        known = [(name, corpus.memory.versions(name), cases[name]) for name in sorted(cases)]
    rows = [_row(*one) for one in known]
    if json_wanted:
        return as_json(rows)
    columns = ("supplier", "cases", "versions", "in use", "fields", "keys")
    show_table(columns, (tuple(row.values()) for row in rows))


@command.command()
@click.argument("identity")
@json_option
def show(identity: str, json_wanted: bool) -> None:
    """Show every version of the profile IDENTITY, and the cases behind it."""
    with _corpus() as corpus:
        versions, cases = corpus.memory.versions(identity), corpus.memory.cases(identity)
    if not versions and not cases:
        raise click.ClickException(f"Nothing is known of {identity!r}: see `corpus list`.")
    if json_wanted:
        told = [case.model_dump(mode="json") for case in cases]
        return as_json({"versions": [v.model_dump(mode="json") for v in versions], "cases": told})
    show_table(
        ("version", "at", "state", "gained", "lost"),
        ((v.version, v.created_at, _state(v), v.gained, _losses(v)) for v in versions),
        title=identity,
    )
    show_table(
        ("file", "line", "field", "value", "person", "at", "reason"),
        (
            (c.filename, c.said.line, c.said.field, c.said.value, c.person, c.at, c.said.reason)
            for c in cases
        ),
    )


@contextmanager
def _corpus() -> "Iterator[Corpus]":
    """Open the corpus of the running stack; a part that is away is a sentence."""
    from wiring.corpus import open_corpus
    from wiring.house import OUTAGES
    from wiring.settings import load

    try:
        with open_corpus(load()) as corpus:
            yield corpus
    except OUTAGES as outage:
        raise click.ClickException(f"A part of the stack does not answer: {outage}") from outage


def _checked() -> list[dict[str, Any]]:
    with _corpus() as corpus:
        return [case.model_dump(mode="json") for case in corpus.check()]


def _rehearsed(folder: Path) -> list[dict[str, Any]]:
    from documents.child import IsolatedReader
    from documents.rehearsal import known_papers, rehearse

    with closing(IsolatedReader()) as reader:
        found = list(rehearse(reader, known_papers(folder)))
    return [{**one.model_dump(mode="json"), "state": one.state} for one in found]


def _show(rows: Sequence[dict[str, Any]]) -> None:
    """Print what was lost and gained, then how many cases of each field stand how."""
    changed = [row for row in rows if row["state"] in ("lost", "gained")]
    now = "after" if rows and "after" in rows[0] else "found"
    show_table(
        ("", "file", "line", "field", "right is", "is read"),
        (
            (r["state"], r["file"], r.get("line"), r["field"], r["wanted"], r[now])
            for r in sorted(changed, key=lambda r: r["state"] != "lost")
        ),
    )
    counted = Counter((row["field"], row["state"]) for row in rows)
    states = ("right", "gained", "lost", "wrong")
    fields = sorted({row["field"] for row in rows})
    show_table(("field", *states), ((f, *(counted[f, s] for s in states)) for f in fields))
    total = Counter(row["state"] for row in rows)
    click.echo(" · ".join(f"{total[state]} {state}" for state in states))


def _row(identity: str, versions: "Sequence[ProfileVersion]", cases: int) -> dict[str, Any]:
    used = [version for version in versions if version.activated]
    layouts = used[-1].profile.get("layouts", {}) if used else {}
    return {
        "identity": identity,
        "cases": cases,
        "versions": len(versions),
        "in_use": used[-1].version if used else None,
        "fields": ", ".join(sorted({f for known in layouts.values() for f in known["fields"]})),
        "keys": ", ".join(used[-1].keys) if used else "",
    }


def _state(version: "ProfileVersion") -> str:
    return "in use" if version.activated else "refused"


def _losses(version: "ProfileVersion") -> str:
    return "; ".join(f"{c.file} {c.field}: {c.wanted} → {c.found}" for c in version.lost)
