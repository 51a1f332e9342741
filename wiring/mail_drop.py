"""The mail drop: a folder in which a mail server, or anybody, leaves letters; each is handled once.

``inbox/*.eml``, or a maildir's ``inbox/new/*``. What was handled is moved to ``inbox/handled``,
never deleted; a letter that cannot be handled now stays and is tried again.
"""

import asyncio
import logging
import time
from pathlib import Path

from gateways.doors import Unavailable
from wiring.desk import Desk
from wiring.desk.errors import DeskError

log = logging.getLogger("entreposto.mail")

EVERY = 2.0
"""Seconds between two looks."""
SETTLED = 1.0
"""Seconds that a file must not have changed: another program may still be writing it."""


async def watch(desk: Desk, inbox: Path) -> None:
    """Look into the folder for ever."""
    await asyncio.to_thread(inbox.mkdir, parents=True, exist_ok=True)
    while True:
        try:
            await sweep(desk, inbox)
        except Exception:
            # Whatever is wrong with one look, the next letter is not to be missed for it.
            log.exception("the inbox %s could not be looked into", inbox)
        await asyncio.sleep(EVERY)


async def sweep(desk: Desk, inbox: Path) -> int:
    """Handle every letter that lies there; return how many were."""
    handled = 0
    for file in await asyncio.to_thread(_waiting, inbox):
        try:
            kept = await desk.receive_letter(await asyncio.to_thread(file.read_bytes))
            await asyncio.to_thread(_put_away, inbox, file, kept.key)
        except (DeskError, Unavailable, OSError) as trouble:
            log.warning("%s stays in the inbox: %s", file.name, trouble)
            continue
        handled += 1
    return handled


def _waiting(inbox: Path) -> list[Path]:
    now = time.time()
    # A maildir's files come whole, by renaming; any other file may still grow.
    whole = [file for file in (inbox / "new").glob("*") if file.is_file()]
    found = [file for file in inbox.glob("*.eml") if file.is_file()]
    return sorted(whole) + sorted(f for f in found if now - f.stat().st_mtime >= SETTLED)


def _put_away(inbox: Path, file: Path, key: str) -> None:
    folder = inbox / "handled"
    folder.mkdir(exist_ok=True)
    file.rename(folder / f"{key[:16]}-{file.name}"[:200])
