"""The coordinator's forms for steps, templates, plans elsewhere, stays in hospital and ended visits."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.base.moments import Moment
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.times import Booked, NoTimeYet, Window
from vardvag.usecases.example.story import OPERATION, ORTHOPAEDICS, PLAN, REHABILITATION

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, kept, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "kept", "as_somebody", "text")
)

HOME = f"/samordning/plan/{PLAN}/"
STEP = {
    "what": "Blodprov",
    "owner": REHABILITATION,
    "kind": "ingen",
    "next_action": "Rehabmottagningen ringer.",
    "depends_on": [],
}
TEMPLATE = """
title: {sv: "Höft", en: "Hip"}
steps:
  - key: prov
    what: "Blodprov inför operation"
    owner: provtagning
    next_action: "Provtagningen ringer."
    lead_time:
      days: 14
      source: {title: "Exempelmall", section: "1", date: 2019-01-01, url: "https://example.org"}
  - key: samtal
    what: "Samtal"
    owner: mottagning
    next_action: "Mottagningen ringer."
    depends_on: [prov]
"""


@pytest.fixture
def sam(kept: Any, log_in: Any) -> Any:
    return log_in("samordnare")


def send(sam: Any, kept: Any, path: str, **fields: Any) -> Any:
    return sam.post(f"{HOME}{path}", {"version": kept.read(PLAN).version, **fields})


def added(kept: Any) -> Any:
    return kept.read(PLAN).steps[-1]


def test_a_step_is_added_with_all_that_was_said_of_it(sam: Any, kept: Any, log_in: Any) -> None:
    answer = send(
        sam,
        kept,
        "steg/nytt/",
        **{
            **STEP,
            "kind": "senast",
            "earliest": "2019-11-20",
            "latest": "2019-12-01",
            "where": "Plan 3",
            "preparation": "Fasta.",
            "depends_on": [OPERATION],
            "ask_name": "Rut Påhittad",
            "ask_channel": "070-174 06 31",
            "ask_hours": "vardagar 8–10",
            "patient_note": "Ta med legitimation.",
            "internal_note": "Svårstucken.",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HOME}?klart=nytt-steg")
    step = added(kept)
    assert (step.owner.unit, step.owner.name, step.where) == (REHABILITATION, "Rehabmottagningen", "Plan 3")
    assert isinstance(step.when, Window)
    assert (step.depends_on, step.ask.first[1].name) == ((OPERATION,), "Rut Påhittad")
    shown = text(sam.get(f"{HOME}?klart=nytt-steg"))
    assert "Steget är tillagt" in shown
    assert "Svårstucken." in shown
    patient = text(log_in("patient").get("/min-sida/"))
    assert "Ta med legitimation." in patient
    assert "Svårstucken." not in patient


def test_a_step_says_what_happens_when_it_has_no_time_and_who_answers(sam: Any, kept: Any) -> None:
    assert send(sam, kept, "steg/nytt/", **STEP).status_code == 302
    step = added(kept)
    assert step.when == NoTimeYet("Rehabmottagningen ringer.")
    assert step.ask == next(one for one in kept.read(PLAN).steps if one.owner.unit == REHABILITATION).ask
    for owner, kind in (("patienten", OwnerKind.PATIENT), ("narstaende", OwnerKind.RELATIVE)):
        send(sam, kept, "steg/nytt/", **{**STEP, "owner": owner, "relative": "Rune"})
        assert added(kept).owner.kind is kind
        assert added(kept).ask == kept.read(PLAN).coordinator.ask
    booked = {**STEP, "kind": "bokad", "day": "2019-12-20", "time": "08.30"}
    assert send(sam, kept, "steg/nytt/", **booked).status_code == 302
    assert added(kept).when == Booked(Moment.parse("2019-12-20T08:30"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "", "next_action": ""}, ["Skriv vad som ska göras.", "Skriv vad som händer nu och vem"]),
        ({"kind": "senast"}, ["Skriv vilken dag det senast ska ske."]),
        (
            {"kind": "senast", "earliest": "2019-12-02", "latest": "2019-12-01"},
            ["Den sista dagen ligger före den första."],
        ),
        ({"kind": "bokad"}, ["Skriv vilken dag, till exempel", "Skriv ett klockslag"]),
        ({"kind": "bokad", "day": "2019-11-01", "time": "08.00"}, ["Tiden har redan varit."]),
        ({"kind": "bokad", "day": "2020-03-29", "time": "02.30"}, ["Den tiden finns inte"]),
        (
            {"owner": "narstaende", "ask_name": "Bo"},
            ["namnet på den närstående", "Skriv hur man når kontakten"],
        ),
        ({"owner": "SE-EXEMPEL-INGEN"}, ["Ingen i planen eller hos vårdgivaren heter så. Välj en i listan."]),
        ({"depends_on": ["finns-inte"]}, ["Steget väntar på ett steg som inte finns"]),
    ],
)
def test_what_is_wrong_with_a_step_is_told_at_once_and_what_was_written_stays(
    sam: Any, kept: Any, fields: dict[str, Any], said: list[str]
) -> None:
    answer = send(sam, kept, "steg/nytt/", **{**STEP, **fields, "where": "Plan 3"})
    assert answer.status_code == 400
    shown = text(answer)
    assert [one for one in said if one not in shown] == []
    assert 'value="Plan 3"' in answer.content.decode()
    assert kept.read(PLAN).version == 1


def test_a_step_is_changed_but_for_the_time_that_the_patient_has(sam: Any, kept: Any) -> None:
    page = f"steg/{OPERATION}/andra/"
    form = sam.get(f"{HOME}{page}")
    assert "Väljer du en annan här är den avbokad" in text(form)
    before = kept.read(PLAN).step(OPERATION)
    fields = {"what": "Operation av höger höft", "owner": ORTHOPAEDICS, "kind": "samma", "where": "Plan 4"}
    point = before.ask.first[1]
    contact = {"ask_name": point.name, "ask_channel": point.channel, "ask_hours": point.hours}
    assert send(sam, kept, page, **fields, **contact, depends_on=list(before.depends_on)).status_code == 302
    step = kept.read(PLAN).step(OPERATION)
    assert (step.what, step.where, step.when) == ("Operation av höger höft", "Plan 4", before.when)
    assert (step.pathway, step.ask, step.reported_as) == (before.pathway, before.ask, before.reported_as)
    # Another unit takes it over by saying yes, and not by a form of ours.
    send(sam, kept, page, **{**fields, "owner": REHABILITATION})
    assert kept.read(PLAN).step(OPERATION).owner == before.owner


def test_two_who_change_the_plan_at_once_see_what_was_done_and_keep_their_words(sam: Any, kept: Any) -> None:
    assert send(sam, kept, "steg/nytt/", **STEP).status_code == 302
    late = sam.post(f"{HOME}steg/nytt/", {**STEP, "what": "Röntgen av knäet", "version": 1})
    assert late.status_code == 409
    assert "Blodprov" in text(late)
    assert 'value="Röntgen av knäet"' in late.content.decode()


def test_a_step_is_removed_unless_something_stands_against_it(sam: Any, kept: Any) -> None:
    refused = send(sam, kept, f"steg/{OPERATION}/ta-bort/")
    assert refused.status_code == 400
    assert "Väntan på steget har rapporterats" in text(refused)
    send(sam, kept, "steg/nytt/", **STEP)
    name = added(kept).step_id
    assert "Blodprov" in text(sam.get(f"{HOME}steg/{name}/ta-bort/"))
    assert send(sam, kept, f"steg/{name}/ta-bort/").status_code == 302
    assert name not in {one.step_id for one in kept.read(PLAN).steps}


def test_a_template_of_the_users_own_adds_its_steps(sam: Any, kept: Any) -> None:
    owners = f"provtagning = {REHABILITATION}\nmottagning = patienten"
    assert send(sam, kept, "mall/", template=TEMPLATE, owners=owners).status_code == 302
    first, second = kept.read(PLAN).steps[-2:]
    assert (first.what, first.owner.unit) == ("Blodprov inför operation", REHABILITATION)
    assert (first.lead_time.days, first.lead_time.source.title) == (14, "Exempelmall")
    assert second.depends_on == (first.step_id,)


@pytest.mark.parametrize(
    ("template", "owners", "said"),
    [
        ("steps: []", "provtagning patienten", ["”provtagning patienten” går inte att läsa", "title"]),
        (TEMPLATE.replace("[prov]", "[prow]"), "a = patienten", ["Steget finns inte i mallen (prow)."]),
        (TEMPLATE, "provtagning = ingen\nmottagning = nobody", ["heter så. Skriv den som den står"]),
        (TEMPLATE, "provtagning = patienten", ["Mallen har en roll som ingen fyller"]),
    ],
)
def test_a_template_that_cannot_be_used_says_why(
    sam: Any, kept: Any, template: str, owners: str, said: list[str]
) -> None:
    answer = send(sam, kept, "mall/", template=template, owners=owners)
    assert answer.status_code == 400
    shown = text(answer)
    assert [one for one in said if one not in shown] == []
    assert kept.read(PLAN).version == 1


def test_a_plan_elsewhere_is_joined_by_name(sam: Any, kept: Any) -> None:
    lacking = send(sam, kept, "foga-in/", kind="GP")
    assert lacking.status_code == 400
    assert text(lacking).count("Skriv vad planen heter.") == 2  # In the list of faults, and at the field.
    fields = {"kind": "GP", "title": "Genomförandeplan hemtjänst", "system": "Omsorg", "identifier": "7"}
    answer = send(sam, kept, "foga-in/", **fields, responsible="SE-EXEMPEL-KOMMUNEN", approved="on")
    assert answer.status_code == 302
    [joined] = kept.read(PLAN).source_plans
    assert (joined.title, joined.responsible, joined.approved_for_patient) == (
        "Genomförandeplan hemtjänst",
        "SE-EXEMPEL-KOMMUNEN",
        True,
    )


def test_a_stay_is_written_in_parts_and_its_clocks_are_shown(sam: Any, kept: Any) -> None:
    unsaid = dict.fromkeys(("sip_needed", "open_care_ready", "other_day_agreed"), "ej-sagt")
    wrong = send(
        sam, kept, "vardtid/", admitted_at="igår", discharged_at="2019-12-24 10.00", **unsaid, agreed_on=""
    )
    assert "Skriv den som 2019-12-31 14.30." in text(wrong)
    to_come = send(sam, kept, "vardtid/", discharged_at="2019-12-24 10.00", **unsaid)
    assert "Det har inte hänt än. Skriv det när det har hänt." in text(to_come)
    first = send(sam, kept, "vardtid/", admitted_at="2019-11-10 08.00", **unsaid)
    assert first.status_code == 302
    shown = text(sam.get(HOME))
    assert "Inte gjort i tid" in shown
    form = sam.get(f"{HOME}vardtid/").content.decode()
    assert 'value="2019-11-10 08.00"' in form
    pathway = kept.read(PLAN).stays[0].pathway
    assert f'value="{pathway}"' in form
    more = {"admitted_at": "2019-11-10 08.00", "admission_notice_at": "2019-11-10 12.00"}
    send(sam, kept, "vardtid/", pathway=pathway, **more, **unsaid)
    [stay] = kept.read(PLAN).stays
    assert stay.admission_notice_at == Moment.parse("2019-11-10T12:00")
    assert "Gjort i tid" in text(sam.get(HOME))


def test_the_end_of_a_visit_reads_whether_she_has_the_next_time(sam: Any, kept: Any) -> None:
    page = f"steg/{PLAN}-rontgen/besoket-slut/"
    assert "Besöket har inte varit än" in text(sam.get(f"{HOME}steg/{OPERATION}/besoket-slut/"))
    assert "Operation av höften" in text(sam.get(f"{HOME}{page}"))
    assert send(sam, kept, page).status_code == 302
    assert kept.plan_events(PLAN)[-1].kind is PlanEventKind.NEXT_TIME_IN_HAND
