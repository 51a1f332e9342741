"""``entreposto rules``: the rule packs, from a draft on disk to the one in force."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, reading
from cli.rule_texts import about, pack_text, texts_of
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from customs.duties.pack_changes import PackChange
    from customs.duties.packs import Rule, RulePack
    from wiring.desk.rules import PackPreview

_BAD_INPUT = 2
_PATH = click.Path(exists=True, path_type=Path)
_day = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Only what is in force on this day."
)
_pack = click.option(
    "--pack",
    default="shipped",
    help="A file, a folder, a SHA-256 that the stack knows, `active` or `shipped`.",
)


@click.group()
def command() -> None:
    """Keep the rule packs: check, show, diff, preview, propose."""


@command.command()
@click.argument("files", nargs=-1, type=_PATH)
@json_option
def check(files: tuple[Path, ...], json_wanted: bool) -> None:
    """Read FILES (or folders; else the pack that comes with the house) and run every rule's case.

    Ends with 2 if a day is left out or ruled twice, or a case does not come out.
    """
    from activities.rule_packs import shipped_texts
    from customs.duties import PackRefused
    from customs.duties.cases import check_pack, parse_cases

    texts = texts_of(files) if files else shipped_texts()
    try:
        pack, wrong = check_pack(*texts)
    except PackRefused as refused:
        return _refuse([("pack", str(refused))], json_wanted)
    if wrong:
        return _refuse([(problem.rule, problem.message) for problem in wrong], json_wanted)
    figures = {
        "rule_pack": pack.sha256,
        "rules": len(pack.rules),
        "headings": len(pack.headings),
        "cases": len(parse_cases(*texts)),
        "doubtful": sum(bool(rule.doubt) for rule in pack.rules),
    }
    if json_wanted:
        return as_json(figures)
    click.echo(
        "{rules} rules ({doubtful} of them doubtful) and {headings} codes; {cases} cases come out.\n"
        "rule pack {rule_pack}".format(**figures)
    )
    return None


@command.command(name="list")
@_day
@_pack
@click.option("--doubtful", is_flag=True, help="Only rules of which something is not verified.")
@json_option
def list_(on: datetime | None, pack: str, doubtful: bool, json_wanted: bool) -> None:
    """List the rules of a pack: what, how much, since when, by which act."""
    found = _parsed(pack_text(pack))
    _tell(found, [rule for rule in found.rules if rule.doubt or not doubtful], on, json_wanted)


@command.command()
@click.argument("name")
@_day
@_pack
@json_option
def show(name: str, on: datetime | None, pack: str, json_wanted: bool) -> None:
    """Show the rules of NAME: a tax (ii, icms…), an NCM, a state, or a rule's id.

    Of an NCM also those for all goods that reach it.
    """
    found = _parsed(pack_text(pack))
    named = about(found, name)
    if not named:
        raise click.ClickException(f"No rule of {name!r} in pack {found.sha256[:12]}.")
    _tell(found, named, on, json_wanted)


@command.command()
@click.argument("before")
@click.argument("after")
@json_option
def diff(before: str, after: str, json_wanted: bool) -> None:
    """Say what AFTER changes of BEFORE; each is a file, a folder, a SHA-256, `active` or `shipped`."""
    from customs.duties.pack_changes import pack_changes

    changes = pack_changes(_parsed(pack_text(before)), _parsed(pack_text(after)))
    if json_wanted:
        return as_json([change.model_dump(mode="json") for change in changes])
    _show_changes(changes)
    return None


@command.command()
@click.argument("pack", default="active")
def text(pack: str) -> None:
    """Print PACK as it was written, to be changed and proposed: `active`, `shipped` or a SHA-256."""
    click.echo(pack_text(pack), nl=False)


@command.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@as_option
@click.option("--csv", "csv_wanted", is_flag=True, help="Print a line per lot and day.")
@json_option
def preview(files: tuple[Path, ...], person: str, csv_wanted: bool, json_wanted: bool) -> None:
    """Put the pack in FILES to all that lies in bond: what would change, lot by lot, day by day."""
    from activities.packs import as_csv

    pack = "\n".join(texts_of(files))
    found = acting(lambda desk, actor: desk.preview_pack(pack, actor), person)
    if csv_wanted:
        return click.echo(as_csv(found.preview), nl=False)
    if json_wanted:
        return as_json(found.model_dump(mode="json"))
    _show_changes(found.changes)
    _show_preview(found)
    return None


@command.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option("--reason", required=True, help="Why it should be in force: the act that changed.")
@as_option
@json_option
def propose(files: tuple[Path, ...], reason: str, person: str, json_wanted: bool) -> None:
    """Propose the pack in FILES; somebody else decides, in the inbox."""
    from wiring.desk.rules import ProposePackForm

    form = ProposePackForm(text="\n".join(texts_of(files)), reason=reason)
    view = acting(lambda desk, actor: desk.propose_pack(form, actor), person)
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(
        f"Rule pack {view.order.sha256} is proposed.\n"
        f"It is compared and then asked as task rules/{view.id}/activation-1."
    )
    return None


@command.command()
@json_option
def active(json_wanted: bool) -> None:
    """Show the pack in force, those that are proposed, and those before."""
    listed = reading(lambda desk: desk.packs())
    if json_wanted:
        return as_json(listed.model_dump(mode="json"))
    held = listed.in_force
    click.echo(f"In force: {held.sha256}, approved by {held.approved_by} ({held.reason})")
    proposed = (
        (v.id, v.state, v.order.proposed_by.person, v.order.reason) for v in listed.proposals
    )
    show_table(("proposed", "state", "by", "reason"), proposed)
    history = (
        (a.sha256[:16], a.valid_from.isoformat(), a.proposed_by, a.approved_by, a.reason)
        for a in listed.history
    )
    show_table(("pack", "in force from", "proposed by", "approved by", "reason"), history)
    return None


def _refuse(problems: Sequence[tuple[str, str]], json_wanted: bool) -> None:
    if json_wanted:
        as_json({"problems": [{"rule": rule, "message": message} for rule, message in problems]})
    else:
        for rule, message in problems:
            click.echo(f"{rule}: {message}", err=True)
    sys.exit(_BAD_INPUT)


def _parsed(text: str) -> "RulePack":
    from customs.duties import PackRefused, parse

    try:
        return parse(text)
    except PackRefused as refused:
        click.echo(f"pack: {refused}", err=True)
        sys.exit(_BAD_INPUT)


def _tell(
    pack: "RulePack", rules: "Sequence[Rule]", on: datetime | None, json_wanted: bool
) -> None:
    day: date | None = on.date() if on else None
    held = [rule for rule in rules if day is None or rule.holds_on(day)]
    if json_wanted:
        told = [rule.model_dump(mode="json", by_alias=True) for rule in held]
        return as_json({"rule_pack": pack.sha256, "rules": told})
    rows = (
        (r.id, r.tax, r.key, f"{r.value} {r.unit}", r.valid_from, r.valid_to, r.act, r.doubt)
        for r in held
    )
    show_table(("rule", "tax", "key", "value", "from", "to", "act", "doubt"), rows)
    click.echo(f"rule pack {pack.sha256}")
    return None


def _show_changes(changes: "Iterable[PackChange]") -> None:
    rows = (
        (change.what, change.of, change.id, name, before, after)
        for change in changes
        for name, (before, after) in change.fields.items()
    )
    show_table(("what", "of", "entry", "field", "before", "after"), rows)


def _show_preview(found: "PackPreview") -> None:
    preview = found.preview
    rows = (
        (lot.lot, lot.product, lot.quantity, s.first, s.last, s.before, s.after)
        for lot in preview.changed
        for s in lot.outcome.steps
        if s.before != s.after
    )
    show_table(("lot", "item", "quantity", "from", "to", "now", "then"), rows)
    for saving in preview.savings:
        click.echo(
            f"Clear by {saving.until}: {len(saving.lots)} lots together save R$ {saving.saves}"
        )
    for lot, why in preview.unknown.items():
        click.echo(f"{lot}: {why}")
    quotes = ", ".join(f"{q.currency} {q.rate} of {q.quote_date}" for q in preview.exchange)
    click.echo(f"{preview.lots_in_bond} lots in bond; {len(preview.changed)} change. {quotes}")
    click.echo("\n".join(preview.notes))
