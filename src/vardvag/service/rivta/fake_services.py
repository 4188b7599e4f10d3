"""Låtsastjänst: made-up national services, to try collecting on. Nothing it answers is about anybody.

    python -m vardvag.service.rivta.fake_services 8099

It listens on this machine only, says `latsastjanst` in every answer's header and in every text, and answers
any patient number with the same made-up items. The first part of the address says how it behaves: `/ok`,
`/empty`, `/slow` (answers after `SLOW` seconds), `/failing` (503), `/wrong-xml`, `/unknown-code`, `/fault`
(SOAP), `/partly` (one item with a time that never was). Never part of a real installation: nothing but tests
and this command starts it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_managers,
    get_care_plans,
    get_request_activities,
    get_subject_of_care_schedule,
    soap,
)
from vardvag.contracts.rivta.contract import Contract
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.logistics import Header, OrgUnit, Professional, Result
from vardvag.contracts.rivta.values import CV, HSA, II, PersonId, Times

LABEL = "låtsastjänst"
HEADER = ("X-Vardvag-Service", "latsastjanst")
CAREGIVER = "SE-EXEMPEL-REGIONEN"
UNIT = "SE-EXEMPEL-ORTOPEDI"
SYSTEM = "SE-EXEMPEL-LATSASSYSTEM"
SLOW = 5.0
_LONGEST = 1 << 20
_LOG = "00000000-0000-4000-8000-000000000000"
_BOOKED = datetime(2019, 12, 3, 10, 20)

Start = Callable[..., Any]


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The WSGI application: one SOAP question in, one answer out, in the manner the address asks for."""
    # Read in any manner: what is left unread breaks the connection before the answer has been read.
    asked = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST))
    manner = environ.get("PATH_INFO", "").strip("/").split("/")[0] or "ok"
    if environ.get("REQUEST_METHOD") != "POST":
        return _respond(start, "405 Method Not Allowed", LABEL.encode(), "text/plain; charset=UTF-8")
    if manner == "failing":
        return _respond(start, "503 Service Unavailable", LABEL.encode(), "text/plain; charset=UTF-8")
    if manner == "wrong-xml":
        return _respond(start, "200 OK", f"<html><body>{LABEL}</body></html>".encode(), "text/html")
    if manner == "slow":
        time.sleep(SLOW)
    contract = _asked(environ.get("HTTP_SOAPACTION", ""))
    question = contract and contract.read_question(asked).message
    if contract is None or question is None or manner == "fault":
        return _respond(start, "500 Internal Server Error", soap.fault("Server", LABEL))
    answer = soap.envelope(contract.write_answer(_answer(contract.name, question, manner)))
    if manner == "unknown-code":
        answer = answer.replace(b"Enum>SIP<", b"Enum>LATSASKOD<")
    return _respond(start, "200 OK", answer)


def _respond(start: Start, status: str, body: bytes, kind: str = "text/xml; charset=UTF-8") -> list[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), HEADER])
    return [body]


def _asked(action: str) -> Contract[Any, Any] | None:
    return next((one for one in CONTRACTS.values() if one.action == action.strip('"')), None)


def _answer(contract: str, question: Any, manner: str) -> Any:
    make: dict[str, Callable[[Any, str], Any]] = {
        "GetCareManagers": _managers,
        "GetCarePlans": _plans,
        "GetCareContacts": _contacts,
        "GetSubjectOfCareSchedule": _times,
        "GetRequestActivities": _referrals,
    }
    return make[contract](question, manner)


def _hsa(identifier: str) -> II:
    return II(root=HSA, extension=identifier)


def _managers(question: get_care_managers.Question, manner: str) -> get_care_managers.Answer:
    if manner == "empty":
        return get_care_managers.Answer()
    manager = get_care_managers.CareManager(
        header=get_care_managers.Header(
            access=get_care_managers.AccessControl(
                caregiver=_hsa(CAREGIVER), patient=question.patient, block_comparison=datetime(2019, 9, 2)
            ),
            source_system=_hsa(SYSTEM),
        ),
        code=CV(
            code="77" if manner == "unknown-code" else "1",
            code_system=get_care_managers.KIND_OF_CONTACT,
            display_name=f"{LABEL}ens okända typ" if manner == "unknown-code" else "Fast vårdkontakt",
        ),
        practitioner=get_care_managers.Practitioner(
            hsa_id=_hsa("SE-EXEMPEL-LATSAS"), name=f"Latsa Exempel ({LABEL})"
        ),
        period=get_care_managers.Period(start=date(2019, 9, 2)),
        caregiver=get_care_managers.Organisation(hsa_id=_hsa(CAREGIVER)),
        unit=get_care_managers.Organisation(hsa_id=_hsa(UNIT), name=f"Ortopedmottagningen ({LABEL})"),
        reach=(
            get_care_managers.Reach(
                telecoms=(
                    get_care_managers.Telecom(
                        value="070-174 06 50",
                        hours=(get_care_managers.Hours(weekdays=get_care_managers.WEEKDAYS[:5]),),
                    ),
                )
            ),
        ),
    )
    return get_care_managers.Answer(care_managers=(manager,))


