"""Sets the printed papers beside the golden values: ``python -P -m tests.documents.papers``.

The PDFs are kept, so that a reading is tested without setting them anew; whoever changes a
``.typ`` runs this and looks at what changed.
"""

from importlib.resources import files
from pathlib import Path

import typst

HERE = Path(__file__).parent
WRITTEN = 1_767_225_600
"""The moment that the files say they were made: a file's bytes must not tell the real one."""


def main() -> None:
    """Set every source beside its PDF."""
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(folder)])
    for source in sorted(HERE.glob("*/*.typ")):
        made = typst.compile(str(source), root=str(HERE), font_paths=fonts, timestamp=WRITTEN)
        source.with_suffix(".pdf").write_bytes(bytes(made))


if __name__ == "__main__":
    main()
