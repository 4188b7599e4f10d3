"""The demo's sources: made-up services inside the process, so that a plan's page shows how it went with each.

One has nothing new, one names a type of contact that is not known here, one cannot be reached. None changes
a plan of the story. Nothing is sent anywhere: the question is handed to the made-up service as a call. Here
does not belong a real source (`usecases/read_sources`).
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.contract import Contract
from vardvag.contracts.rivta.source import Source, Unreached
from vardvag.contracts.rivta.source_state import SourceStates
from vardvag.contracts.store import PlanStore
from vardvag.service.rivta import fake_services
from vardvag.service.rivta.collecting import Staff
from vardvag.usecases.collect_sources import Collector, collect_sources
from vardvag.usecases.example.plans import SAM
from vardvag.usecases.example.story import CAREGIVER, COORDINATOR, ORTHOPAEDICS, PATIENT, PLAN
from vardvag.usecases.prepare_demo import NOW

_NUMBER = "191212121212"
"""Of Skatteverket's published test series: nobody has it."""


def _source(name: str, title: str, manner: str, *contracts: str) -> Source:
    address = f"http://127.0.0.1/{manner}"
    system = f"{fake_services.SYSTEM}-{name.upper()}"
    units = (ORTHOPAEDICS,)
    return Source(name, title, address, system, CAREGIVER, contracts, units=units, attempts=1)


SOURCES = (
    _source("journal", "Exempelregionens journal (låtsastjänst)", "empty", "GetCarePlans", "GetCareContacts"),
    _source("kontakter", "Exempelregionens kontakter (låtsastjänst)", "unknown-code", "GetCareManagers"),
    _source("bokning", "Exempelregionens bokning (låtsastjänst)", "failing", "GetSubjectOfCareSchedule"),
)


class _Numbers:
    """The example patient's number, and nobody else's."""

    def number_of(self, person: PersonId) -> PatientNumber | None:
        return PatientNumber(_NUMBER) if person == PATIENT else None


def send(source: Source, contract: Contract[Any, Any], question: bytes) -> bytes:
    """Hand a question to the made-up services. Unreached when they answer as a server that is down."""
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": urlsplit(source.address).path,
        "CONTENT_LENGTH": str(len(question)),
        "HTTP_SOAPACTION": contract.action,
        "wsgi.input": io.BytesIO(question),
    }
    body = b"".join(fake_services.application(environ, lambda status, headers: said.append(status)))
    if not said[0].startswith(("200", "500")):
        raise Unreached(f"http-{said[0][:3]}")
    return body


def collect_for_demo(plans: PlanStore, states: SourceStates) -> None:
    """Collect for the plan of the story, as its coordinator does before her day begins."""
    staff = Staff(COORDINATOR, SAM.name, ORTHOPAEDICS, Role.COORDINATOR)
    collector = Collector(send, _Numbers(), lambda: NOW, lambda seconds: None)
    collect_sources(plans, states, collector, SOURCES, staff, PLAN)
