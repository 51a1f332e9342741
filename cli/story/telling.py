"""The story from its first day to its last."""

from cli.story import (
    admission,
    by_air,
    closing,
    first_release,
    order,
    papers,
    second_release,
    seeding,
    voyage,
)
from cli.story.closing import Summary
from cli.story.names import Names
from cli.story.stage import Stage
from wiring.settings import Settings


async def tell(stage: Stage, settings: Settings) -> Summary:
    """Tell it, chapter by chapter, and return what came out."""
    names = Names(stage.run)
    await seeding.begin(stage.desk)
    await order.tell(stage, names)
    await papers.tell(stage, names)
    await voyage.tell(stage, names)
    await admission.tell(stage, names)
    await voyage.return_empty(stage, names)
    await first_release.tell(stage, names)
    await by_air.tell(stage, names)
    await second_release.tell(stage, names)
    return await closing.tell(stage, names, settings)
