"""The folder of an import's papers: which count, which were overtaken, which repeat another."""

from customs.papers import Paper, PaperLife, PaperRead


class PaperFolder:
    """Every paper that was read, old versions and all; nothing is ever taken out."""

    def __init__(self, required: tuple[str, ...]) -> None:
        self.read: list[PaperRead] = []
        self.waived: dict[str, str] = {}
        """Kinds that a person did without → who said so, and why."""
        self._required = required

    def in_force(self) -> list[PaperRead]:
        """Return papers that were read, or vouched for, and not superseded."""
        return [r for r in self.read if r.counts and r.paper.life is not PaperLife.SUPERSEDED]

    def missing(self) -> tuple[str, ...]:
        """Return the required kinds that no paper in force covers and nobody did without."""
        return self.lacking(self._required)

    def lacking(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of ``kinds`` that are not there and not done without."""
        present = {r.kind for r in self.in_force()}
        return tuple(kind for kind in kinds if kind not in present and kind not in self.waived)

    def drafts(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of ``kinds`` of which only a draft is there, unless it is done without."""
        final = {r.kind for r in self.in_force() if r.paper.life is not PaperLife.DRAFT}
        there = {r.kind for r in self.in_force()} - final
        return tuple(kind for kind in kinds if kind in there and kind not in self.waived)

    def make_final(self, paper: Paper) -> None:
        """Let a draft be final whose very file is handed in again as that."""
        for place, read in enumerate(self.read):
            known = (read.paper.file.sha256, read.paper.filename, read.paper.life)
            if known == (paper.file.sha256, paper.filename, PaperLife.DRAFT):
                self.read[place] = read.model_copy(update={"paper": paper})

    def put(self, newer: PaperRead) -> PaperRead:
        """Add a paper that was read; one that only repeats another is marked so and returned."""
        twin = self._twin(newer) if newer.counts else None
        if twin is not None:
            newer = newer.model_copy(update={"same_as": twin.paper.filename})
        self._overtake(newer)
        self.read.append(newer)
        return newer

    def replace(self, old: PaperRead, new: PaperRead) -> None:
        """Put the next version of a paper's reading where the last one stood."""
        standing = self.now(old)
        if standing.paper.life is not old.paper.life:
            # What became of the file while the next version was made stands.
            new = new.model_copy(update={"paper": standing.paper})
        if old.doubts and new.counts:
            # Only now is it one that counts: it overtakes what was in force until now.
            self._overtake(new)
        self.read = [new if read.is_of(old) else read for read in self.read]

    def now(self, paper: PaperRead) -> PaperRead:
        """Return a paper as it stands now, after every correction."""
        return next((read for read in reversed(self.read) if read.is_of(paper)), paper)

    def find(self, sha256: str, first_page: int) -> PaperRead | None:
        """Return the document of a file that begins on a page, the newest if handed in twice."""
        named = (sha256, first_page)
        found = [r for r in self.read if (r.paper.file.sha256, r.first_page) == named]
        return found[-1] if found else None

    def _twin(self, newer: PaperRead) -> PaperRead | None:
        """Return the paper in force that says the very same; a draft is no final paper's twin."""
        return next(
            (
                read
                for read in self.in_force()
                if newer.identity
                and (read.identity, read.says) == (newer.identity, newer.says)
                and (read.paper.life, newer.paper.life) != (PaperLife.DRAFT, PaperLife.FINAL)
            ),
            None,
        )

    def _overtake(self, newer: PaperRead) -> None:
        for place, read in enumerate(self.read):
            if newer.counts and read.kind == newer.kind and not _are_parts(read, newer):
                paper = read.paper.model_copy(update={"life": PaperLife.SUPERSEDED})
                self.read[place] = read.model_copy(update={"paper": paper})


def _are_parts(one: PaperRead, other: PaperRead) -> bool:
    """Return whether both stand in one file: two invoices in it are two, not one and its successor."""
    same_file = one.paper.file.sha256 == other.paper.file.sha256
    return same_file and one.first_page != other.first_page
