"""Makes the bucket of the documents where it is missing: ``python -m wiring.stack.bucket``."""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from wiring.settings import Settings, load_what_is_known


def make_bucket(settings: Settings) -> None:
    """Make the bucket unless it is there, and list it: the server then truly answers.

    Raises:
        botocore.exceptions.ClientError: the keys or the bucket's name are refused.
    """
    s3 = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key,
        region_name="us-east-1",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    try:
        s3.head_bucket(Bucket=settings.s3_bucket)
    except ClientError as refusal:
        if refusal.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        s3.create_bucket(Bucket=settings.s3_bucket)
    s3.list_objects_v2(Bucket=settings.s3_bucket, MaxKeys=1)


if __name__ == "__main__":
    make_bucket(load_what_is_known())
