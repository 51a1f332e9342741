"""The source of the house, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef
_NOT_OURS = {"node_modules", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Return the path as people write it."""
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        """Return the folder at the root that it lies in."""
        return self.path.relative_to(ROOT).parts[0]

    def at(self, node: ast.AST) -> str:
        """Return the place of a node, as editors open it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[Function]:
        """Yield every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of every room, the tests' too."""
    return tuple(sorted(_read(), key=lambda module: module.name))


def _read() -> Iterator[Module]:
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name[0] != "." and folder.name not in _NOT_OURS:
            for path in folder.rglob("*.py"):
                text = path.read_text()
                yield Module(path, text, ast.parse(text, filename=str(path)))


def of_rooms(*rooms: str) -> list[Module]:
    """Return the modules of some rooms."""
    return [module for module in modules() if module.room in rooms]
