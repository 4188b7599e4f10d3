"""Meddelanden: the patient, a guardian and the coordinator choose and see what they were told."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.protection import Protection
from vardvag.contracts.notices.subscription import NoticeWay, Topic
from vardvag.usecases.example.beside import CHILD_PLAN, keep_beside
from vardvag.usecases.example.story import ORTHOPAEDICS, PATIENT, PLAN
from vardvag.usecases.send_notices import send_notices

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, kept, as_somebody, text, move = (
    CARE[name] for name in ("_empty_care", "store", "kept", "as_somebody", "text", "send")
)
HOME = f"/meddelanden/{PLAN}/"
CHOICE = {"topics": ["changed_time", "to_confirm"], "way": "email", "address": "alva@exempel.se"}


@pytest.fixture
def alva(kept: Any, log_in: Any) -> Any:
    return log_in("patient")


def held(store: Any, subject: str = "patient", role: str = "patient", plan: str = PLAN) -> Any:
    return store.subscription(plan, subject, role)


def delivered(store: Any) -> list[str]:
    """Send what waits by a channel that keeps the addresses."""
    from vardvag.service.today import now

    got: list[str] = []

    class Box:
        def deliver(self, notice_id: str, address: str) -> None:
            got.append(address)

    send_notices(store, {NoticeWay.EMAIL: Box()}, now)
    return got


def test_the_patient_chooses_sees_what_she_was_told_and_has_it_end(alva: Any, kept: Any, log_in: Any) -> None:
    assert alva.get("/meddelanden/").headers["Location"] == HOME
    shown = text(alva.get(HOME))
    assert "Inget än." in shown
    assert "Något väntar på ditt svar" in shown
    answer = alva.post(HOME, CHOICE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HOME}?klart=meddelanden")
    assert "Ditt val är sparat" in text(alva.get(answer.headers["Location"]))
    assert held(kept).topics == {Topic.CHANGED_TIME, Topic.TO_CONFIRM}
    assert move(log_in("samordnare"), "2019-12-12", "09.00").status_code == 302
    log_in("patient")
    assert "En tid är ändrad" in text(alva.get(HOME))
    assert "Nytt här" in text(alva.get(HOME))
    assert delivered(kept) == ["alva@exempel.se"]
    assert "Ett e-brev är skickat" in text(alva.get(HOME))
    readers = text(alva.get("/min-sida/lasare/"))
    assert "Skulle få ett meddelande om att planen har ändrats" in readers
    done = alva.post(HOME, {"way": "page"})
    assert done.headers["Location"] == f"{HOME}?klart=inga-meddelanden"
    assert held(kept) is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"address": ""}, "Det är ingen e-postadress. Skriv den som namn@exempel.se."),
        ({"way": ""}, "Välj hur du vill få veta det."),
        ({"way": "brevduva"}, "brevduva"),
        ({"topics": ["allt"]}, "allt"),
    ],
)
def test_what_cannot_be_chosen_is_told_at_its_field(
    alva: Any, kept: Any, change: dict[str, Any], wrong: str
) -> None:
    answer = alva.post(HOME, CHOICE | change)
    assert (answer.status_code, wrong in text(answer)) == (400, True)
    assert held(kept) is None


def test_of_somebody_protected_only_the_page_is_offered(alva: Any, kept: Any) -> None:
    from vardvag.service.store import models

    models.Person.objects.using("care").filter(person_id=PATIENT).update(
        protected=Protection.CONFIDENTIALITY_MARKING.value
    )
    shown = text(alva.get(HOME))
    assert "Inget skickas härifrån om den här planen" in shown
    assert "E-postadress" not in shown
    assert alva.post(HOME, CHOICE).status_code == 400
    assert alva.post(HOME, {"topics": ["changed_time"], "way": "page"}).status_code == 302


def test_a_guardian_follows_the_childs_plan_and_is_not_asked_to_answer(kept: Any, log_in: Any) -> None:
    keep_beside(kept)
    gunnar = log_in("vardnadshavare")
    home = f"/meddelanden/{CHILD_PLAN}/"
    shown = text(gunnar.get(home))
    assert "En tid är ändrad" in shown
    assert "Något väntar på ditt svar" not in shown
    assert gunnar.post(home, {"topics": ["new_version"], "way": "page"}).status_code == 302
    assert held(kept, "vardnadshavare", "guardian", CHILD_PLAN).topics == {Topic.NEW_VERSION}


def test_a_coordinator_chooses_among_the_plans_she_takes_part_in(kept: Any, log_in: Any) -> None:
    sam = log_in("samordnare")
    assert f'href="{HOME}"' in sam.get("/meddelanden/").content.decode()
    assert sam.post(HOME, {"topics": ["changed_contact"], "way": "page"}).status_code == 302
    assert held(kept, "samordnare", "coordinator").way is NoticeWay.PAGE


def test_whoever_has_no_plan_is_told_so(kept: Any, as_somebody: Any) -> None:
    answer = as_somebody(subject="ny", role="coordinator", unit=ORTHOPAEDICS).get("/meddelanden/")
    assert "Det finns ingen plan som du kan följa" in text(answer)