def _header(document: str, patient: PersonId, title: str | None = None) -> Header:
    return Header(
        document=document,
        source_system=SYSTEM,
        title=title,
        patient=patient,
        professional=Professional(recorded_at=datetime(2019, 9, 2, 9), unit=UNIT, caregiver=CAREGIVER),
        approved_for_patient=True,
    )


def _plans(question: get_care_plans.Question, manner: str) -> get_care_plans.Answer:
    plan = get_care_plans.CarePlan(
        header=_header("latsasplan-1", question.patient, f"Samordnad plan ({LABEL})"),
        body=get_care_plans.Body(kind="SIP"),
    )
    items = () if manner == "empty" else (plan,)
    return get_care_plans.Answer(care_plans=items, result=Result(code="OK", log=_LOG, message=LABEL))


def _contacts(question: get_care_contacts.Question, manner: str) -> get_care_contacts.Answer:
    held = datetime(2019, 9, 2, 9)
    code = "12345" if manner == "unknown-code" else get_care_contacts.ENDED
    contact = get_care_contacts.CareContact(
        header=_header("latsaskontakt-1", question.patient),
        body=get_care_contacts.Body(
            code=CV(code="1", code_system=get_care_contacts.KIND_OF_CONTACT, display_name=f"Besök ({LABEL})"),
            unit=OrgUnit(hsa_id=UNIT, name=f"Ortopedmottagningen ({LABEL})"),
            period=Times(start=held, end=held),
            status=CV(code=code, code_system=get_care_contacts.SNOMED, display_name=f"status {code}"),
        ),
    )
    items = () if manner == "empty" else (contact,)
    return get_care_contacts.Answer(care_contacts=items, result=Result(code="OK", log=_LOG, message=LABEL))


def _times(
    question: get_subject_of_care_schedule.Question, manner: str
) -> get_subject_of_care_schedule.Answer:
    slot = get_subject_of_care_schedule.Timeslot(
        start=_BOOKED,
        end=_BOOKED.replace(hour=11),
        unit=question.unit,
        booking="latsasbokning-1",
        patient=question.patient,
        purpose=f"Besök ({LABEL})",
        unit_name=f"Mottagningen ({LABEL})",
        cancelling_allowed=True,
        rebooking_allowed=True,
    )
    # A clock that sprang forward: the time never was.
    never = replace(slot, booking="latsasbokning-2", start=datetime(2019, 3, 31, 2, 30), end=None)
    items = {"empty": (), "partly": (slot, never)}.get(manner, (slot,))
    return get_subject_of_care_schedule.Answer(times=items)


def _referrals(question: get_request_activities.Question, manner: str) -> get_request_activities.Answer:
    sent = datetime(2019, 9, 2, 9)
    code = "99" if manner == "unknown-code" else get_request_activities.SENT
    activity = get_request_activities.RequestActivity(
        header=get_request_activities.Header(
            access=get_request_activities.AccessControl(
                caregiver=_hsa(CAREGIVER), block_comparison=sent, approved_for_patient=True
            ),
            source_system=_hsa(SYSTEM),
            record=get_request_activities.Record(identifier=_hsa("latsasstatus-1"), made_at=sent),
        ),
        body=get_request_activities.Body(
            status=CV(code=code, code_system=get_request_activities.STATUS),
            at=sent,
            request=get_request_activities.Request(
                identifier="latsasremiss-1",
                receiver=get_request_activities.Organisation(
                    identifier=_hsa(UNIT), name=f"Ortopedmottagningen ({LABEL})"
                ),
            ),
        ),
    )
    return get_request_activities.Answer(activities=() if manner == "empty" else (activity,))


class Quiet(WSGIRequestHandler):
    """A handler that logs nothing: a question names a patient, if only a made-up one."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name is the library's
        """Nothing."""


def main(port: int) -> None:
    """Serve on 127.0.0.1 until stopped."""
    with make_server("127.0.0.1", port, application, handler_class=Quiet) as server:
        print(f"Låtsastjänst på http://127.0.0.1:{port}/ok (made-up national services)", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8099)
