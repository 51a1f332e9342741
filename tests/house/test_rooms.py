"""The floor plan: every room is listed, is ours, and has a name that says what is in it."""

import importlib
import importlib.metadata
import re
import subprocess
import tomllib

import pytest

from tests.house.source import ROOT, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LISTED = set(PROJECT["tool"]["importlinter"]["root_packages"])
ROOMS = {path.parent.name for path in ROOT.glob("*/__init__.py")}
APART = {"tests", "bench"}
# Written in halves: this file is looked through as well.
REGISTRIES = [
    ".".join(halves)
    for halves in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("docker", "io"),
    ]
]


def test_every_room_is_listed_in_the_import_contracts() -> None:
    assert ROOMS - APART == LISTED


def test_every_folder_with_python_is_a_package() -> None:
    folders = {module.path.parent for module in modules()}

    offences = [str(folder) for folder in folders if not (folder / "__init__.py").exists()]

    assert not offences, "\n".join(offences)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_is_imported_from_this_checkout(room: str) -> None:
    found = importlib.import_module(room).__file__

    assert found is not None
    assert found.startswith(str(ROOT / room))


def test_no_installed_distribution_provides_a_room() -> None:
    installed = importlib.metadata.packages_distributions()

    assert {room: installed[room] for room in ROOMS if room in installed} == {}


def test_importing_the_workflows_runs_no_code_of_their_package() -> None:
    assert (ROOT / "workflows" / "__init__.py").read_text().strip() == ""


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawer = re.compile(r"(^|_)(utils?|helpers?|common|managers?|services?|misc)$")

    offences = [module.name for module in modules() if drawer.search(module.path.stem)]

    assert not offences, "\n".join(offences)


def test_no_tracked_file_names_a_package_registry() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    names = listing.stdout.split("\0")[:-1] or [module.name for module in modules()]
    offences = []
    for name in names:
        path = ROOT / name
        text = path.read_text(errors="replace") if path.is_file() else ""
        offences += [f"{name}: {host}" for host in REGISTRIES if host in text]

    assert not offences, "\n".join(offences)
