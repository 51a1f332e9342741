"""The folder of an import's papers: what overtakes what, also while a correction is under way."""

from customs.papers import Paper, PaperLife, PaperRead
from customs.payload import StoredRef
from workflows.paper_folder import PaperFolder


def a_paper(name: str) -> PaperRead:
    """Return an invoice that was read."""
    file = StoredRef(key=name, sha256=name, media_type="application/pdf", size=1)
    paper = Paper(file=file, filename=f"{name}.pdf")
    return PaperRead(paper=paper, kind="commercial_invoice", identity=name, says=name)


def test_a_correction_of_a_paper_that_was_overtaken_meanwhile_brings_it_not_back() -> None:
    folder = PaperFolder(("commercial_invoice",))
    old = folder.put(a_paper("v1"))
    folder.put(a_paper("v2"))
    folder.replace(old, old.model_copy(update={"says": "corrected"}))
    assert [r.paper.filename for r in folder.in_force()] == ["v2.pdf"]
    assert [r.paper.life for r in folder.read] == [PaperLife.SUPERSEDED, PaperLife.FINAL]


def test_a_correction_of_the_paper_in_force_is_in_force() -> None:
    folder = PaperFolder(("commercial_invoice",))
    old = folder.put(a_paper("v1"))
    folder.replace(old, old.model_copy(update={"says": "corrected"}))
    assert [r.says for r in folder.in_force()] == ["corrected"]
