"""``entreposto up``: start everything and keep it running."""

import logging

import click

from cli.status import show
from wiring.settings import Settings, load_what_is_known
from wiring.stack import control
from wiring.stack.folder import AlreadyHeld, StackFolder
from wiring.stack.parts import PartFailed


@click.command()
@click.option("--detach", is_flag=True, help="Return when everything is ready; it runs on.")
def command(detach: bool) -> None:
    """Start everything, say where it is, and keep it running until Ctrl-C or `entreposto down`."""
    settings = Settings(home=load_what_is_known().home)
    folder = StackFolder(settings.home)
    try:
        if folder.is_held():
            raise AlreadyHeld
        if detach:
            control.serve_in_background(settings)
            show(folder)
        else:
            _in_the_foreground(settings, folder)
    except AlreadyHeld:
        _already_runs(folder)
    except PartFailed as problem:
        raise click.ClickException(str(problem)) from problem


def _in_the_foreground(settings: Settings, folder: StackFolder) -> None:
    folder.make()
    logging.basicConfig(
        level=logging.INFO,
        format="%(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(folder.log("supervisor"))],
    )

    def tell() -> None:
        show(folder)
        click.echo("Ctrl-C stops everything.")

    control.serve(settings, tell)


def _already_runs(folder: StackFolder) -> None:
    """Another terminal started it, perhaps a moment ago: wait until that one is ready."""
    try:
        control.wait_until_ready(folder, ended=lambda: None if folder.is_held() else 1)
    except TimeoutError:
        raise click.ClickException("it was starting in another terminal and ended") from None
    click.echo("It is already running.")
    show(folder)
