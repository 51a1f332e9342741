"""Fitting a calibration: steps of strength, each with the share of values that were right.

Every step begins with a few imagined values that are right as often as their raw strength says,
so a step with little data stays near it; then the lower Wilson bound is taken, and steps that
would fall are pooled (isotonic regression by pooling adjacent violators).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from bench.marking import Mark
from documents.calibration import Steps, chance

EDGES = (0.0, 0.35, 0.45, 0.55, 0.65, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.945, 0.96, 0.98, 0.99)
"""Where steps may begin."""
_IMAGINED = 5.0
"""Values imagined at each step."""
_MOST_OF_ONE = 5.0
"""Values of one family of fields at one step that one layout may count for: they stand or fall
together."""
_Z = 1.0
"""Deviations of the Wilson bound: five of six such bounds hold."""
_FLOOR, _CEILING = 0.02, 0.99


class Pool(NamedTuple):
    """A step: where it begins, how much it weighs, how much of that is right."""

    begins: float
    weight: float
    right: float


def fit(marks: Iterable[Mark]) -> dict[str, Steps]:
    """Return the steps of each family."""
    families: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        families[mark.family].append(mark)
    return {family: _steps(found) for family, found in sorted(families.items())}


def _steps(marks: list[Mark]) -> Steps:
    shares = Counter((mark.layout, _edge(mark.strong)) for mark in marks)
    at: dict[float, list[tuple[Mark, float]]] = defaultdict(list)
    for mark in marks:
        of_layout = shares[mark.layout, _edge(mark.strong)]
        at[_edge(mark.strong)].append((mark, min(1.0, _MOST_OF_ONE / of_layout)))
    least = min(at)
    pools = [_pool(edge, at[edge]) for edge in EDGES if edge in at or edge < least]
    return _joined([(pool.begins, _bound(pool)) for pool in _rising(pools)])


def _edge(strong: float) -> float:
    return max(edge for edge in EDGES if edge <= strong + 1e-9)


def _pool(edge: float, marks: list[tuple[Mark, float]]) -> Pool:
    weight = sum(share for _, share in marks)
    right = sum(share for mark, share in marks if mark.right)
    usual = sum(mark.strong * share for mark, share in marks) / weight if marks else edge
    return Pool(edge, weight + _IMAGINED, right + _IMAGINED * usual)


def _rising(pools: list[Pool]) -> list[Pool]:
    """Return the pools with neighbours joined until no share falls."""
    kept: list[Pool] = []
    for pool in pools:
        kept.append(pool)
        while len(kept) > 1 and _bound(kept[-2]) >= _bound(kept[-1]):
            last, before = kept.pop(), kept.pop()
            kept.append(Pool(before.begins, before.weight + last.weight, before.right + last.right))
    return kept


def _bound(pool: Pool) -> float:
    """Return the lower Wilson bound of a pool's share."""
    n, share = pool.weight, pool.right / pool.weight
    middle = share + _Z * _Z / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
    return min(max((middle - spread) / (1 + _Z * _Z / n), _FLOOR), _CEILING)


def _joined(steps: Steps) -> Steps:
    kept: Steps = []
    for at, share in steps:
        if not kept or round(share, 3) > kept[-1][1]:
            kept.append((at, round(share, 3)))
    return [(0.0, kept[0][1]), *kept[1:]]


class Verdict(NamedTuple):
    """What a calibration keeps of its promise, at and above a threshold."""

    coverage: float
    right: float
    given: int


def left_out(marks: list[Mark], threshold: float) -> Verdict:
    """Judge with each layout left out in turn: it is judged by what the others taught."""
    judged = []
    for layout in sorted({mark.layout for mark in marks}):
        table = fit(mark for mark in marks if mark.layout != layout)
        own = [mark for mark in marks if mark.layout == layout]
        judged += [
            (mark, chance(table.get(mark.family, [(0.0, 0.0)]), mark.strong)) for mark in own
        ]
    return verdict(judged, threshold)


def verdict(judged: list[tuple[Mark, float]], threshold: float) -> Verdict:
    """Return which share of values is given at a threshold, and how many of them are right."""
    given = [mark for mark, chance_of in judged if chance_of >= threshold]
    right = sum(mark.right for mark in given) / max(len(given), 1)
    return Verdict(len(given) / max(len(judged), 1), right, len(given))
