"""The waiting room: events that matched no import when they came."""

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from customs.milestones import MilestoneReached
from records.ports import WaitingNews
from records.sql.tables import waiting_news as waiting


class SqlWaitingRoom:
    """Keeps events until an import names one of their keys."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, news: WaitingNews) -> None:
        """Keep an event; the same source and event id is kept once."""
        write = insert(waiting).values(
            source=news.news.source,
            event_id=news.news.event_id,
            news=news.news.model_dump(mode="json"),
            keys=list(news.keys),
            received_at=news.received_at,
        )
        with self._engine.begin() as connection:
            connection.execute(write.on_conflict_do_nothing())

    def waiting(self) -> list[WaitingNews]:
        """Return what is still unmatched, oldest first."""
        unmatched = select(waiting).where(waiting.c.matched_to.is_(None)).order_by(waiting.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(unmatched).all()
        return [WaitingNews.model_validate(dict(row._mapping)) for row in rows]

    def pick_up(self, keys: tuple[str, ...], reference: str) -> list[MilestoneReached]:
        """Match all events that name one of ``keys`` to an import and return them.

        What the same import picked up before comes again: the activity that
        asked may have died before its answer was written into history.
        """
        free = or_(waiting.c.matched_to.is_(None), waiting.c.matched_to == reference)
        match = (
            update(waiting)
            .where(waiting.c["keys"].overlap(list(keys)), free)
            .values(matched_to=reference)
            .returning(waiting.c.id, waiting.c.news)
        )
        with self._engine.begin() as connection:
            rows = connection.execute(match).all()
        return [MilestoneReached.model_validate(row.news) for row in sorted(rows)]
