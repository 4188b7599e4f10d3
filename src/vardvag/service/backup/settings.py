"""The configured keys, and the parts whose databases can be backed up. The keys are never kept or shown.

Here does not belong reading settings (`usecases/read_configuration`).
"""

from __future__ import annotations

import os
import re

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.service.configuration import configuration
from vardvag.service.store.person_keys import PersonKeys

PARTS = ("care", "region")
"""Parts with rows worth keeping. Log-ins begin anew, and the public part has no tables."""


def backup_key() -> bytes:
    """The 32 bytes that backups are encrypted with. BadInput when none is set, or it is no such key."""
    missing = Text("Det finns ingen nyckel för säkerhetskopior", "There is no key for backups")
    return _key(configuration().backup_key, missing, "backup-key", "BACKUP_KEY", "backup.key")


def person_keys(part: str) -> PersonKeys:
    """The keys of each person, in the file that the settings say, to seal and open with.

    BadInput when there is no master key. A *part* that has no rows about people takes none.
    """
    if part != "care":
        return keys_to_destroy()
    missing = Text(
        "Det finns ingen huvudnyckel till personernas nycklar", "There is no master of people's keys"
    )
    written = configuration().person_keys_key
    master = _key(written, missing, "person-keys-key", "PERSON_KEYS_KEY", "person-keys.key")
    return PersonKeys(configuration().person_keys, master)


def keys_to_destroy() -> PersonKeys:
    """The same file, for who destroys and opens nothing: that takes no master key."""
    return PersonKeys(configuration().person_keys)


def _key(written: str, missing: Text, rule: str, name: str, file: str) -> bytes:
    if re.fullmatch(r"[0-9a-fA-F]{64}", written):
        return bytes.fromhex(written)
    made = f"openssl rand -hex 32 > {file}"
    remedy = Text(
        f"Gör en med: {made}, och sätt VARDVAG_{name}_FILE={file}",
        f"Make one with: {made}, and set VARDVAG_{name}_FILE={file}",
    )
    raise BadInput(missing, [Finding(rule, _NO_KEY, remedy)])


def open_part(name: str) -> str:
    """*name*, with Django ready to reach its database. NotFound when that part does not run here."""
    known = [one for one in PARTS if one in configuration().profiles]
    if name not in known:
        raise NotFound(Text("Del", "part"), name, known)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
    import django

    django.setup()
    return name


_NO_KEY = Text(
    "Nyckeln saknas eller är inte 64 hexadecimala tecken", "The key is missing or is not 64 hex digits"
)
