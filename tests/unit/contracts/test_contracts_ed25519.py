"""The verification of signatures: against the vectors of RFC 8032, and against the library that signs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.errors import Unreadable
from vardvag.contracts.ed25519 import read_public_key, verify

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold_and_no_bit_can_be_changed(key, message, signature):
    parts = [bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)]
    assert verify(*parts)
    for place, part in enumerate(parts):
        for at in {0, len(part) // 2, len(part) - 1} if part else ():
            bent = parts.copy()
            bent[place] = part[:at] + bytes([part[at] ^ 1]) + part[at + 1 :]
            assert not verify(*bent)
    assert not verify(parts[0], parts[1] + b"x", parts[2])


@settings(deadline=None, max_examples=15)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.data())
def test_it_agrees_with_the_library_that_signs(seed, message, data):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(seed)
    pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    key, signature = read_public_key(pem.decode()), private.sign(message)
    assert verify(key, message, signature)
    at = data.draw(st.integers(0, 511))
    bent = bytearray(signature)
    bent[at // 8] ^= 1 << at % 8
    assert not verify(key, message, bytes(bent))


@pytest.mark.parametrize("size", [0, 63, 65])
def test_a_signature_of_another_length_is_none(size):
    assert not verify(bytes.fromhex(VECTORS[0][0]), b"", b"\0" * size)


def test_a_scalar_that_is_not_reduced_is_refused():
    """Else one signature could be written in two ways."""
    key, message, signature = (bytes.fromhex(part) for part in VECTORS[0])
    order = 2**252 + 27742317777372353535851937790883648493
    larger = int.from_bytes(signature[32:], "little") + order
    assert not verify(key, message, signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "no key",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n*\n-----END PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMCowBQYDK2VwAyEA\n-----END PRIVATE KEY-----",
    ],
)
def test_what_is_no_public_key_is_told(pem):
    with pytest.raises(Unreadable):
        read_public_key(pem)
