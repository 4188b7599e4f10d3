"""What somebody wants to be told of a plan, and by which way.

A notice says only that something has changed and that she can log in to read it, so nothing here asks what it
is about. Nothing of a person with a protected identity leaves the service: she, and those who read her plan,
see on the page of notices that there is something new. That is our choice. Here does not belong who may
choose (`access`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.identifiers import PersonId, PlanId


class Topic(StrEnum):
    """What there is to be told of."""

    NEW_VERSION = "new_version"
    """The plan has a new version, whatever changed in what she is shown."""
    CHANGED_TIME = "changed_time"
    CHANGED_CONTACT = "changed_contact"
    """Another coordinator, fast kontakt, team, owner of a step, or whom to ask about it."""
    TO_CONFIRM = "to_confirm"
    """Something waits for the patient's answer: a version that care has confirmed, or an offer."""


class NoticeWay(StrEnum):
    """How a notice reaches her."""

    PAGE = "page"
    """On the page of notices, when she logs in. Nothing leaves the service."""
    EMAIL = "email"


ANSWERS = frozenset({Role.PATIENT})
"""Those for whom something can wait to be answered."""

LONGEST_ADDRESS = 200
_ADDRESS = re.compile(r"[^@\s,;:<>\"\\()\[\]]+@[^@\s,;:<>\"\\()\[\]]+\.[^@\s,;:<>\"\\()\[\].]{2,}")


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who is told, as she was logged in when she chose: what is decided on anew before each notice.

    `person` is the patient or guardian herself, `unit` where staff work.
    """

    subject: str
    name: str
    role: str
    person: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What *who* wants to be told of a plan. `address` is where *way* goes, and empty for the page."""

    plan: PlanId
    person: PersonId
    who: Subscriber
    topics: frozenset[Topic]
    way: NoticeWay
    address: str
    at: Moment


def topics_for(role: str) -> tuple[Topic, ...]:
    """What somebody in *role* can choose among, in order."""
    return tuple(one for one in Topic if one is not Topic.TO_CONFIRM or role in ANSWERS)


def way_of(way: NoticeWay, protection: Protection) -> NoticeWay:
    """The way that a notice about a person goes: the page alone, where her identity is protected."""
    return way if protection is Protection.NONE else NoticeWay.PAGE


def against(
    role: str,
    topics: Iterable[Topic],
    way: NoticeWay,
    address: str,
    protection: Protection,
    ways: Iterable[NoticeWay],
) -> list[Finding]:
    """All that stands against choosing so. *ways* are those that this installation has."""
    findings = [
        Finding("notice-topic", _NO_TOPIC, _OTHER_TOPIC, column="topics", value=one.value)
        for one in sorted(set(topics) - set(topics_for(role)))
    ]
    if way not in ways:
        findings.append(Finding("notice-way", _NO_WAY, _OTHER_WAY, column="way", value=way.value))
    elif way is not way_of(way, protection):
        findings.append(Finding("notice-protected", _PROTECTED, _OTHER_WAY, column="way", value=way.value))
    elif way is NoticeWay.EMAIL and not (len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address)):
        findings.append(Finding("notice-address", _NO_ADDRESS, _WRITE_ADDRESS, column="address"))
    return findings


_NO_TOPIC = Text("Det kan du inte få meddelande om", "You cannot be told of that")
_OTHER_TOPIC = Text("Välj bland det som står på sidan.", "Choose among what the page has.")
_NO_WAY = Text("Så skickas inga meddelanden här", "No notices are sent that way here")
_OTHER_WAY = Text(
    "Välj att läsa meddelandena här, när du loggar in.", "Choose to read the notices here, when you log in."
)
_PROTECTED = Text(
    "Patienten har skyddade personuppgifter: inget skickas ut",
    "The patient has a protected identity: nothing is sent out",
)
_NO_ADDRESS = Text("Det är ingen e-postadress", "That is no e-mail address")
_WRITE_ADDRESS = Text("Skriv den som namn@exempel.se.", "Write it as name@example.com.")
