"""What the simulator is asked and how it answers: the shapes of the published API.

Codes of its own start with ``SIM-``, so that nobody takes them for real ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOT_FOUND = (
    "Não existe Duimp com o número e a versão informados; confira o número antes de repetir."
)


@dataclass(frozen=True)
class Ask:
    """One request, read."""

    person: str = ""
    """CPF or CNPJ of who is signed in."""
    number: str = ""
    version: int = 0
    item: int = 0
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """Status, JSON body and headers."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its code, the field, and a sentence."""

    code: str
    field: str
    message: str

    def body(self) -> dict[str, str]:
        """Return it as the API shows it."""
        return {"code": self.code, "field": self.field, "message": self.message}


class Refusal(Exception):
    """The simulator says no, field by field."""

    def __init__(self, *problems: Problem, status: int = 422, message: str = "") -> None:
        super().__init__(message or (problems[0].message if problems else ""))
        self.problems = problems
        self.status = status

    def answer(self, ask: Ask) -> Answer:
        """Return the error answer of the Duimp API."""
        body: dict[str, Any] = {
            "message": str(self),
            "errors": [p.body() for p in self.problems],
            "links": [],
        }
        if ask.number:
            body["identificacao"] = identification(ask.number, ask.version)
        return Answer(self.status, body)


class PlatformRefusal(Exception):
    """The platform says no, before any function is reached."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def answer(self) -> Answer:
        """Return the error answer of the platform."""
        tag = f"[{self.code.split('-')[0]}-SIM{self.status}]"
        body = {"status": self.status, "message": str(self), "tag": tag, "code": self.code}
        return Answer(self.status, body)


def identification(number: str, version: int) -> dict[str, Any]:
    """Return number and version; the version as text, as some real answers have it."""
    return {"numero": number, "versao": str(version)}


def done(message: str, number: str, version: int, status: int = 200, **more: Any) -> Answer:
    """Return a ``RespostaApi`` with relative links, as the real one has them."""
    link = {"_rel": "self", "_href": f"ext/duimp/{number}/{version}", "_method": "GET"}
    body = {"message": message, "identificacao": identification(number, version), "links": [link]}
    return Answer(status, body | more)
