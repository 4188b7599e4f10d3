"""The file an analyst has sent to be checked: kept on our side for a short while, found by her session alone.

Kept, so that what she loads is what she saw checked and she need not choose the file twice. The file lies in
a folder of the region's part that only the service reads, under a random name that stands in the session and
nowhere else. It is gone when it has been loaded or another is sent, and after half an hour in any case. It
holds pseudonymous contacts, no names. A mapping sent with it lies beside it, and goes when it goes. Here
belongs keeping; what is wrong with the file is `check_region_file`.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

LARGEST = 25_000_000
"""Bytes. A month of the largest region is some hundred thousand rows of about 150 bytes."""
MOST_ROWS = 20_000
"""Rows of a file whose clocks are listed: that takes it row by row, some seconds for so many. A larger file
is checked and loaded all the same, and the page names the command."""
MOST_MARKED = 10_000
"""Rows of a file that is given back as a marked workbook; to write one takes longer still."""
LIFE = 30 * 60
"""Seconds that a file is kept."""

_KEY = "region-file"


ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".xml")
"""The endings that a file is kept with: some formats are told by theirs. Any other is kept without."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file sent to be checked: where it lies, what its sender calls it, and the mapping she reads it by."""

    path: Path
    name: str
    mapping: Path | None = None
    rows: int | None = None
    """How many rows it has; None until it has been checked."""

    @property
    def format_name(self) -> str | None:
        """The mapping, as a format is named; None when the file tells its format itself."""
        return None if self.mapping is None else str(self.mapping)

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


def keep(request: HttpRequest, uploaded: UploadedFile, mapping: UploadedFile | None = None) -> KeptFile:
    """Keep *uploaded*, and the *mapping* it is read by, for this session in place of an earlier one."""
    forget(request)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = uploaded.name or ""
    ending = Path(name).suffix.lower()
    token = secrets.token_hex(16)
    told = {"token": token, "name": name, "ending": ending if ending in ENDINGS else ""}
    _write(uploaded, f"{token}{told['ending']}")
    if mapping is not None:
        told["mapping"] = f"{token}.yaml"
        _write(mapping, told["mapping"])
    request.session[_KEY] = told
    return _told(told)


def kept(request: HttpRequest) -> KeptFile | None:
    """This session's file; None when there is none, or its time is over."""
    sweep()
    told = request.session.get(_KEY)
    if not isinstance(told, dict):
        return None
    file = _told(told)
    if not file.path.is_file() or (file.mapping is not None and not file.mapping.is_file()):
        return None
    return file


def forget(request: HttpRequest) -> None:
    """Remove this session's file, if there is one, and every file whose time is over."""
    sweep()
    told = request.session.pop(_KEY, None)
    if isinstance(told, dict):
        file = _told(told)
        for path in (file.path, file.mapping):
            if path is not None:
                path.unlink(missing_ok=True)


def remember_rows(request: HttpRequest, rows: int) -> None:
    """Keep how many rows this session's file has."""
    told = request.session.get(_KEY)
    if isinstance(told, dict):
        request.session[_KEY] = {**told, "rows": rows}


def _told(told: dict[str, Any]) -> KeptFile:
    mapping = _folder() / told["mapping"] if "mapping" in told else None
    path = _folder() / f"{told['token']}{told.get('ending', '')}"
    return KeptFile(path, told["name"], mapping, told.get("rows"))


def _write(uploaded: UploadedFile, name: str) -> None:
    path = _folder() / name
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in uploaded.chunks():
            file.write(chunk)


def sweep() -> None:
    """Remove the files whose time is over, whoever sent them."""
    for path in _folder().glob("*"):
        # Another process may be sweeping too.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - LIFE:
                path.unlink()


def _folder() -> Path:
    return settings.VARDVAG.data / "region" / "checked"
