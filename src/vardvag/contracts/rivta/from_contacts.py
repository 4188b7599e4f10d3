"""A patient's fasta kontakter from answers to GetCareManagers 1.0.

The contract has no mark for the patient's direct access: it says who her contacts are, and what is for staff
only stands in notes of its own, which are kept apart. Here does not belong joining them to a plan
(`merging`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.rivta import opening_hours
from vardvag.contracts.rivta.collected import (
    HOURS_UNKNOWN,
    Asked,
    Collected,
    Faulty,
    Unplaced,
    same_patient,
)
from vardvag.contracts.rivta.get_care_managers import (
    CONTRACT,
    KIND_OF_CONTACT,
    Answer,
    CareManager,
    Organisation,
    Reach,
)
from vardvag.contracts.rivta.reading import Reading
from vardvag.contracts.rivta.values import CV
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

_KINDS = {str(int(kind)): kind for kind in FixedContactKind}


def fixed_contacts(reading: Reading[Answer], asked: Asked) -> Collected:
    """The contacts of an answer; one of a type that we do not know is kept as unplaced, with its code."""
    contacts: list[FixedContact] = []
    unplaced: list[Unplaced] = []
    findings: list[Finding] = list(reading.findings)
    left_out = reading.left_out
    for number, manager in enumerate(reading.message.care_managers if reading.message else (), 1):
        path = f"careManager[{number}]"
        try:
            same_patient(manager.header.access.patient.extension or "", asked, f"{path}/patientId")
            _in_order(manager, f"{path}/period/end")
            kind = _kind(manager.code)
            if kind is None:
                unplaced.append(_unplaced(manager))
            else:
                contacts.append(_contact(manager, kind, asked))
        except Faulty as fault:
            findings.append(fault.finding(asked.source))
            left_out += 1
    return Collected(
        fixed_contacts=tuple(contacts),
        unplaced=tuple(unplaced),
        findings=tuple(findings),
        left_out=left_out,
    )


def _in_order(manager: CareManager, path: str) -> None:
    """Faulty for a contact that ends before it begins: neither day can be believed."""
    period = manager.period
    if period.end is not None and period.end < period.start:
        message = Text("Perioden slutar innan den börjar", "The period ends before it begins")
        remedy = Text("Rätta perioden i källan", "Correct the period in the source")
        raise Faulty("period", message, remedy, path, period.end.isoformat())


def _kind(code: CV) -> FixedContactKind | None:
    """The type by its national code; None in another code system, or for a code that we do not know."""
    if code.code_system not in (None, KIND_OF_CONTACT):
        return None
    return _KINDS.get(code.code or "")


def _contact(manager: CareManager, kind: FixedContactKind, asked: Asked) -> FixedContact:
    name = _name(manager)
    return FixedContact(
        contact_id=_identifier(manager),
        kind=kind,
        name=name,
        unit=_unit(manager)[0],
        caregiver=_caregiver(manager),
        ask=_ask(manager, name, asked),
        begins_on=manager.period.start,
        ends_on=manager.period.end,
        internal_note=_noted(manager.internal_notes, manager.team.internal_notes if manager.team else None),
        patient_note=_noted(manager.external_notes, manager.team.external_notes if manager.team else None),
    )


def _name(manager: CareManager) -> str:
    """Who she is: her own name, else the team's, else the unit's."""
    names = (manager.practitioner.name, manager.team.name if manager.team else None, _unit(manager)[1])
    return next(name.strip() for name in names if name and name.strip())


def _identifier(manager: CareManager) -> str:
    """The same name for a contact each time: the contract carries none. No patient's number is in it."""
    told = (
        manager.header.source_system.extension or manager.header.source_system.root,
        manager.practitioner.hsa_id.extension or "",
        manager.code.code or "",
        manager.period.start.isoformat(),
        _unit(manager)[0],
    )
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "|".join(told)))


def _caregiver(manager: CareManager) -> str:
    access = manager.header.access.caregiver
    for name in (access.extension, manager.caregiver.hsa_id.extension):
        if name and name.strip():
            return name.strip()
    raise Faulty("empty", *_NO_CAREGIVER, "careManagerHeader/accessControlHeader")


def _unit(manager: CareManager) -> tuple[str, str]:
    """The unit's HSA id and name: where she works, else who manages her, else the caregiver."""
    for unit in (manager.providing_unit, manager.unit, manager.caregiver):
        hsa_id = (unit.hsa_id.extension or "").strip() if unit is not None else ""
        if unit is not None and hsa_id:
            return hsa_id, (unit.name or "").strip() or hsa_id
    return _caregiver(manager), _caregiver(manager)


def _noted(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note and note.strip()) or None


def _ask(manager: CareManager, name: str, asked: Asked) -> WhomToAsk:
    team = manager.team
    units: Iterable[Organisation] = filter(None, (manager.providing_unit, manager.unit, manager.caregiver))
    points = (_point(unit.name or name, unit.reach) for unit in units)
    return WhomToAsk(
        fallback=asked.fallback,
        person=_point(name, manager.reach),
        team=_point(team.name, team.reach) if team else None,
        unit=next(filter(None, points), None),
    )


def _point(name: str, reach: tuple[Reach, ...]) -> ContactPoint | None:
    """The first number or address there is, and when it is answered."""
    for telecom in (one for contact in reach for one in contact.telecoms):
        if telecom.value.strip() and name.strip():
            hours = opening_hours.said(telecom.hours) or HOURS_UNKNOWN
            return ContactPoint(name.strip(), telecom.value.strip(), hours)
    return None


def _unplaced(manager: CareManager) -> Unplaced:
    said = f"{manager.code.said.strip() or 'fast kontakt av okänd typ'}: {_name(manager)}"
    return Unplaced(CONTRACT.name, said, manager.code.code or "", _caregiver(manager), True)


_NO_CAREGIVER = (
    Text("Vem som är vårdgivare står inte", "Who the caregiver is is not said"),
    Text("Fyll i vårdgivarens HSA-id i källan", "Fill in the caregiver's HSA id in the source"),
)
