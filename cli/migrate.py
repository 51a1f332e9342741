"""``entreposto migrate``: bring the database to this version's tables."""

import click

from wiring.settings import StackDown, load_what_is_known


@click.command()
def command() -> None:
    """Apply the migrations that the database does not have yet; `up` does it by itself."""
    url = load_what_is_known().migrations_url
    if not url:
        raise StackDown("There is no database: run `entreposto up` or set ENTREPOSTO_DATABASE_URL.")
    # Late: it loads Alembic and SQLAlchemy.
    from wiring.migrations import upgrade

    upgrade(url)
    click.echo("The database has this version's tables.")
