"""The rule pack that comes with the house, read from the data beside the rules."""

from functools import cache
from importlib import resources

from customs.duties import RulePack, parse


@cache
def shipped_pack() -> RulePack:
    """Return the rule pack of ``customs/rules``; read once per process."""
    rules = resources.files("customs") / "rules"
    files = sorted(
        (f for f in rules.iterdir() if f.name.endswith(".toml")), key=lambda file: file.name
    )
    return parse(*(file.read_text(encoding="utf-8") for file in files))
