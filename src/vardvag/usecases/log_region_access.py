"""Log who reads the region's contacts, or is denied them: one row before anything about anybody is shown.

A contact has a pseudonym and no name, and is personal data all the same. A row says who, in which role, what
was asked for and which contacts the answer holds, so that a region can find who has seen one of them. Here
does not belong who may (the page's guard), nor how rows are chained (`contracts/log`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.inner_need import PERMISSION
from vardvag.contracts.log import LogEntry

READ_CLOCKS, READ_FILE, LOAD_FILE = "read_clocks", "read_file", "load_file"
READ_WITH_KEY = "read_clocks_with_own_key"
"""What is done with contacts, as the log names it. With her own key the reader sees who each is: the names
are joined in her browser and never reach us, so that she asked for it is all that can be logged."""


class AccessLog(Protocol):
    """A log that rows are appended to."""

    def append_log(self, entry: LogEntry) -> None:
        """Keep an entry; when this returns, it is kept."""


def log_contacts_read(
    log: AccessLog,
    actor: Actor,
    region: str,
    asked: Mapping[str, str],
    contacts: Iterable[str],
    now: Moment,
    action: str = READ_CLOCKS,
) -> None:
    """The row for those of *region*'s contacts (by pseudonym) that *actor* is about to see."""
    shown = list(contacts)
    choice = ", ".join(f"{name}={value}" for name, value in asked.items()) or "alla"
    names = f": {', '.join(shown)}" if shown else ""
    log.append_log(
        _allowed(actor, action, f"Region {region}, urval {choice}, {len(shown)} kontakter{names}", now)
    )


def log_file_used(log: AccessLog, actor: Actor, action: str, region: str, digest: str, now: Moment) -> None:
    """The row for a file of contacts that *actor* sent herself and is about to see judged, or to load.

    The file is named by its SHA-256, never by what its sender called it: that may name somebody.
    """
    log.append_log(_allowed(actor, action, f"Region {region}, fil med sha256 {digest}", now))


def log_denied(log: AccessLog, actor: Actor, action: str, now: Moment) -> None:
    """The row for somebody in a role whose work does not need contacts, and who was shown nothing."""
    log.append_log(
        _entry(actor, action, "Rollen ger inte tillgång till regionens kontakter.", now, allowed=False)
    )


def _allowed(actor: Actor, action: str, reason: str, now: Moment) -> LogEntry:
    return _entry(actor, action, reason, now, allowed=True)


def _entry(actor: Actor, action: str, reason: str, now: Moment, *, allowed: bool) -> LogEntry:
    return LogEntry(
        when=now,
        who=actor.subject,
        name=actor.name,
        role=str(actor.role),
        unit=actor.unit,
        action=action,
        plan=None,
        person=None,
        allowed=allowed,
        rule="region.analysts-duty" if allowed else "region.another-role",
        paragraph=PERMISSION,
        reason=reason,
    )
