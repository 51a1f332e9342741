"""Writes the strangers' papers and their truth: ``python -m bench.strangers FOLDER [BATCH …]``."""

import json
import sys
from pathlib import Path

from bench.strangers.making import strangers
from bench.strangers.plans import BATCHES


def main() -> None:
    """Write each batch into a folder of its name."""
    for batch in sys.argv[2:] or BATCHES:
        folder = Path(sys.argv[1]) / batch
        folder.mkdir(parents=True, exist_ok=True)
        for paper in strangers(batch):
            (folder / f"{paper.name}.pdf").write_bytes(paper.pdf)
            truth = json.dumps(paper.truth, ensure_ascii=False, indent=1)
            (folder / f"{paper.name}.truth.json").write_text(truth, "utf-8")


if __name__ == "__main__":
    main()
