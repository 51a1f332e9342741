"""The letters in PostgreSQL."""

from sqlalchemy import Engine, select, update
from sqlalchemy.dialects.postgresql import insert

from records.letters import KeptLetter
from records.sql.tables import letter


class SqlLetters:
    """Keeps letters; two who handle the same one at once keep it once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, key: str) -> KeptLetter | None:
        """Return a letter by its key."""
        with self._engine.connect() as connection:
            row = connection.execute(select(letter).where(letter.c.key == key)).first()
        return KeptLetter.model_validate(dict(row._mapping)) if row else None

    def keep(self, kept: KeptLetter) -> None:
        """Keep a letter; one that is there already stays as it is."""
        values = kept.model_dump() | {"files": list(kept.files)}
        write = insert(letter).values(values).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            connection.execute(write)

    def hand_over(self, key: str, reference: str, person: str) -> None:
        """Note to whom a person had a waiting letter's attachments handed; the first one counts."""
        found = update(letter).where(letter.c.key == key, letter.c.reference.is_(None))
        with self._engine.begin() as connection:
            connection.execute(found.values(reference=reference, matched_by=person, why=""))

    def newest(self, waiting: bool, limit: int = 100) -> list[KeptLetter]:
        """Return letters, the newest first; only those that wait for a person, if asked."""
        asked = select(letter).order_by(letter.c.received_at.desc(), letter.c.key).limit(limit)
        if waiting:
            asked = asked.where(letter.c.reference.is_(None))
        with self._engine.connect() as connection:
            rows = connection.execute(asked).all()
        return [KeptLetter.model_validate(dict(row._mapping)) for row in rows]
