"""``entreposto doctor``: what is wrong, and how to mend it."""

import sys

import click

from cli.tables import as_json, json_option, show_table
from wiring.settings import load_what_is_known
from wiring.stack.doctor import examine


@click.command()
@json_option
def command(json_wanted: bool) -> None:
    """Look at everything that can be wrong; ends with 1 if something is."""
    findings = examine(load_what_is_known())
    if json_wanted:
        as_json([finding._asdict() for finding in findings])
    else:
        rows = [("well" if f.well else "WRONG", f.what, f.found, f.mend) for f in findings]
        show_table(("", "what", "found", "how to mend it"), rows)
    sys.exit(any(not finding.well for finding in findings))
