"""``entreposto down``: stop everything."""

import click

from wiring.settings import load_what_is_known
from wiring.stack import control
from wiring.stack.folder import StackFolder


@click.command()
def command() -> None:
    """Stop the stack; its data stays."""
    folder = StackFolder(load_what_is_known().home)
    if control.stop(folder):
        click.echo(f"Stopped. The data is kept in {folder.home}.")
    else:
        click.echo("Nothing runs.")
