"""One request for every address of the JSON API, right in form, made of its table: for whoever walks over it.

An address added to the table without a body here fails the walk, so that none is forgotten. Here does not
belong what is to be answered (`integration/api`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import pytest

from vardvag.contracts.access.protection import Protection
from vardvag.service.api.endpoint import Endpoint
from vardvag.service.api.endpoints import TABLE

POINT = {"name": "Mottagningen", "channel": "070-174 06 10", "hours": "vardagar 8–16"}
ASK = {"fallback": POINT}
OWNER = {"kind": "care_unit", "name": "Ortopedmottagningen", "unit": "SE-EXEMPEL-ORTOPEDI"}
OTHER = {"kind": "municipal_unit", "name": "Hemtjänsten", "unit": "SE-EXEMPEL-HEM"}
SAID = {"speaker": "patient", "way": "telephone", "name": "Alva Exempel"}
STEP = {
    "step_id": "nytt-steg",
    "what": "Samtal med dietist",
    "owner": OWNER,
    "when": {"kind": "no_time_yet", "next_action": "Mottagningen ringer."},
    "ask": ASK,
}
TEMPLATE = """\
title: {sv: Efter operation, en: After surgery}
steps:
  - {key: samtal, what: Samtal, owner: mottagning, next_action: Mottagningen ringer.}
"""
DANGER = {
    "danger": True,
    "cannot_ask_to_lift": True,
    "consent_unobtainable": True,
    "indispensable": True,
}
BODIES: dict[str, Any] = {
    "openByOffering": {"person": "{person}", "ask": ASK},
    "offer": {"what": "contract"},
    "recordAnswer": {"what": "contract", "accepted": True, **SAID},
    "answerVersion": {"confirmed": True, **SAID},
    "commentVersion": {"words": "Bra.", **SAID},
    "recordVisitEnd": {"visit": "{step}"},
    "recordKnowsWhom": {"knows": True, **SAID},
    "writeWhatMatters": {"words": "Att gå i trappan."},
    "stateWishes": {"not_weekdays": [1], "earliest": "09:00", **SAID},
    "stateWishesOfStep": {"latest": "15:00", **SAID},
    "declineTime": {"at": "2019-12-01T09:00:00+01:00", "reason": "Arbete.", **SAID},
    "addStep": STEP,
    "changeStep": STEP | {"step_id": "{step}"},
    "doOwnStep": {"on": "2019-11-01"},
    "applyTemplate": {"template": TEMPLATE, "owners": {"mottagning": {"owner": OWNER, "ask": ASK}}},
    "joinSourcePlan": {
        "kind": "VP",
        "system": "journal",
        "identifier": "1",
        "title": "Vårdplan",
        "responsible": "Region Kalmar län (exempel)",
        "approved_for_patient": True,
        "fetched_at": "2019-11-01T09:00:00+01:00",
    },
    "partSourcePlan": {"system": "journal", "identifier": "1"},
    "recordStay": {"pathway": "vårdtid", "admitted_at": "2019-11-01T09:00:00+01:00"},
    "moveStep": {"at": "2019-12-02T09:00:00+01:00", "yes": SAID},
    "bookProposed": {"slot_id": "1", **SAID},
    "nameContact": {
        "contact_id": "kontakt",
        "kind": 1,
        "name": "Maria Exempel",
        "unit": "SE-EXEMPEL-ORTOPEDI",
        "caregiver": "SE-EXEMPEL",
        "ask": ASK,
    },
    "endContact": {"last_day": "2019-12-01"},
    "offerHandOver": {
        "steps": ["{step}"],
        "giver": {"owner": OWNER, "caregiver": "SE-EXEMPEL", "ask": ASK},
        "taker": {"owner": OTHER, "caregiver": "SE-EXEMPEL-KOMMUN", "ask": ASK},
    },
    "answerHandOver": {"accepted": True, "answered_by": "Hemma Exempel"},
    "openSip": {"consents": True, "way": "visit", "name": "Alva Exempel"},
    "writeSip": {"goals": [{"what": "Att klara trappan.", "own_words": True}]},
    "closeSip": {"why": "Målet är nått."},
    "giveInformation": {},
    "objectToSharing": {"kind": "outer", "way": "telephone", "name": "Alva Exempel"},
    "liftBlock": {"way": "telephone", "name": "Alva Exempel"},
    "recordConsent": {"unit": "SE-EXEMPEL-ORTOPEDI", "way": "telephone", "name": "Alva Exempel"},
    "withdrawConsent": {"way": "telephone", "name": "Alva Exempel"},
    "recordRelation": {"kind": "care"},
    "recordRepresentation": {"by": "ombud", "kind": "proxy", "begun": "2019-11-01"},
    "endRepresentation": {"way": "telephone", "name": "Alva Exempel"},
    "stateCapacity": {"lacks_capacity": False},
    "readWhatOthersShare": {"significant": True},
    "learnWhoBlocked": DANGER,
    "askToLift": {"provider": "SE-ANNAN", "stated": DANGER},
    "learnWhoShares": DANGER,
    "readInEmergency": DANGER,
    "liftInnerBlock": {"patient_consents": True},
    "judgeLogRows": {
        "first": "2019-01-01",
        "last": "2019-12-31",
        "size": 5,
        "seed": "lott",
        "rows": [{"number": 1, "outcome": "nothing_odd"}],
    },
    "chooseNotices": {"topics": ["new_version"], "way": "email", "address": "alva@exempel.se"},
}


@dataclass(frozen=True)
class Asked:
    """A request, as a test sends it."""

    endpoint: Endpoint
    method: str
    path: str
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


def requests_about(plan: str, step: str, person: str) -> list[Asked]:
    """A request for every address, about a plan, a step of it and its person. Those that are about whoever
    asks are among them."""
    return [_request(endpoint, plan, step, person) for endpoint in TABLE]


def _request(endpoint: Endpoint, plan: str, step: str, person: str) -> Asked:
    names = {
        "plan_id": plan,
        "step_id": step,
        "version": "1",
        "contact_id": "kontakt",
        "sip_id": "sip",
        "record_id": "post",
        "handover_id": "överlämning",
    }
    path = endpoint.path.format(**names)
    if endpoint.name == "drawLogSample":
        path += "?first=2019-01-01&last=2019-12-31&size=5&seed=lott"
    if endpoint.name == "showChanges":
        path += "?since=1"
    body = None if endpoint.body is None else _filled(BODIES[endpoint.name], step, person)
    return Asked(endpoint, endpoint.method, path, body, {"If_Match": '"1"'} if endpoint.versioned else {})


def _filled(body: Any, step: str, person: str) -> Any:
    match body:
        case str():
            return body.replace("{step}", step).replace("{person}", person)
        case dict():
            return {name: _filled(one, step, person) for name, one in body.items()}
        case list():
            return [_filled(one, step, person) for one in body]
    return body


def protect(monkeypatch: pytest.MonkeyPatch, level: Protection) -> None:
    """The store says that everybody has this protection."""
    from vardvag.service.store.repository import DjangoPlanStore

    plain, person = DjangoPlanStore.access_facts, DjangoPlanStore.person

    def facts(self: Any, plan_id: Any) -> Any:
        found = plain(self, plan_id)
        return found and dataclasses.replace(found, protection=level)

    def protected(self: Any, person_id: Any) -> Any:
        return dataclasses.replace(person(self, person_id), protected=level)

    monkeypatch.setattr(DjangoPlanStore, "access_facts", facts)
    monkeypatch.setattr(DjangoPlanStore, "person", protected)
