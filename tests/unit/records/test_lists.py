"""List columns stand where the views put them, and words are found without their accents."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from customs import views
from records.snapshots import KINDS
from records.sql.lists import COLUMNS, OWNER, SEARCHED, haystack, needle, owner_of

VIEWS: dict[str, type[BaseModel]] = {
    "import": views.ImportView,
    "release": views.ReleaseView,
    "clearance": views.ClearanceView,
    "task": views.TaskView,
    "transit": views.TransitView,
}
PATHS = [
    (kind, path)
    for kind in VIEWS
    for path in (
        *(column.path for column in COLUMNS[kind]),
        *SEARCHED[kind],
        *([OWNER[kind]] if kind in OWNER else []),
    )
]


def field(view: type[BaseModel], path: str) -> bool:
    """Whether a view has a field at ``path``."""
    head, _, rest = path.partition(".")
    if head not in view.model_fields:
        return False
    if not rest:
        return True
    annotation: Any = view.model_fields[head].annotation
    inner = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type)]
    return any(field(a, rest) for a in inner if issubclass(a, BaseModel))


@pytest.mark.parametrize(("kind", "path"), PATHS)
def test_every_column_stands_in_the_view_of_its_kind(kind: str, path: str) -> None:
    assert field(VIEWS[kind], path)


def test_every_kind_of_snapshot_has_its_columns_and_words() -> None:
    assert set(COLUMNS) == set(SEARCHED) == set(KINDS)


@pytest.mark.parametrize(
    ("text", "found"), [("São João", "sao joao"), ("AÇÃO", "acao"), ("深圳", "深圳")]
)
def test_words_are_compared_without_accents_and_capitals(text: str, found: str) -> None:
    assert needle(text) == found


def test_a_row_without_an_order_is_found_by_its_id_alone() -> None:
    assert haystack("import", "LUM-26-1", {}).split() == ["lum-26-1"]


def test_a_task_belongs_to_its_import_and_an_import_to_itself() -> None:
    task = {"order": {"owner_reference": "I-1"}}
    assert owner_of("task", "I-1/approve-1", task) == "I-1"
    assert owner_of("import", "I-1", {}) == "I-1"
