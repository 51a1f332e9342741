"""Writes ``documents/calibration.yaml``: ``python -m bench.calibrate``; prints what it keeps."""

import yaml

from bench.fitting import Verdict, fit, left_out
from bench.marking import marks
from bench.papers import CORPUS, everything
from documents.calibration import FILE, Steps
from documents.doubts import review

_HEAD = """# Family of fields → steps: from which strength of evidence on, how often values are right.
# Written by python -m bench.calibrate; never by hand.
"""


def main() -> None:
    """Fit on every paper whose truth is known."""
    if not CORPUS.is_dir():
        raise SystemExit(f"no corpus at {CORPUS}: the table stays as it is")
    found = list(marks(everything()))
    FILE.write_text(written(fit(found)), "utf-8")
    print(told("each layout left out", left_out(found, review().threshold)))


def written(table: dict[str, Steps]) -> str:
    """Return the table as its file holds it."""
    plain = {family: [list(step) for step in steps] for family, steps in table.items()}
    return _HEAD + yaml.safe_dump(plain, default_flow_style=None, sort_keys=True)


def told(what: str, verdict: Verdict) -> str:
    """Return a verdict in words."""
    return f"{what}: {verdict.coverage:.3f} given, {verdict.right:.4f} of {verdict.given} right"


if __name__ == "__main__":
    main()
