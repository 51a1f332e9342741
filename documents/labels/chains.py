"""Chains: one label said twice, "Rechnungsdatum / Date" or "INVOICE NO. 发票号:"."""

import re
from dataclasses import replace

from documents.labels.hit import Hit, between

_JOINT = re.compile(r"[\s/·|.]*")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def chained(hits: list[Hit]) -> list[Hit]:
    """Return the hits of a line, those that say the same thing in two languages made one."""
    joined: list[Hit] = []
    for hit in hits:
        before = joined[-1] if joined else None
        if before is not None and _continues(before, hit):
            joined[-1] = _both(before, hit)
        else:
            joined.append(hit)
    return joined


def _continues(before: Hit, hit: Hit) -> bool:
    space = between(before, hit)
    if before.colon or space is None or not _JOINT.fullmatch(space):
        return False
    return "/" in space or bool(_CJK.search(hit.printed)) != bool(_CJK.search(before.printed))


def _both(before: Hit, hit: Hit) -> Hit:
    roles = dict(before.roles)
    for role, strength in hit.roles.items():
        roles[role] = max(strength, roles.get(role, 0.0))
    whole = before.leads and hit.ends
    return replace(before, roles=roles, last=hit.last, ends=hit.ends, colon=hit.colon, exact=whole)
