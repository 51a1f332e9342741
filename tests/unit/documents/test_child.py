"""Every file in a process of its own: what is wrong with it is told, and costs only itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil
import pytest

from documents.child import IsolatedReader
from documents.problems import MOST_BYTES
from documents.reading import Reading
from tests.unit.documents import pdfs

GOOD = pdfs.pdf([pdfs.text("PACKING LIST")])


@cache
def _bomb() -> bytes:
    return pdfs.bomb(1600)


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    made = IsolatedReader()
    yield made
    made.close()


def _children() -> list[psutil.Process]:
    """Return the reading processes of this one; one that ended and is not yet buried is none."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.ZombieProcess, psutil.NoSuchProcess):
            if "documents.pdf" in " ".join(child.cmdline()):
                found.append(child)
    return found


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("not_a_pdf", lambda: b"PK\x03\x04 a spreadsheet"),
        ("encrypted", pdfs.encrypted),
        ("empty", lambda: b""),
        ("empty", lambda: pdfs.pdf([b""])),
        ("scanned", pdfs.scanned),
        ("too_long", lambda: pdfs.pdf([b""] * 1000)),
        ("too_large", lambda: b"%PDF-1.7" + bytes(MOST_BYTES)),
        ("damaged", lambda: b"%PDF-1.7\nand then nothing that is one"),
        ("damaged", _bomb),
        ("unknown_kind", lambda: pdfs.pdf([pdfs.text("Dear Sirs")])),
    ],
)
def test_a_file_of_no_use_says_which_file_and_what_to_do(
    reader: IsolatedReader, code: str, made: Callable[[], bytes]
) -> None:
    reading = reader.read(made(), "papers/fatura 7.pdf")
    assert [trouble.code for trouble in reading.problems] == [code]
    assert "“fatura 7.pdf”" in reading.problems[0].message
    assert reading.problems[0].advice
    assert reading.kind is None


def test_a_long_document_says_how_long(reader: IsolatedReader) -> None:
    reading = reader.read(pdfs.pdf([b""] * 1000), "x.pdf")
    assert reading.pages == 1000
    assert "1000 páginas; o limite é de 500" in reading.problems[0].message


def test_a_good_file_after_a_bad_one_is_read(reader: IsolatedReader) -> None:
    reader.read(_bomb(), "bomb.pdf")
    assert reader.read(GOOD, "good.pdf").kind == "packing_list"


def test_a_reader_that_is_killed_costs_one_file(reader: IsolatedReader) -> None:
    line = pdfs.text("word " * 40).replace(b"/F 12", b"/F 4")
    page = b"\n".join(line.replace(b"720", b"%d" % y) for y in range(20, 820, 5))
    slow = pdfs.pdf([page] * 150)
    answers: list[Reading] = []
    thread = threading.Thread(target=lambda: answers.append(reader.read(slow, "slow.pdf")))
    thread.start()
    deadline = time.monotonic() + 20
    while not (working := _busy()) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(working[0].pid, signal.SIGKILL)
    thread.join(20)
    assert [trouble.code for trouble in answers[0].problems] == ["damaged"]
    assert "interrompida" in answers[0].problems[0].message
    assert reader.read(GOOD, "good.pdf").kind == "packing_list"


def _busy() -> list[psutil.Process]:
    """Return children that have begun to work: their imports alone take less than this."""
    return [child for child in _children() if child.cpu_times().user > 1.5]


def test_an_idle_child_that_ended_is_replaced_without_harm(reader: IsolatedReader) -> None:
    reader.read(GOOD, "one.pdf")
    for child in _children():
        child.kill()
    assert reader.read(GOOD, "two.pdf").kind == "packing_list"


def test_a_child_that_falls_silent_is_given_up() -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    before = set(psutil.Process().children())
    reading = IsolatedReader(seconds=0.3, started_by=command).read(GOOD, "slow.pdf")
    assert "passou do tempo" in reading.problems[0].message
    assert set(psutil.Process().children()) <= before


def test_a_child_that_answers_nonsense_is_one_damaged_file() -> None:
    command = (sys.executable, "-c", "import sys; sys.stdin.readline(); print('hello')")
    reading = IsolatedReader(started_by=command).read(GOOD, "x.pdf")
    assert [trouble.code for trouble in reading.problems] == ["damaged"]


def test_many_threads_read_at_once_and_idle_children_are_kept(reader: IsolatedReader) -> None:
    with ThreadPoolExecutor(3) as pool:
        kinds = {r.kind for r in pool.map(lambda n: reader.read(GOOD, f"{n}.pdf"), range(12))}
    assert kinds == {"packing_list"}
    assert 1 <= len(_children()) <= 3
    reader.close()
    assert _children() == []


def test_no_secret_of_the_environment_reaches_a_child(
    reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTREPOSTO_S3_SECRET_KEY", "hush")
    reader.read(GOOD, "x.pdf")
    assert "ENTREPOSTO_S3_SECRET_KEY" not in _children()[0].environ()


def test_a_child_ends_with_its_parent() -> None:
    code = (
        "from documents.child import IsolatedReader\n"
        "from tests.unit.documents.test_child import GOOD, _children\n"
        "IsolatedReader().read(GOOD, 'x.pdf')\n"
        "print(_children()[0].pid)\n"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(ran.stdout)).wait(timeout=10)
