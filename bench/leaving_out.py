"""Leave one layout out: a layout is read without the words that only it has."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.marking import understood_of
from bench.papers import Paper
from bench.scoring import Read, Score, ours, score
from documents.folding import tokens
from documents.kinds import DOCUMENTS
from documents.labels import column_labels, field_labels, stop_labels

Phrase = tuple[str, ...]


def left_out_score(papers: Sequence[Paper], others: Sequence[Paper]) -> Score:
    """Score ``papers``, each read without the labels that no paper of another layout prints."""
    texts = [(paper.family, _text(paper)) for paper in [*papers, *others]]
    known = {phrase for table in _tables() for phrase in table}
    printed = {
        phrase: {family for family, text in texts if f" {' '.join(phrase)} " in text}
        for phrase in known
    }

    def reads(paper: Paper) -> Read:
        own = [phrase for phrase, families in printed.items() if families == {paper.family}]
        with _without(own):
            return ours(paper)

    return score(papers, reads)


def _text(paper: Paper) -> str:
    """Return the words of a paper, then once more with all signs for "number" as one."""
    page = understood_of(paper.pdf).page
    plain = [word for line in (page.lines if page else ()) for word in tokens(line.text)]
    same = field_labels().same
    return " ".join(["", *plain, "", *(same.get(word, word) for word in plain), ""])


def _tables() -> list[dict[Phrase, object]]:
    """Return the tables of labels themselves, in which words can be taken out and put back."""
    files = dict.fromkeys(kind.labels for kind in DOCUMENTS)
    known = [*(field_labels(names) for names in files), column_labels(), stop_labels()]
    return [vars(dictionary)["_phrases"] for dictionary in known]


@contextmanager
def _without(phrases: Sequence[Phrase]) -> Iterator[None]:
    tables = _tables()
    taken = [{p: table.pop(p) for p in phrases if p in table} for table in tables]
    try:
        yield
    finally:
        for table, known in zip(tables, taken, strict=True):
            table |= known
