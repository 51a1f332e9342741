"""What is told on the terminal, and what was checked on the way."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console


@dataclass(frozen=True)
class Check:
    """One figure of the story, as it must be and as it was."""

    name: str
    expected: str
    found: str

    @property
    def passed(self) -> bool:
        """Whether they are the same."""
        return self.expected == self.found


@dataclass
class Teller:
    """Tells each step as it happens."""

    console: Console
    checks: list[Check] = field(default_factory=list)

    def chapter(self, days: str, title: str) -> None:
        """Begin a chapter."""
        self.console.print()
        self.console.rule(f"[bold]{days}[/] · {title}", align="left")

    def say(self, text: str) -> None:
        """Tell one thing."""
        self.console.print(f"  {text}", highlight=False)

    def check(self, name: str, expected: object, found: object) -> None:
        """Hold a figure against what it must be; a wrong one is told and does not stop the story."""
        check = Check(name, str(expected), str(found))
        self.checks.append(check)
        if check.passed:
            self.console.print(f"  [green]✓[/] {name}: {check.found}", highlight=False)
        else:
            self.console.print(
                f"  [bold red]✗ {name}: {check.found}, it must be {check.expected}[/]",
                highlight=False,
            )

    def check_each(
        self, name: str, expected: Mapping[str, object], found: Mapping[str, Any]
    ) -> None:
        """Hold several figures of one thing against what they must be; told in one line."""
        wanted = {key: str(value) for key, value in expected.items()}
        self.check(name, _listed(wanted), _listed({key: found.get(key) for key in wanted}))

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Show that the story waits, and for what."""
        with self.console.status(f"[dim]{what}[/]"):
            yield

    def failed(self) -> list[Check]:
        """Return the figures that are wrong."""
        return [check for check in self.checks if not check.passed]

    def as_rows(self) -> list[dict[str, Any]]:
        """Return every check for the summary."""
        return [asdict(check) | {"passed": check.passed} for check in self.checks]


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())
