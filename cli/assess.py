"""``entreposto assess``: the duties of a declaration, from a JSON file."""

import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from pydantic import ValidationError

    from customs.duties import Assessment
    from customs.filing import FieldProblem

_BAD_INPUT = 2


@click.command()
@click.argument("file", type=click.File("rb"))
@json_option
def command(file: BinaryIO, json_wanted: bool) -> None:
    """Compute the duties of the declaration in FILE (JSON; - reads standard input).

    Ends with 2 if anything in it is wrong: then every problem is told, and no amount.
    """
    from pydantic import ValidationError

    from customs.duties import AssessmentRefused

    try:
        assessment = _assess(file.read())
    except AssessmentRefused as refused:
        _show_problems(refused.problems, json_wanted)
    except ValidationError as wrong:
        _show_problems(_problems(wrong), json_wanted)
    else:
        return _show(assessment, json_wanted)
    sys.exit(_BAD_INPUT)


def _assess(text: bytes) -> "Assessment":
    from activities.rule_packs import shipped_pack
    from customs.duties import AssessmentRequest, assess

    # A misspelt field would silently change the answer: at this door it is refused.
    request = AssessmentRequest.model_validate_json(text, extra="forbid")
    return assess(request, shipped_pack())


def _problems(wrong: "ValidationError") -> "tuple[FieldProblem, ...]":
    from customs.filing import FieldProblem

    return tuple(
        FieldProblem(field=_path(error["loc"]), message=error["msg"], code=error["type"])
        for error in wrong.errors()
    )


def _path(place: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return path.removeprefix(".")


def _show(assessment: "Assessment", json_wanted: bool) -> None:
    told = assessment.model_dump(mode="json")
    if json_wanted:
        return as_json({name: told[name] for name in ("items", "totals", "rule_pack", "notes")})
    rows = [
        (
            item.id,
            tax.upper(),
            amount.base,
            f"{amount.rate} %",
            amount.calculated,
            amount.suspended,
            amount.payable,
            amount.derivation.rule,
        )
        for item in assessment.items
        for tax, amount in item.taxes.items()
    ]
    columns = ("item", "tax", "base", "rate", "calculated", "suspended", "payable", "rule")
    show_table(columns, rows)
    show_table(("total", "BRL"), told["totals"].items())
    click.echo("\n".join((*assessment.notes, f"rule pack {assessment.rule_pack}")))
    return None


def _show_problems(problems: "tuple[FieldProblem, ...]", json_wanted: bool) -> None:
    if json_wanted:
        return as_json({"problems": [problem.model_dump() for problem in problems]})
    for problem in problems:
        click.echo(f"{problem.field or 'file'}: {problem.message}", err=True)
    return None
