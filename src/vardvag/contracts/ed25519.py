"""Verifying an Ed25519 signature (RFC 8032) in plain Python, so that a log can be verified by whoever has
it.

Whoever controls a log should not need our service, nor a compiled library. Only *verifying* stands here: it
handles nothing secret, so it need not take the same time each time. Signing does, and is left to the
library `cryptography` (`service/log_key`). Tests hold the two together. Here does not belong what is signed
(`log_seal`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from vardvag.base.errors import Unreadable

Point = tuple[int, int, int, int]
"""A point of the curve as X, Y, Z, T with x = X/Z, y = Y/Z and xy = T/Z."""

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_SPKI = bytes.fromhex("302a300506032b6570032100")
"""How a public key of this kind begins when it is written as DER (RFC 8410)."""


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether *signature* (64 bytes) is of *message* by the key (32 bytes)."""
    if len(signature) != 64 or len(public_key) != 32:
        return False
    key, commitment = _decompress(public_key), _decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= _ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(hashed, "little") % _ORDER
    return _same(_times(scalar, _BASE), _add(commitment, _times(challenge, key)))


def read_public_key(pem: str) -> bytes:
    """The 32 bytes of a public key written as PEM. Unreadable when it is none of this kind."""
    found = re.search(r"-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----", pem)
    try:
        der = base64.b64decode("".join(found[1].split()), validate=True) if found else b""
    except binascii.Error:
        der = b""
    if not der.startswith(_SPKI) or len(der) != len(_SPKI) + 32:
        raise Unreadable(
            "filen är ingen publik Ed25519-nyckel (PEM, ”BEGIN PUBLIC KEY”)",
            "the file is no public Ed25519 key (PEM, “BEGIN PUBLIC KEY”)",
        )
    return der[len(_SPKI) :]


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _same(one: Point, other: Point) -> bool:
    across = (one[0] * other[2] - other[0] * one[2]) % _P == 0
    return across and (one[1] * other[2] - other[1] * one[2]) % _P == 0


def _recover_x(y: int, sign: int) -> int | None:
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if square == 0:
        return None if sign else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P != 0:
        x = x * _ROOT % _P
    if (x * x - square) % _P != 0:
        return None
    return _P - x if (x & 1) != sign else x


def _decompress(text: bytes) -> Point | None:
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = _recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _base() -> Point:
    y = 4 * pow(5, -1, _P) % _P
    x = _recover_x(y, 0)
    if x is None:
        raise AssertionError("the base point is on the curve")
    return (x, y, 1, x * y % _P)


_BASE = _base()
