"""``entreposto user``: the accounts of people."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

from cli.tables import as_json, json_option, show_table
from customs.people import Role

if TYPE_CHECKING:
    from records.ports import People


@click.group()
def command() -> None:
    """Keep the accounts of people."""


class Amount(click.ParamType[Decimal]):
    """An amount of money."""

    name = "amount"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the amount; anything else is refused with a sentence."""
        from wiring.desk.figures import refuse_too_long

        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount < 0:
            self.fail(f"{value!r} is no amount in BRL, such as 115000.00", param, ctx)
        try:
            refuse_too_long(amount)
        except ValueError as problem:
            self.fail(f"{value!r}: {problem}", param, ctx)
        return amount


@command.command()
@click.argument("name")
@click.option("--full-name", help="As it is shown; the account's name if absent.")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="What the person may do; may be given more than once.",
)
@click.option("--party", help="The company whose rows the person sees, by CNPJ or code.")
@click.option("--authority", type=Amount(), help="Largest amount in BRL the person may approve.")
@click.option("--language", type=click.Choice(["pt_BR", "en"]), default="pt_BR")
@click.password_option(help="Asked for if absent, so that it stays out of the shell's history.")
def add(  # noqa: PLR0913 - each is an option of the command
    name: str,
    full_name: str | None,
    roles: tuple[str, ...],
    party: str | None,
    authority: Decimal | None,
    language: str,
    password: str,
) -> None:
    """Add the account NAME, or replace it."""
    from records.ports import Person

    person = Person(
        name=name,
        full_name=full_name or name,
        roles=tuple(Role(role) for role in roles),
        party=party,
        authority_brl=authority,
        language=language,
    )
    _people().add(person, password)
    click.echo(f"{name} may now sign in as {', '.join(roles)}.")


@command.command(name="list")
@json_option
def list_(json_wanted: bool) -> None:
    """Show every account."""
    found = _people().all()
    if json_wanted:
        return as_json([person.model_dump(mode="json") for person in found])
    rows = ((p.name, p.full_name, ", ".join(p.roles), p.party, p.authority_brl) for p in found)
    show_table(("name", "full name", "roles", "party", "authority (BRL)"), rows)


def _people() -> "People":
    from wiring.database import known_database, open_people

    return open_people(known_database())
