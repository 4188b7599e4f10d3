"""Care staff who do not coordinate: their patients' plans to read; and an inner block lifted by authority."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.actor import CARE_ROLES, Role
from vardvag.contracts.access.known import blocks_of
from vardvag.contracts.access.protection import Protection
from vardvag.usecases.example.beside import BLOCKED, BLOCKED_PLAN, CHILD_PLAN, STAFF, keep_beside
from vardvag.usecases.example.story import HEALTH_CENTRE, PLAN

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, kept, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "kept", "as_somebody", "text")
)
LIFT = "/hav-inre-sparr/"
CONSENT = {"plan": BLOCKED_PLAN, "patient_consents": "on"}
NEED = {"plan": BLOCKED_PLAN, "consent_unobtainable": "on", "indispensable": "on"}


@pytest.fixture
def beside(kept: Any) -> Any:
    keep_beside(kept)
    return kept


@pytest.fixture
def staff(beside: Any, log_in: Any) -> Any:
    return log_in(STAFF)


def last(store: Any) -> Any:
    return store.log()[-1].entry


def test_she_finds_her_patients_and_no_other_and_reads(staff: Any, beside: Any) -> None:
    assert staff.get("/min-start/").headers["Location"] == "/vard/"
    shown = text(staff.get("/vard/"))
    assert "Nova Barnexempel" in shown
    assert "Alva" not in shown
    plan = text(staff.get(f"/vard/plan/{CHILD_PLAN}/"))
    assert "Du deltar i vården av patienten." in plan
    assert "patientdatalagen (2008:355) 4 kap. 1 §" in plan
    assert "Första besök hos barnortoped" in plan
    assert (last(beside).rule, last(beside).who) == ("staff.takes-part", STAFF)
    assert staff.get(f"/vard/plan/{PLAN}/").status_code == 404
    assert (last(beside).allowed, last(beside).rule) == (False, "staff.no-need")


def test_a_plan_blocked_for_her_unit_is_known_to_exist_and_nothing_more(staff: Any, beside: Any) -> None:
    shown = text(staff.get("/vard/"))
    assert BLOCKED_PLAN in shown
    assert "Britt" not in shown
    assert "handleden" not in shown
    assert staff.get(f"/vard/plan/{BLOCKED_PLAN}/").status_code == 404
    assert last(beside).rule == "staff.inner-block"


def test_whoever_takes_no_part_is_told_of_no_block(beside: Any, as_somebody: Any) -> None:
    other = as_somebody(subject="kollega", role="care_staff", unit=HEALTH_CENTRE)
    shown = text(other.get("/vard/"))
    assert BLOCKED_PLAN not in shown
    assert "En plan visas här när du deltar i vården av patienten." in shown


def test_with_consent_the_block_is_lifted_for_good(staff: Any, beside: Any) -> None:
    assert f'value="{BLOCKED_PLAN}"' in staff.get(f"{LIFT}?plan={BLOCKED_PLAN}").content.decode()
    done = text(staff.post(LIFT, CONSENT))
    assert "Den är hävd för alla enheter hos vårdgivaren." in done
    assert "Patienten samtycker till att spärren hävs. (patientdatalagen (2008:355) 4 kap. 5 § första" in done
    assert "Ortopedmottagningen" not in done
    assert (last(beside).action, last(beside).rule) == ("lift_inner_block", "inner-block.consent")
    assert last(beside).purpose == "Angett: patienten samtycker"
    assert "Britt Spärrexempel" in text(staff.get("/vard/"))


def test_without_consent_it_takes_a_day_and_names_who_is_to_be_told(staff: Any, beside: Any) -> None:
    lacking = staff.post(LIFT, NEED)
    assert lacking.status_code == 400
    assert "Utan samtycke hävs den bara för din enhet och en tid" in text(lacking)
    gone = staff.post(LIFT, {**NEED, "until": "2019-11-01"})
    assert (gone.status_code, "Ange en senare tid." in text(gone)) == (400, True)
    done = text(staff.post(LIFT, {**NEED, "until": "2019-11-20"}))
    assert "Den är hävd för din enhet till och med den 20 november 2019." in done
    assert "Ortopedmottagningen" in done
    [block] = [one.block for one in blocks_of(beside.access_records(BLOCKED))]
    assert [str(one.until) for one in block.revokes] == ["2019-11-21T00:00:00+01:00"]
    assert "Kontroll av handleden" in text(staff.get(f"/vard/plan/{BLOCKED_PLAN}/"))


@pytest.mark.parametrize("ticked", [{}, {"indispensable": "on"}, {"consent_unobtainable": "on"}])
def test_what_is_not_enough_is_refused_with_reason_and_paragraph(
    staff: Any, beside: Any, ticked: dict[str, str]
) -> None:
    answer = staff.post(LIFT, {"plan": BLOCKED_PLAN, **ticked})
    assert answer.status_code == 403
    assert "Spärren står kvar: varken samtycke eller oundgängligt behov" in text(answer)
    assert "patientdatalagen (2008:355) 4 kap. 5 § första stycket" in text(answer)
    assert (last(beside).allowed, last(beside).rule) == (False, "inner-block.stands")


def test_whoever_is_not_authorised_is_told_so_before_and_after(beside: Any, as_somebody: Any) -> None:
    other = as_somebody(subject="kollega", role="care_staff", unit=HEALTH_CENTRE)
    before = other.get(LIFT)
    assert before.status_code == 403
    assert "Bara en behörig befattningshavare hos vårdgivaren får häva spärren." in text(before)
    assert "<form method" not in before.content.decode().split("<main", 1)[1]
    answer = other.post(LIFT, CONSENT)
    assert answer.status_code == 403
    assert "Försöket är skrivet i loggen." in text(answer)
    assert last(beside).rule == "inner-block.not-authorised"
    [known] = blocks_of(beside.access_records(BLOCKED))
    assert known.block.cancelled is None


def test_nothing_to_lift_is_said(staff: Any, beside: Any) -> None:
    answer = staff.post(LIFT, {**CONSENT, "plan": CHILD_PLAN})
    assert (answer.status_code, "Ingen inre spärr står emot dig" in text(answer)) == (400, True)
    none = staff.post(LIFT, {**CONSENT, "plan": "finns-inte"})
    assert (none.status_code, "Det finns ingen sådan plan hos din vårdgivare." in text(none)) == (404, True)


@pytest.mark.parametrize("level", Protection)
@pytest.mark.parametrize("role", sorted(CARE_ROLES))
def test_a_refusal_is_the_same_whether_there_is_such_a_plan(
    beside: Any, as_somebody: Any, role: Role, level: Protection
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from vardvag.service.store import models

    models.Person.objects.using("care").update(protected=level.value)
    # Authorised, and not: in both she states too little, or more than enough.
    for subject in (STAFF, "kollega"):
        browser = as_somebody(subject=subject, role=role.value, unit=HEALTH_CENTRE)
        for stated in ({}, {"patient_consents": "on"} if subject == "kollega" else {}):
            seen = []
            for plan in (BLOCKED_PLAN, "exempelplan-0"):
                with CaptureQueriesContext(connections["care"]) as queries:
                    answer = browser.post(LIFT, {"plan": plan, **stated})
                body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
                seen.append((answer.status_code, body.replace(plan.encode(), b"?"), len(queries)))
            assert seen[0] == seen[1]
            assert seen[0][0] == 403


@pytest.mark.parametrize("role", [one for one in Role if one not in CARE_ROLES])
def test_nobody_outside_care_sees_the_page(beside: Any, as_somebody: Any, role: Role) -> None:
    who = as_somebody(subject="x", role=role.value, unit=HEALTH_CENTRE, person="x")
    assert who.get(LIFT).status_code == 403
    assert who.post(LIFT, CONSENT).status_code == 403
