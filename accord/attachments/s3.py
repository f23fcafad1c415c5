"""A store of the S3 kind, for the files people gave: ours alone, never an address.

Loaded where ``FILES_STORE`` names one, hence a module of its own: what it builds on is
large.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

WHOLE = 1 << 30  # bytes sent in one go: what was cut off on its way is not there at all
IN_MEMORY = 5_000_000  # the rest of a file that is read waits on the disk
USUAL_REGION = "us-east-1"  # what stores that have none expect in a signature


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong there goes wrong as it does with a disk."""
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            raise FileNotFoundError(str(error)) from error
        raise OSError(f"The store of files refused: {error}") from error
    except BotoCoreError as error:
        raise OSError(f"The store of files does not answer: {error}") from error


class S3Store(S3Storage):
    """Files under the same names as in a folder, and no address that leads there."""

    def __init__(self, **settings: Any) -> None:
        path = "path" if settings.get("endpoint_url") else "auto"
        how = Config(
            signature_version="s3v4",
            s3={"addressing_style": path},
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 3, "mode": "standard"},
            # Stores of others do not know Amazon's newest checks.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(
            client_config=how,
            transfer_config=TransferConfig(
                multipart_threshold=WHOLE, use_threads=False
            ),
            max_memory_size=IN_MEMORY,
            **{"region_name": USUAL_REGION} | settings,
        )

    def exists(self, name: str) -> bool:
        with _told():
            return super().exists(name)

    def size(self, name: str) -> int:
        with _told():
            return super().size(name)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _told():
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        with _told():
            return super()._save(name, content)

    def opened_at(self, name: str, start: int, length: int) -> Any:
        """A stream of those bytes alone, as the store sends them."""
        with _told():
            found = self.connection.meta.client.get_object(
                Bucket=self.bucket_name,
                Key=self._normalize_name(name),
                Range=f"bytes={start}-{start + length - 1}",
            )
        return found["Body"]

    def url(self, name: str, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError("Files are handed out by the record they belong to.")
