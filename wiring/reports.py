"""Reports as files: CSV for programs, XLSX and PDF for people."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from stock.reports.table import Report, as_csv
from wiring.settings import ROOT


class ReportFile(NamedTuple):
    """A report as it is handed out."""

    filename: str
    media_type: str
    body: bytes


def report_file(report: Report, kind: str) -> ReportFile:
    """Return a report as ``csv``, ``xlsx`` or ``pdf``.

    Raises:
        KeyError: it is made into no such file.
    """
    make, media_type = _KINDS[kind]
    return ReportFile(f"{report.name}.{kind}", media_type, make(report))


def _xlsx(report: Report) -> bytes:
    # Late, as below: most of who asks for a table wants neither.
    from documents.workbooks import Sheet, workbook

    table = Sheet(report.name, [english for _, english in report.columns], report.rows)
    facts = Sheet("about", ["", ""], [("", report.title_en), *report.facts])
    return workbook([table, facts])


def _pdf(report: Report) -> bytes:
    from documents.printing import TemplatePrinter

    numeric = {
        english
        for place, (_, english) in enumerate(report.columns)
        if any(isinstance(row[place], Decimal) for row in report.rows)
    }
    data = {**vars(report), "numeric": sorted(numeric)}
    return TemplatePrinter(ROOT / "templates").pdf("report.typ", data)


_KINDS: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (_pdf, "application/pdf"),
}
KINDS = tuple(_KINDS)
"""The kinds of file that a report is made into."""
