"""What a task asks of a person: its buttons and the fields of its form."""

from customs.payload import Payload


class Outcome(Payload):
    """A button of a task: what it means, and whether it needs a reason."""

    tag: str
    label: str
    label_en: str
    needs_reason: bool = False
    needs_form: bool = True
    """The required fields must be filled in to choose this outcome."""


class FormField(Payload):
    """A field of a task's form; the answer is text, checked by its type at the door."""

    name: str
    label: str
    label_en: str
    type: str = "text"
    """``text | date | decimal | integer | cnpj | ncm | container | file``."""
    required: bool = True
    value: str | None = None


APPROVE = Outcome(tag="approve", label="Aprovar", label_en="Approve")
REFUSE = Outcome(
    tag="refuse", label="Recusar", label_en="Refuse", needs_reason=True, needs_form=False
)
DONE = Outcome(tag="done", label="Concluir", label_en="Done")
