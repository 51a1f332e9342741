"""The house from a terminal: ``entreposto COMMAND``."""

import importlib
from typing import Any

import click

COMMANDS = {
    "up": ("cli.up:command", "Start everything and keep it running."),
    "down": ("cli.down:command", "Stop everything."),
    "status": ("cli.status:command", "Show each part: address, process, memory."),
    "doctor": ("cli.doctor:command", "Say what is wrong and how to mend it."),
    "migrate": ("cli.migrate:command", "Bring the database to this version's tables."),
    "demo": ("cli.demo:command", "Tell the story of an import, from order to release."),
    "read": ("cli.read:command", "Read trade documents and print what they say."),
    "corpus": ("cli.corpus:command", "Check and show what corrections of papers taught."),
    "assess": ("cli.assess:command", "Compute the duties of a declaration."),
    "rules": ("cli.rules:command", "Keep the rule packs: check, show, diff, propose."),
    "quote": ("cli.quote:command", "Show the fiscal exchange rate of a day."),
    "explain": ("cli.explain:command", "Tell why an amount is what it is."),
    "cost": ("cli.costs:command", "Tell what goods cost once they are here."),
    "import": ("cli.imports:command", "Start, show, list and cancel imports."),
    "release": ("cli.releases:command", "Call goods off out of bond, by any way out."),
    "paper": ("cli.papers:command", "Show what a paper says, and correct it."),
    "mail": ("cli.mail:command", "Take in letters with papers."),
    "task": ("cli.tasks:command", "Work the inbox: list, claim, complete."),
    "milestone": ("cli.milestones:command", "Report what happened to the goods."),
    "stock": ("cli.stock:command", "Show the bonded ledger."),
    "bond": ("cli.bonded:command", "Tell of goods in bond: tally, loss, extension."),
    "product": ("cli.products:command", "Keep the declarants' products."),
    "programme": ("cli.programme:command", "Run replenishment programmes."),
    "user": ("cli.user:command", "Keep the accounts of people."),
}
"""Each command: where it lives and one line about it, so that ``--help`` imports none of them."""


class LateGroup(click.Group):
    """A group that imports a command only when it is called: a list must not wait for a PDF reader."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command, or return None if there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a stack that is not running is a sentence, not a traceback."""
        from wiring.settings import StackDown

        try:
            return super().invoke(ctx)
        except StackDown as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
def entreposto() -> None:
    """Vendor-managed inventory through a Brazilian bonded warehouse."""


if __name__ == "__main__":
    entreposto(prog_name="entreposto")
