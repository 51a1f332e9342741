"""The business clock: the system's, unless a story's row stands in SQL."""

from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from customs.clock import ClockMode, ClockReading
from records.sql.tables import story_clock


class SqlClock:
    """The one business clock of the house."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self) -> ClockReading:
        """Return mode and now."""
        with self._engine.connect() as connection:
            told = connection.execute(select(story_clock.c.now)).scalar_one_or_none()
        if told is None:
            return ClockReading(now=datetime.now(UTC))
        return ClockReading(mode=ClockMode.STORY, now=told)

    def move(self, to: datetime) -> None:
        """Set the story clock; the first move makes it one.

        Raises:
            ValueError: the clock stands at a later time already.
        """
        write = insert(story_clock).values(single=True, now=to)
        forward = write.on_conflict_do_update(
            index_elements=[story_clock.c.single],
            set_={"now": write.excluded.now},
            where=story_clock.c.now <= write.excluded.now,
        )
        with self._engine.begin() as connection:
            moved = connection.execute(forward.returning(story_clock.c.now)).one_or_none()
        if moved is None:
            raise ValueError(f"the story clock is past {to.isoformat()}; it only goes forward")

    def begin(self, at: datetime) -> None:
        """Set the clock at the beginning of a story, wherever an earlier story left it."""
        write = insert(story_clock).values(single=True, now=at)
        anew = write.on_conflict_do_update(
            index_elements=[story_clock.c.single], set_={"now": write.excluded.now}
        )
        with self._engine.begin() as connection:
            connection.execute(anew)
