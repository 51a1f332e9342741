"""The object store against a real S3 server on this machine."""

import hashlib
import os
import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from customs.payload import Payload, StoredRef
from gateways.doors import Unavailable
from gateways.s3 import ObjectDamaged, ObjectMissing, S3Store, canonical_json

NANIO = Path(sysconfig.get_path("scripts")) / "nanio"


class Price(Payload):
    amount: Decimal
    currency: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("s3")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[S3Store]:
    port = free_port()
    user, secret = "tests", "tests-secret-of-this-run"
    server = subprocess.Popen(
        [NANIO, "serve", "--data-dir", folder, "--host", "127.0.0.1", "--port", str(port)],
        env=os.environ | {"NANIO_ACCESS_KEY": user, "NANIO_SECRET_KEY": secret},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        opened = S3Store(f"http://127.0.0.1:{port}", user, secret, "house")
        _prepare_when_up(opened, server)
        yield opened
    finally:
        server.terminate()
        server.wait(10)


def _prepare_when_up(store: S3Store, server: "subprocess.Popen[bytes]") -> None:
    while True:
        try:
            return store.prepare()
        except Unavailable:
            assert server.poll() is None, "the S3 server ended before it was ready"


def test_what_was_put_comes_back(store: S3Store) -> None:
    ref = store.put(b"%PDF-1.7 page", "application/pdf")
    sha256 = hashlib.sha256(b"%PDF-1.7 page").hexdigest()
    assert ref == StoredRef(
        key=f"{sha256[:2]}/{sha256}", sha256=sha256, media_type="application/pdf", size=13
    )
    assert store.get(ref) == b"%PDF-1.7 page"


def test_the_same_content_is_written_once(store: S3Store, folder: Path) -> None:
    first = store.put(b"once", "text/plain")
    [file] = folder.rglob(first.sha256)
    before = file.stat()
    assert store.put(b"once", "text/plain") == first
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_an_object_that_was_changed_is_refused_by_both_hashes(store: S3Store, folder: Path) -> None:
    ref = store.put(b"evidence", "text/plain")
    [file] = folder.rglob(ref.sha256)
    file.write_bytes(b"evidencE")
    with pytest.raises(ObjectDamaged, match=ref.sha256):
        store.get(ref)


def test_a_missing_object_is_named(store: S3Store) -> None:
    sha256 = "f" * 64
    ref = StoredRef(key=f"ff/{sha256}", sha256=sha256, media_type="text/plain", size=1)
    with pytest.raises(ObjectMissing, match=sha256):
        store.get(ref)


def test_equal_values_have_one_address_and_decimals_stay_exact(store: S3Store) -> None:
    ref = store.put_json({"b": Price(amount=Decimal("1.10"), currency="USD"), "a": "ção"})
    same = store.put_json({"a": "ção", "b": {"currency": "USD", "amount": "1.10"}})
    assert ref == same
    assert ref.media_type == "application/json"
    assert store.get_json(ref) == {"a": "ção", "b": {"amount": "1.10", "currency": "USD"}}


def test_canonical_json_has_one_form() -> None:
    assert canonical_json({"b": Decimal("2.50"), "a": [1]}) == b'{"a":[1],"b":"2.50"}'
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


def test_one_store_serves_many_threads(store: S3Store) -> None:
    bodies = [f"object {n % 10}".encode() for n in range(60)]
    with ThreadPoolExecutor(8) as pool:
        refs = list(pool.map(lambda body: store.put(body, "text/plain"), bodies))
        assert list(pool.map(store.get, refs)) == bodies


def test_a_bucket_that_is_there_is_left_alone(store: S3Store) -> None:
    ref = store.put(b"kept", "text/plain")
    store.prepare()
    assert store.get(ref) == b"kept"


def test_a_silent_store_is_unavailable() -> None:
    store = S3Store(f"http://127.0.0.1:{free_port()}", "tests", "tests-secret", "house")
    with pytest.raises(Unavailable, match="did not answer"):
        store.put(b"x", "text/plain")
