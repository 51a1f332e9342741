"""Correcting a paper: what a person says of it, to the workflow and to the activity."""

from pydantic import AwareDatetime

from customs.papers import Correction, PaperRead
from customs.payload import Payload
from customs.people import Actor


class CorrectPaper(Payload):
    """Update ``correct_paper``: a person says what a document of a file says."""

    sha256: str
    """Hash of the file."""
    corrections: tuple[Correction, ...]
    first_page: int = 1
    seen: str = ""
    """Hash of the reading that the person saw; empty: whichever there is."""
    actor: Actor
    at: AwareDatetime


class CorrectReading(Payload):
    """Make the next version of a reading, with what a person said."""

    read: PaperRead
    corrections: tuple[Correction, ...]
    actor: Actor
    at: AwareDatetime
