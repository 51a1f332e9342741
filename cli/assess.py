"""``entreposto assess``: the duties of a declaration, from a JSON file."""

import json
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from customs.duties import Assessment
    from customs.filing import FieldProblem

_BAD_INPUT = 2
_LATER = ("cbs", "ibs")
"""Totals that are told once they are to be paid."""


def _print_schema(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from customs.duties.door import schema

        as_json(schema())
        context.exit()


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--explain", is_flag=True, help="Tell how every amount came about.")
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of FILE and end.",
)
@json_option
def command(file: BinaryIO, explain: bool, json_wanted: bool) -> None:
    """Compute the duties of the declaration in FILE (JSON; - reads standard input).

    Ends with 2 if anything in it is wrong: then every problem is told, and no amount.
    """
    from customs.duties import AssessmentRefused

    try:
        assessment = _assess(file.read(), explain)
    except AssessmentRefused as refused:
        _show_problems(refused.problems, json_wanted)
        sys.exit(_BAD_INPUT)
    if json_wanted:
        # Explained, thousands of nodes are for programs: laid out for eyes they take seconds.
        as_json(_told(assessment), indent=None if explain else 2)
    else:
        _show(assessment)


def _assess(text: bytes, explain: bool) -> "Assessment":
    from activities.rule_packs import shipped_pack
    from customs.duties import assess
    from customs.duties.door import read_request

    pack = shipped_pack()
    return assess(read_request(text, pack), pack, explain=explain)


def _told(assessment: "Assessment") -> dict[str, Any]:
    """Return what is published: totals, and the foreign-trade system's shape of each tax."""
    from customs.duties.calculator import AMOUNTS

    whole = assessment.model_dump(mode="json")
    totals = {
        name: amount
        for name, amount in whole["totals"].items()
        if name not in _LATER or amount is not None
    }
    items = [
        {
            "id": item["id"],
            "customs_value": item["customs_value"],
            "taxes": {
                tax: {what: amounts[what] for what in AMOUNTS}
                for tax, amounts in item["taxes"].items()
            },
        }
        for item in whole["items"]
    ]
    told = {"items": items, "totals": totals, "rule_pack": whole["rule_pack"]}
    told |= {"notes": whole["notes"]} if whole["notes"] else {}
    return told | ({"explanation": assessment.tree.document()} if assessment.tree else {})


def _show(assessment: "Assessment") -> None:
    rows = [
        (
            item.id,
            tax.upper(),
            amount.base,
            f"{amount.rate} {amount.unit}",
            amount.calculated,
            amount.suspended,
            amount.payable,
            amount.rule,
        )
        for item in assessment.items
        for tax, amount in item.taxes.items()
    ]
    columns = ("item", "tax", "base", "rate", "calculated", "suspended", "payable", "rule")
    show_table(columns, rows)
    show_table(("total", "BRL"), _told(assessment)["totals"].items())
    click.echo("\n".join((*assessment.notes, f"rule pack {assessment.rule_pack}")))
    if assessment.tree is not None:
        from cli.tree import tree_lines

        # Read back from what is stored, so that the page and this say the same.
        click.echo("\n".join(tree_lines(json.loads(assessment.tree.canonical()))))


def _show_problems(problems: "tuple[FieldProblem, ...]", json_wanted: bool) -> None:
    if json_wanted:
        return as_json({"problems": [problem.model_dump() for problem in problems]})
    for problem in problems:
        click.echo(f"{problem.field or 'file'}: {problem.message}", err=True)
    return None
