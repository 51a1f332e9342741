"""The object store on any S3: content is its own address, written once, checked when read."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

from customs.payload import StoredRef
from gateways.doors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

JSON = "application/json"
"""Media type of what ``put_json`` writes."""

_MISSING = ("404", "NoSuchKey", "NotFound")
_BUCKET_THERE = ("BucketAlreadyOwnedByYou", "BucketAlreadyExists")


class ObjectDamaged(Exception):
    """What lies under a key is not what was put there."""


class ObjectMissing(LookupError):
    """Nothing lies under a key that history names."""


class S3Store:
    """Objects under ``{first two of the hash}/{hash}``; one client serves all threads."""

    def __init__(self, endpoint: str, access_key: str, secret_key: str, bucket: str) -> None:
        self._bucket = bucket
        self._client = _client(endpoint, access_key, secret_key)

    def prepare(self) -> None:
        """Create the bucket if it is not there."""
        from botocore.exceptions import ClientError

        try:
            with _reachable():
                self._client.create_bucket(Bucket=self._bucket)
        except ClientError as refusal:
            if _code(refusal) not in _BUCKET_THERE:
                raise

    def put(self, body: bytes, media_type: str) -> StoredRef:
        """Write ``body`` unless it is there already, and return where it lies.

        Raises:
            Unavailable: the store did not answer.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        key = f"{sha256[:2]}/{sha256}"
        with _reachable():
            if not self._has(key):
                self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=body, ContentType=media_type
                )
        return StoredRef(key=key, sha256=sha256, media_type=media_type, size=len(body))

    def get(self, ref: StoredRef) -> bytes:
        """Return the object, whole and as it was written.

        Raises:
            ObjectMissing: there is none.
            ObjectDamaged: its hash is not the one that history remembers.
            Unavailable: the store did not answer.
        """
        body = self._read(ref.key)
        found = hashlib.sha256(body).hexdigest()
        if found != ref.sha256:
            raise ObjectDamaged(
                f"object {ref.key} of bucket {self._bucket} has SHA-256 {found}, "
                f"{ref.sha256} was written: restore it from a copy"
            )
        return body

    def put_json(self, value: Any) -> StoredRef:
        """Write a value as canonical JSON, so that equal values have one address."""
        return self.put(canonical_json(value), JSON)

    def get_json(self, ref: StoredRef) -> Any:
        """Return a value written by ``put_json``; decimals come back as strings."""
        return json.loads(self.get(ref))

    def _has(self, key: str) -> bool:
        from botocore.exceptions import ClientError

        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as refusal:
            if _code(refusal) in _MISSING:
                return False
            raise
        return True

    def _read(self, key: str) -> bytes:
        from botocore.exceptions import ClientError

        try:
            with _reachable():
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as refusal:
            if _code(refusal) in _MISSING:
                raise ObjectMissing(f"bucket {self._bucket} has no object {key}") from refusal
            raise


def canonical_json(value: Any) -> bytes:
    """Return the one JSON text of a value: keys sorted, no spaces, decimals as strings."""
    plain = to_jsonable_python(value)
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _client(endpoint: str, access_key: str, secret_key: str) -> "S3Client":
    # boto3 takes half a second to import: only who opens a store pays for it.
    import boto3
    from botocore.config import Config

    session = boto3.session.Session(
        aws_access_key_id=access_key, aws_secret_access_key=secret_key, region_name="us-east-1"
    )
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        # Newer checksum headers are refused by older S3 servers; our address is a checksum.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client: S3Client = session.client("s3", endpoint_url=endpoint, config=config)
    return client


def _code(refusal: Any) -> str:
    return str(refusal.response.get("Error", {}).get("Code", ""))


@contextmanager
def _reachable() -> Iterator[None]:
    from botocore.exceptions import ConnectionError, HTTPClientError

    try:
        yield
    except (ConnectionError, HTTPClientError) as silence:
        raise Unavailable(f"the object store did not answer: {silence}") from silence
