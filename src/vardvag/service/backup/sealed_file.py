"""The form of a backup's file: compressed, and encrypted in pieces so that a change or a cut anywhere shows.

    vardvag-backup 1\\n    the form; another number is another form
    16 bytes              which key: derived from it, says nothing of it
    32 bytes              salt; the file's own key is HKDF-SHA256 (RFC 5869) of the given key and this
    pieces                4 bytes of length, then that many of AES-256-GCM; nonce = number of the piece (11
                          bytes) and whether it is the last (1 byte); the lines above are authenticated too

The pieces hold one zlib stream of lines in UTF-8. The last piece is marked, so a file cut between two pieces
is known for what it is (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). Here does
not belong what the lines say.
"""

from __future__ import annotations

import itertools
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text

FORM = b"vardvag-backup 1\n"
_FAMILY = FORM.split()[0] + b" "
PIECE = 1 << 20
"""Bytes of compressed lines in a piece. A reader accepts no larger one, whatever the length says."""
_KEY_NAME, _SALT, _LENGTH, _TAG = 16, 32, 4, 16
_WRITER_SPEED = 1


def write_sealed(out: BinaryIO, lines: Iterable[str], key: bytes) -> None:
    """Write *lines* (without line ends) to *out*, encrypted under the 32 bytes of *key*."""
    salt = os.urandom(_SALT)
    head = FORM + _name_of(key, salt) + salt
    out.write(head)
    cipher = AESGCM(_file_key(key, salt))
    pieces = _pieces(_squeezed(lines))
    piece = next(pieces)
    for number in itertools.count():
        following = next(pieces, None)
        sealed = cipher.encrypt(_nonce(number, last=following is None), piece, head)
        out.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        if following is None:
            return
        piece = following


def _squeezed(lines: Iterable[str]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(_WRITER_SPEED)
    for line in lines:
        yield squeeze.compress(line.encode() + b"\n")
    yield squeeze.flush()


def _pieces(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The stream in pieces of `PIECE` bytes, the last one shorter; never none at all."""
    waiting = bytearray()
    for some in stream:
        waiting += some
        while len(waiting) > PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting)


def read_sealed(file: BinaryIO, key: bytes) -> Iterator[str]:
    """The lines of a file that `write_sealed` made, as far as they are genuine.

    BadInput when it is no such file, when the key is another, and, after the genuine lines before it, when a
    piece was changed, moved, lost or added. Whoever reads must therefore undo all if it is raised.
    """
    form = file.readline(len(FORM))
    if form != FORM:
        raise _refused("backup-form", _NEWER if form.startswith(_FAMILY) else _NO_BACKUP, _OTHER_FILE)
    name, salt = file.read(_KEY_NAME), file.read(_SALT)
    if len(name) + len(salt) != _KEY_NAME + _SALT:
        raise _refused("backup-changed", _CHANGED, _OTHER_COPY)
    if name != _name_of(key, salt):
        raise _refused("backup-key", _WRONG_KEY, _RIGHT_KEY)
    opened = _opened(file, AESGCM(_file_key(key, salt)), form + name + salt)
    unsqueeze, rest = zlib.decompressobj(), b""
    for piece in opened:
        *whole, rest = (rest + unsqueeze.decompress(piece)).split(b"\n")
        yield from (line.decode() for line in whole)


def _opened(file: BinaryIO, cipher: AESGCM, head: bytes) -> Iterator[bytes]:
    number, length = 0, file.read(_LENGTH)
    while True:
        size = int.from_bytes(length, "big")
        if len(length) != _LENGTH or not _TAG <= size <= PIECE + _TAG:
            raise _refused("backup-changed", _CHANGED, _OTHER_COPY)
        piece, length = file.read(size), file.read(_LENGTH)
        try:
            yield cipher.decrypt(_nonce(number, last=not length), piece, head)
        except (InvalidTag, ValueError) as problem:
            raise _refused("backup-changed", _CHANGED, _OTHER_COPY) from problem
        if not length:
            return
        number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _file_key(key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"vardvag backup 1: encryption").derive(key)


def _name_of(key: bytes, salt: bytes) -> bytes:
    """Which key it is, told by whoever has it; another for every file."""
    return HKDF(SHA256(), _KEY_NAME, salt, b"vardvag backup 1: which key").derive(key)


def _refused(rule: str, message: Text, remedy: Text) -> BadInput:
    return BadInput(
        Text("Säkerhetskopian kan inte läsas", "The backup cannot be read"), [Finding(rule, message, remedy)]
    )


_NO_BACKUP = Text("Filen är ingen säkerhetskopia från Vårdväg", "The file is no backup made by Vårdväg")
_NEWER = Text(
    "Filen har en form som den här versionen inte läser",
    "The file has a form that this version does not read",
)
_OTHER_FILE = Text(
    "Ge en fil som vardvag backup har skrivit, eller använd en nyare version",
    "Give a file that vardvag backup has written, or use a newer version",
)
_WRONG_KEY = Text("Filen är krypterad med en annan nyckel", "The file is encrypted with another key")
_RIGHT_KEY = Text(
    "Sätt VARDVAG_BACKUP_KEY_FILE till nyckeln som gällde när kopian togs",
    "Set VARDVAG_BACKUP_KEY_FILE to the key that was in use when the backup was made",
)
_CHANGED = Text("Filen är ändrad eller avklippt", "The file has been changed or cut")
_OTHER_COPY = Text(
    "Hämta filen på nytt därifrån den förvaras, eller ta en annan kopia",
    "Fetch the file anew from where it is kept, or take another backup",
)
