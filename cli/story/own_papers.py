"""Anyone's PDFs: what is read of them, how sure, what is missing, how far they lead."""

from pathlib import Path

from cli.story.closing import Summary
from cli.story.stage import Stage
from wiring.settings import Settings


async def tell(stage: Stage, folder: Path, settings: Settings) -> Summary:
    """Start a direct import with the papers of a folder, and take it as far as they allow."""
    raise NotImplementedError
