"""Reading a page as a browser does: its text, its forms and what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class FormFound:
    """A form: where it is sent to, and its fields as they stand."""

    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The text and the forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[FormFound] = []
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.append((tag, said))
        if tag == "form":
            self.forms.append(FormFound(said.get("method", "get"), said.get("action", "")))
        elif tag == "input" and self.forms and "name" in said:
            self.forms[-1].fields[said["name"]] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All that is to be read, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def form(self, act: str) -> FormFound:
        """The form of an act."""
        return next(form for form in self.forms if form.fields.get("act") == act)

    def of_task(self) -> dict[str, str]:
        """What the form of the work area would send, without a button."""
        return next(form.fields for form in self.forms if "evidence_sha256" in form.fields)
