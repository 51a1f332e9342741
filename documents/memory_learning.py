"""Learning: what people said of one paper becomes the next version of its supplier's profile."""

from collections.abc import Sequence
from dataclasses import dataclass

from customs.papers import Correction
from documents.folding import tokens
from documents.memory import FieldMemory, Layout, Place, SupplierProfile
from documents.memory_anchors import place_of
from documents.memory_candidates import predictions
from documents.memory_cases import same
from documents.memory_columns import columns_after
from documents.memory_finding import Spot, drawn, spots_of, within
from documents.reading import Field
from documents.typed import Conventions
from documents.words import Line

_MOST_PLACES = 8


@dataclass(frozen=True)
class Paper:
    """One document as it was read before people spoke."""

    sha256: str
    kind: str
    lines: Sequence[Line]
    conventions: Conventions
    fields: dict[str, Field]
    rows: Sequence[dict[str, Field]]


def learn(
    profile: SupplierProfile, paper: Paper, corrections: Sequence[Correction]
) -> SupplierProfile:
    """Return the profile after what people said of a paper; the version is the keeper's."""
    layout = profile.layouts.get(paper.kind, Layout())
    heads = [said for said in corrections if said.line is None]
    fields = dict(layout.fields)
    for said in heads:
        known = fields.get(said.field, FieldMemory())
        learned_of = _field(known, paper, said)
        if learned_of is not known:
            fields[said.field] = learned_of
    learned = layout.model_copy(
        update={
            "fields": fields,
            "columns": columns_after(layout.columns, paper, corrections),
            **_conventions(paper, heads),
        }
    )
    return profile.model_copy(update={"layouts": {**profile.layouts, paper.kind: learned}})


def spots_for(paper: Paper, said: Correction) -> list[Spot]:
    """Return where the right value stands on the paper, by the person's box if they drew one."""
    printed = spots_of(said.field, said.value, paper.lines, paper.conventions) if said.value else []
    spots = within(printed, said.page, said.box)
    if said.box is None:
        # Where one line of goods is all, its figures are the paper's, but only on this paper.
        return [spot for spot in spots if not _among_goods(spot, paper)] or spots
    if spots:
        return spots
    inside = drawn(said.page or 1, said.box, paper.lines)
    return [inside] if inside else []


def _among_goods(spot: Spot, paper: Paper) -> bool:
    return any(
        field.page == spot.line.page and field.box[1] <= spot.words[0].middle <= field.box[3]
        for row in paper.rows
        for field in row.values()
    )


def _field(memory: FieldMemory, paper: Paper, said: Correction) -> FieldMemory:
    before = paper.fields.get(said.field)
    confirmed = same(before.value if before else "", said.value)
    spots = spots_for(paper, said)
    if said.value and not spots:
        # Printed otherwise, or misread letter by letter: that says nothing of where it stands.
        return memory
    again = paper.sha256 in memory.papers
    known = memory.places if again else _judged(memory, paper, said)
    return FieldMemory(
        corrected=memory.corrected or not confirmed,
        places=_with_new(known, spots, paper, said),
        wrong=memory.wrong if confirmed else _with_wrong(memory.wrong, before, spots, paper),
        values=memory.values if again else _counted(memory.values, said.value),
        papers=(*memory.papers, *(() if again else (paper.sha256,))),
    )


def _judged(memory: FieldMemory, paper: Paper, said: Correction) -> tuple[Place, ...]:
    """Return the places with one more hit or miss, where they said anything of this paper."""
    told: dict[Place, str] = {}
    for p in predictions(said.field, memory, paper.lines, paper.conventions):
        if p.place is not None:
            told.setdefault(p.place, p.value.text)
    return tuple(_after(place, told.get(place), said.value) for place in memory.places)


def _after(place: Place, told: str | None, right: str) -> Place:
    if told is None:
        return place
    step = {"hits": place.hits + 1} if same(told, right) else {"misses": place.misses + 1}
    return place.model_copy(update=step)


def _with_new(
    known: tuple[Place, ...], spots: Sequence[Spot], paper: Paper, said: Correction
) -> tuple[Place, ...]:
    """Return the places and those new ones that no known one describes."""
    avoid = {_letters(field.value) for name, field in paper.fields.items() if name != said.field}
    new = [place_of(spot, paper.lines, avoid) for spot in spots]
    fresh = [n for n in new if not any(_alike(n, old) for old in known)]
    kept = sorted((*known, *fresh), key=lambda place: -place.record)
    return tuple(kept[:_MOST_PLACES])


def _alike(a: Place, b: Place) -> bool:
    """Return whether two places say the same: the same words lead to them, or they are one spot."""
    if a.anchors and b.anchors:
        return {(x.side, x.words) for x in a.anchors} == {(x.side, x.words) for x in b.anchors}
    return a.page == b.page and all(abs(x - y) < 4 for x, y in zip(a.box, b.box, strict=True))


def _with_wrong(
    wrong: tuple[Place, ...], before: Field | None, spots: Sequence[Spot], paper: Paper
) -> tuple[Place, ...]:
    """Return the places where the value is not, with that of the value that was put right."""
    there = drawn(before.page, before.box, paper.lines) if before else None
    if there is None or any(_same_start(there, spot) for spot in spots):
        return wrong
    place = place_of(there, paper.lines)
    return wrong if any(_alike(place, old) for old in wrong) else (*wrong, place)[-_MOST_PLACES:]


def _same_start(a: Spot, b: Spot) -> bool:
    return a.line.index == b.line.index and abs(a.box[0] - b.box[0]) < 1


def _counted(values: dict[str, int], value: str) -> dict[str, int]:
    return values if not value else {**values, value: values.get(value, 0) + 1}


def _letters(text: str) -> str:
    return "".join(tokens(text))


def _conventions(paper: Paper, heads: Sequence[Correction]) -> dict[str, str | bool | None]:
    """Return how numbers and dates are written here, where only the other way reads right."""
    learned: dict[str, str | bool | None] = {}
    own = paper.conventions
    for said in heads:
        for other in (s.conventions for s in spots_for(paper, said)[:1] if s.conventions):
            if other.mark != own.mark:
                learned["decimal_mark"] = other.mark
            if other.month_leads != own.month_leads:
                learned["month_first"] = other.month_leads
    return learned
