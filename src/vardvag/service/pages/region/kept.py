"""The file an analyst has sent to be checked: kept on our side for a short while, found by her session alone.

Kept, so that what she loads is what she saw checked and she need not choose the file twice. The file lies in
a folder of the region's part that only the service reads, under a random name that stands in the session and
nowhere else. It is gone when it has been loaded or another is sent, and after half an hour in any case. It
holds pseudonymous contacts, no names. Here belongs keeping; what is right in the file is `load_region_file`.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

LARGEST = 25_000_000
"""Bytes. A month of the largest region is some hundred thousand rows of about 150 bytes."""
LIFE = 30 * 60
"""Seconds that a file is kept."""

_KEY = "region-file"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file sent to be checked: where it lies, and what its sender calls it."""

    path: Path
    name: str

    @property
    def digest(self) -> str:
        """The SHA-256 of what is in it, which names it in the log."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class SizeLimit(FileUploadHandler):
    """Stops taking a file in when it is larger than `LARGEST`; `passed` then says so."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.passed = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes on to the next handler, as long as they are not too many."""
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.passed = True
            # The rest is read and thrown away, so that the browser gets its answer.
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def keep(request: HttpRequest, uploaded: UploadedFile) -> None:
    """Keep *uploaded* for this session, in place of an earlier one."""
    forget(request)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    token = secrets.token_hex(16)
    path = _folder() / token
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in uploaded.chunks():
            file.write(chunk)
    request.session[_KEY] = {"token": token, "name": uploaded.name or ""}


def kept(request: HttpRequest) -> KeptFile | None:
    """This session's file; None when there is none, or its time is over."""
    sweep()
    told = request.session.get(_KEY)
    if not isinstance(told, dict):
        return None
    path = _folder() / str(told["token"])
    return KeptFile(path, str(told["name"])) if path.is_file() else None


def forget(request: HttpRequest) -> None:
    """Remove this session's file, if there is one, and every file whose time is over."""
    sweep()
    told = request.session.pop(_KEY, None)
    if isinstance(told, dict):
        (_folder() / str(told["token"])).unlink(missing_ok=True)


def sweep() -> None:
    """Remove the files whose time is over, whoever sent them."""
    for path in _folder().glob("*"):
        # Another process may be sweeping too.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - LIFE:
                path.unlink()


def _folder() -> Path:
    return settings.VARDVAG.data / "region" / "checked"
