"""A way out of bond: what it asks for, of whom, and by which article."""

from dataclasses import dataclass

from customs.dossier import RequiredPaper
from customs.forms import FormField
from customs.plan import ExitStep


@dataclass(frozen=True)
class Way:
    """One way out of bond, as data; a release carries the plan that is made of it."""

    tag: str
    label: str
    label_en: str
    article: str
    """The act that allows it."""
    doubt: str = ""
    """What is not certain, in the words of a screen."""
    declaration: str = ""
    """Kind of the declaration that the house files; empty: persons do it, step by step."""
    papers: tuple[RequiredPaper, ...] = ()
    steps: tuple[ExitStep, ...] = ()
    before_without_cover: tuple[ExitStep, ...] = ()
    """Steps that come first where the goods entered without exchange cover."""
    goes_to: str = ""
    ordered_by_owner: bool = False
    """The owner of the goods orders it; otherwise the buyer accepts it."""
    after_term: bool = False


def a_number(name: str, label: str, label_en: str) -> FormField:
    """Return the field of a number that somebody else gave."""
    return FormField(name=name, label=label, label_en=label_en)


def a_day(name: str, label: str, label_en: str) -> FormField:
    """Return the field of the day on which it happened."""
    return FormField(name=name, label=label, label_en=label_en, type="date")


def a_proof(label: str, label_en: str) -> FormField:
    """Return the field of the file that proves it, by its SHA-256."""
    return FormField(name="proof", label=label, label_en=label_en, type="file")
