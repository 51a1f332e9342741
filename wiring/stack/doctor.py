"""What can be wrong with the stack, what is found of it, and how to mend it."""

import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from documents.ocr_desk import engine_found, side_by_side
from wiring.settings import ROOT, Settings
from wiring.stack.control import look
from wiring.stack.folder import Record, StackFolder
from wiring.stack.servers import RETENTION_DAYS, retention

_ROOM = 2**30
_LARGEST_SKEW = 60


class Finding(NamedTuple):
    """One thing that was looked at."""

    well: bool
    what: str
    found: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that can be wrong, from the machine up to the parts."""
    folder = StackFolder(settings.home)
    findings = [_environment(), _ocr(), _disk(settings), _owner(settings), _supervisor(folder)]
    findings += [_port(name, pair) for name, pair in folder.read()["ports"].items()]
    if folder.is_held():
        findings += [_part(folder, part) for part in look(folder)[1:]]
    return [*findings, *_servers(settings)]


def _environment() -> Finding:
    lock, stamp = ROOT / "requirements.lock", ROOT / ".venv" / ".installed"
    what = "environment"
    if not sys.prefix.startswith(str(ROOT)):
        return Finding(True, what, f"{sys.prefix} (not this checkout's own)")
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        return Finding(False, what, "not what requirements.lock says", "run `make`")
    return Finding(True, what, "as requirements.lock says")


def _ocr() -> Finding:
    """Say whether scanned pages can be read; without the engine they are a person's task."""
    if engine_found():
        return Finding(True, "OCR", f"rapidocr, {side_by_side()} pages at a time")
    mend = "run `make`; scanned pages go to a person until then"
    return Finding(False, "OCR", "rapidocr or onnxruntime is missing", mend)


def _disk(settings: Settings) -> Finding:
    place = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(place).free
    mend = "" if free > _ROOM else f"make room on the disk of {place}: 1 GiB at least"
    return Finding(free > _ROOM, "disk", f"{free / 2**30:.1f} GiB free", mend)


def _owner(settings: Settings) -> Finding:
    home = settings.home
    if not home.exists():
        return Finding(True, "data folder", f"{home} is made at the first `entreposto up`")
    if home.stat().st_uid != os.getuid() or not os.access(home, os.W_OK):
        mend = "run as its owner, or set ENTREPOSTO_HOME to a folder of your own"
        return Finding(False, "data folder", f"{home} belongs to another user", mend)
    return Finding(True, "data folder", str(home))


def _supervisor(folder: StackFolder) -> Finding:
    if folder.is_held():
        ready = folder.is_ready()
        found = "runs" if ready else "is starting"
        return Finding(ready, "stack", found, "" if ready else "wait, or see logs/supervisor.log")
    if left := folder.orphans():
        found = f"its supervisor was killed; still running: {', '.join(left)}"
        return Finding(False, "stack", found, "`entreposto up` stops them and starts anew")
    if folder.read()["parts"]:
        return Finding(False, "stack", "ended without a word; nothing runs", "`entreposto up`")
    return Finding(False, "stack", "does not run", "`entreposto up`")


def _port(name: str, pair: dict[str, int]) -> Finding:
    found = str(pair["port"])
    if pair["port"] != pair["wanted"]:
        found += f" ({pair['wanted']} was taken)"
    return Finding(True, f"port of {name}", found)


def _part(folder: StackFolder, part: Record) -> Finding:
    if part["state"] not in ("up", "external"):
        mend = f"it starts again by itself; if not, see {folder.log(part['name'])}"
        return Finding(False, part["name"], part["state"], mend)
    address = part["address"]
    if address and not _accepts(address):
        return Finding(
            False, part["name"], "runs but does not answer", "`entreposto down`, then `up`"
        )
    return Finding(True, part["name"], part["state"])


def _accepts(address: str) -> bool:
    """Say whether somebody listens at an address; a database on a socket is asked later."""
    place = urlsplit(address if "://" in address else f"//{address}")
    if not place.hostname:
        return True
    port = place.port or {"https": 443, "http": 80, "postgresql+psycopg": 5432}.get(place.scheme)
    try:
        with socket.create_connection((place.hostname, port or 0), timeout=2):
            return True
    except OSError:
        return False


def _servers(settings: Settings) -> Iterator[Finding]:
    if settings.database_url:
        yield _migrations(settings.database_url)
    if settings.temporal_address:
        yield _retention(settings)
    if settings.s3_endpoint:
        yield _clock(settings.s3_endpoint)


def _migrations(database_url: str) -> Finding:
    from sqlalchemy.exc import SQLAlchemyError

    from wiring.migrations import pending

    try:
        behind = pending(database_url)
    except SQLAlchemyError as problem:
        first = str(problem.__cause__ or problem).splitlines()[0]
        return Finding(False, "database", first, "see logs/postgres.log")
    if behind:
        return Finding(False, "database", f"lacks {', '.join(behind)}", "`entreposto migrate`")
    return Finding(True, "database", "has this version's tables")


def _retention(settings: Settings) -> Finding:
    days = retention(settings.temporal_address, settings.temporal_namespace)
    what = "closed histories"
    if days is None:
        return Finding(
            False, what, "Temporal does not answer for the namespace", "see logs/temporal.log"
        )
    command = f"temporal operator namespace update --retention {RETENTION_DAYS}d"
    mend = "" if days >= RETENTION_DAYS else f"`{command} -n {settings.temporal_namespace}`"
    return Finding(not mend, what, f"kept for {days} days", mend)


def _clock(endpoint: str) -> Finding:
    """Compare with the object store's clock: it refuses requests signed too early or too late."""
    try:
        with urllib.request.urlopen(endpoint, timeout=2) as answer:  # noqa: S310 - our own setting
            told = answer.headers["Date"]
    except urllib.error.HTTPError as refusal:
        told = refusal.headers["Date"]
    except OSError as problem:
        return Finding(False, "object store", str(problem), "see logs/s3.log")
    if not told:
        return Finding(True, "clock", "the object store does not tell its own")
    skew = abs(parsedate_to_datetime(told).timestamp() - time.time())
    mend = "" if skew < _LARGEST_SKEW else "set this machine's clock (NTP)"
    return Finding(not mend, "clock", f"{skew:.0f} s from the object store's", mend)
