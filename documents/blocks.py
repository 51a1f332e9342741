"""Address blocks: a name, a street and a postal line that stand under one another."""

import re

from documents.folding import tokens
from documents.regions import Page
from documents.words import Segment

LEGAL_FORMS = frozenset(
    [
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "ltd",
        "limited",
        "llc",
        "inc",
        "corp",
        "corporation",
        "co",
        "sarl",
        "sas",
        "sa",
        "spa",
        "srl",
        "bv",
        "nv",
        "ltda",
        "eireli",
        "plc",
        "lda",
        "sl",
        "oy",
        "ab",
        "as",
        "aps",
        "kft",
        "sro",
        "doo",
        "pty",
        "pte",
        "bhd",
        "eurl",
        "eg",
        "ev",
        "mbh",
        "company",
        "cv",
    ]
)
"""Legal forms that end or stand in a company's name."""

_SENDER_MARKS = re.compile(r"\s[·•|●*–-]\s")

_POSTAL = re.compile(
    r"\b[A-Z]{1,2}-?\d{4,6}\b|^\s*\d{4,6}\s+[A-ZÄÖÜÀ-Ý]|\b\d{5}(-\d{3,4})?\b|\b\d{4}\s?[A-Z]{2}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d{2}-\d{3}\b|\b[A-Z]\d{2}\s?[A-Z\d]{4}\b"
)


def has_legal_form(text: str) -> bool:
    """Return whether ``text`` holds a legal form, written with a capital letter."""
    joined = re.sub(r"\b([A-Za-z])\.\s?(?=[A-Za-z]\b)", r"\1", text)
    return any(
        token in LEGAL_FORMS and re.search(rf"(?i:\b{token}\b)", joined) is not None
        for token in tokens(joined)[1:]
    )


def address_blocks(page: Page) -> list[list[Segment]]:
    """Return the address blocks of the first page, top to bottom; labels are no part of one."""
    columns = _stacks(page)
    return [block for block in columns if len(block) >= 3 and _has_postal(block)]


def window_addresses(page: Page) -> list[tuple[Segment, Segment]]:
    """Return sender line and addressee of letters made for a window envelope (DIN 5008)."""
    found = []
    segments = [s for line in page.lines if line.page == 1 for s in line.segments]
    for sender in segments:
        if len(_SENDER_MARKS.findall(sender.text)) >= 2 and _POSTAL.search(sender.text):
            under = [s for s in segments if _addressed(sender, s)]
            if under:
                found.append((sender, min(under, key=lambda s: s.box[1])))
    return found


def _addressed(sender: Segment, other: Segment) -> bool:
    height = other.box[3] - other.box[1]
    near = 0 < other.box[1] - sender.box[3] + 1 < 4 * height
    return near and abs(other.box[0] - sender.box[0]) < 40 and ":" not in other.text


def _has_postal(block: list[Segment]) -> bool:
    return any(_POSTAL.search(segment.text) for segment in block[1:6])


def _stacks(page: Page) -> list[list[Segment]]:
    """Return the phrases of the first page, stacked where they share their left edge."""
    stacks: list[list[Segment]] = []
    for line in page.lines:
        if line.page != 1:
            break
        labelled = [
            hit.x0 for hit in page.hits[line.index] if hit.leads and (hit.colon or hit.exact)
        ]
        for segment in line.segments:
            if any(abs(x0 - segment.box[0]) < 2 for x0 in labelled) or ":" in segment.text:
                continue
            _put(stacks, segment)
    return stacks


def _put(stacks: list[list[Segment]], segment: Segment) -> None:
    for stack in reversed(stacks):
        last = stack[-1].box
        height = last[3] - last[1]
        if abs(last[0] - segment.box[0]) < 3 and -1 <= segment.box[1] - last[3] <= 1.1 * height:
            stack.append(segment)
            return
    stacks.append([segment])
