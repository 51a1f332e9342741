"""Settings: what is given wins, the rest comes from the running stack."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wiring.settings import ROOT, Settings, StackDown, load, load_what_is_known
from wiring.stack.control import look
from wiring.stack.folder import StackFolder

RUNNING = {
    "postgres": {"url": "postgresql+psycopg://postgres@/entreposto?host=/x", "pid": 1},
    "temporal": {"address": "127.0.0.1:7001", "ui": "http://127.0.0.1:8001", "pid": 1},
    "s3": {"url": "http://127.0.0.1:9001", "pid": 1},
    "simulator": {"url": "https://127.0.0.1:8444", "ca": "/x/tls/ca.pem", "pid": 1},
    "web": {"url": "http://127.0.0.1:8081", "pid": 1},
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("ENTREPOSTO_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ENTREPOSTO_HOME", str(tmp_path))
    folder = StackFolder(tmp_path)
    folder.make()
    folder.write({**folder.read(), "parts": RUNNING})
    return tmp_path


def test_addresses_come_from_the_running_stack(home: Path) -> None:
    settings = load()

    assert settings.home == home
    assert settings.temporal_address == "127.0.0.1:7001"
    assert settings.web_address == "http://127.0.0.1:8081"
    assert settings.portal_certificate == Path("/x/tls/client.p12")
    assert settings.ptax_url == settings.portal_url


def test_an_address_that_is_given_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOSTO_TEMPORAL_ADDRESS", "temporal.example:7233")
    monkeypatch.setenv("ENTREPOSTO_PORTAL_URL", "https://portal.example")
    settings = load()

    assert settings.temporal_address == "temporal.example:7233"
    assert settings.s3_endpoint == "http://127.0.0.1:9001"
    # The simulator's certificates say nothing to somebody else's system.
    assert settings.portal_ca is None


def test_an_empty_variable_is_not_given(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOSTO_TEMPORAL_ADDRESS", "")

    assert load().temporal_address == "127.0.0.1:7001"


def test_without_a_stack_the_sentence_says_what_to_do(home: Path) -> None:
    StackFolder(home).stack_file.unlink()

    assert load_what_is_known().database_url == ""
    with pytest.raises(StackDown, match=r"start it with `entreposto up`, or set ENTREPOSTO_TEMP"):
        load()


def test_passwords_are_in_no_print(home: Path) -> None:
    url = "postgresql+psycopg://me:geheim@db.example/x"
    folder = StackFolder(home)
    folder.write({**folder.read(), "parts": {"postgres": {"url": url, "state": "external"}}})
    shown = next(part for part in look(folder) if part["name"] == "postgres")

    assert "geheim" not in repr(Settings(database_url=url, s3_secret_key="geheim"))
    assert shown["address"] == "postgresql+psycopg://me:…@db.example/x"
    assert folder.stack_file.stat().st_mode & 0o077 == 0


def test_the_launcher_works_from_any_folder(home: Path) -> None:
    StackFolder(home).stack_file.unlink()
    answer = subprocess.run(
        [ROOT / "entreposto", "migrate"], cwd="/", capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: There is no database: run `entreposto up`")


def test_looking_at_the_stack_loads_no_driver_and_no_engine(home: Path) -> None:
    heavy = {"temporalio", "sqlalchemy", "boto3", "httpx", "fastapi", "pdfplumber", "jinja2"}
    code = "import json, sys, cli.__main__, cli.up, cli.down, cli.status, cli.doctor, cli.migrate;"
    code += "print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert heavy & set(json.loads(told.stdout)) == set()
