"""News as tests tell it."""

from datetime import UTC, datetime, timedelta

from customs.milestones import Classifier, MilestoneReached

DAY_ONE = datetime(2026, 1, 30, 12, tzinfo=UTC)


def news(tag: str, day: float = 0, **more: object) -> MilestoneReached:
    """Return an actual of ``tag``, ``day`` days after the first, recorded an hour later."""
    occurred_at = DAY_ONE + timedelta(days=day)
    told: dict[str, object] = {
        "event_id": f"{tag}-{day}",
        "tag": tag,
        "occurred_at": occurred_at,
        "recorded_at": occurred_at + timedelta(hours=1),
        "source": "carrier",
    }
    return MilestoneReached.model_validate({**told, **more})


def forecast(tag: str, day: float, said_on: float) -> MilestoneReached:
    """Return an estimate of ``tag``, made on day ``said_on``."""
    return news(
        tag,
        day,
        event_id=f"{tag}-est-{said_on}",
        classifier=Classifier.ESTIMATED,
        recorded_at=DAY_ONE + timedelta(days=said_on),
    )
