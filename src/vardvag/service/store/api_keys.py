"""Keep and find what was changed under an idempotency key, in the transaction of the change itself.

Here does not belong what a key means to a request (`service/api/keys`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.service.store.api_key_models import ApiKey


@dataclass(frozen=True, slots=True)
class KeptChange:
    """What came of a change: nothing of it says anything of a person."""

    digest: str
    plan_id: str
    version: int
    made: str | None
    status: int


def forget_old(before: Moment, alias: str = "care") -> None:
    """Delete the keys that are older than *before*."""
    ApiKey.objects.using(alias).filter(at__lt=before.utc).delete()


def change_under(subject: str, key: str, alias: str = "care") -> KeptChange | None:
    """What was changed under the key; None when nothing was."""
    row = ApiKey.objects.using(alias).filter(subject=subject, key=key).first()
    return None if row is None else KeptChange(row.digest, row.plan_id, row.version, row.made, row.status)


def keep_change(subject: str, key: str, change: KeptChange, now: Moment, alias: str = "care") -> None:
    """Keep what was changed under the key. Call it inside the store's transaction."""
    ApiKey.objects.using(alias).create(
        subject=subject,
        key=key,
        digest=change.digest,
        at=now.utc,
        plan_id=change.plan_id,
        version=change.version,
        made=change.made,
        status=change.status,
    )
