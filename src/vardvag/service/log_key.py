"""The key that seals logs, and the logs of the parts that run here. The key is read and never kept or
shown.

Here does not belong what is signed (`contracts.log_seal`), nor verifying, which needs neither key nor
library.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.log_seal import Signer
from vardvag.service.configuration import configuration

if TYPE_CHECKING:
    # Tables can be named only when Django knows its settings.
    from vardvag.service.chained_log import ChainedLog

_LOGS = ("care", "region")
_MAKE = "openssl genpkey -algorithm ed25519 -out log.key"


def read_signer(pem: str) -> Signer:
    """What signs with the private key written as PEM. BadInput when it is no Ed25519 key; never its text."""
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise _no_key() from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key()
    return key.sign


def signer() -> Signer:
    """What signs with the configured key. BadInput when there is none, or none of this kind."""
    return read_signer(configuration().log_key)


@contextmanager
def open_log(name: str) -> Iterator[ChainedLog]:
    """The log of one part, by the name of its database. NotFound when that part does not run here."""
    configured = configuration()
    known = [one for one in _LOGS if one in configured.profiles]
    if name not in known:
        raise NotFound(Text("Logg", "log"), name, known)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
    import django

    django.setup()
    if name == "care":
        from vardvag.service.chained_log import ChainedLog
        from vardvag.service.store import models as care

        yield ChainedLog(care.LOG, name)
    else:
        from vardvag.service.region_log.repository import region_log

        yield region_log()


def _no_key() -> BadInput:
    finding = Finding(
        "log-key",
        Text("Det finns ingen Ed25519-nyckel att signera med", "There is no Ed25519 key to sign with"),
        Text(
            f"Gör en med: {_MAKE}, och sätt VARDVAG_LOG_KEY_FILE till filen",
            f"Make one with: {_MAKE}, and set VARDVAG_LOG_KEY_FILE to the file",
        ),
    )
    return BadInput(Text("Loggen kan inte signeras", "The log cannot be signed"), [finding])
