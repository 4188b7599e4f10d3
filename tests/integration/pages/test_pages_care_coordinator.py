"""The coordinator's pages: the work list, and every change of a plan by a form, decided, logged and kept."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.sip import PrincipalKind
from vardvag.contracts.sip_content import what_is_missing
from vardvag.contracts.synth.people import people
from vardvag.contracts.times import Booked, Done, Requested
from vardvag.usecases.example.crowd import CROWD_COORDINATOR, CROWD_UNIT, SEED, keep_people

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
"""The care pages' own tests: their store serves here too."""
_empty_care, store, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "as_somebody", "text")
)

TYRA = 37
PLAN = f"syntplan-{SEED}-{TYRA}"
HOME = f"/samordning/plan/{PLAN}/"
VOICE = {"speaker": "patient", "way": "telephone", "name": "Tyra Påhittfalk"}
FORMS = (
    "sagt/", "varden-sager-ja/", "kontakt/utse/", "kontakt/avsluta/", "sip/oppna/", "sip/skriv/",
    "sip/avsluta/", "overlamning/",
)  # fmt: skip


@pytest.fixture
def kept(store: Any) -> Any:
    """The plans of three of the coordinator's patients."""
    keep_people(store, [one for first in (16, 37, 67) for one in people(SEED, 1, first=first)])
    return store


@pytest.fixture
def sofia(kept: Any, log_in: Any) -> Any:
    return log_in(CROWD_COORDINATOR)


def version(store: Any) -> int:
    return store.read(PLAN).version


def send(sofia: Any, kept: Any, path: str, **fields: Any) -> Any:
    return sofia.post(f"{HOME}{path}", {"version": version(kept), **fields})


def test_the_work_list_shows_each_plan_and_filters_by_what_there_is_to_do(sofia: Any) -> None:
    every = text(sofia.get("/samordning/"))
    assert "dina 3 planer" in every
    assert "Ingen har svarat på överlämningen" in every
    assert "Ingen har tagit emot remissen" in every
    chosen = text(sofia.get("/samordning/?visa=kontakt"))
    assert "Ingen plan just nu." in chosen
    assert "Tyra" not in chosen
    assert "Tyra" in text(sofia.get("/samordning/?visa=gar-inte-ihop"))
    assert text(sofia.get("/samordning/?visa=finns-inte")).count("Nästa steg") == 3


def test_whom_to_offer_names_the_criteria_and_takes_the_caregivers_charge(
    sofia: Any, kept: Any, as_somebody: Any
) -> None:
    said = text(sofia.get("/samordning/erbjud/"))
    assert "Vera Övningsberg" in said
    assert "Tyra" not in said  # She has answered.
    assert "minst 3 vårdbehov samtidigt, eller minst 3 enheter" in said
    assert "antagande" in said
    colleague = as_somebody(subject="kollega", role="coordinator", unit=CROWD_UNIT)
    refused = colleague.get("/samordning/erbjud/")
    assert refused.status_code == 403
    assert "Vera" not in refused.content.decode()


def test_the_offer_is_made_by_care_and_shown(sofia: Any, kept: Any) -> None:
    plan = f"syntplan-{SEED}-67"
    answer = sofia.post(f"/samordning/plan/{plan}/erbjud/", {"what": "kontrakt"})
    assert kept.plan_events(plan)[-1].kind is PlanEventKind.CONTRACT_OFFERED
    said = text(sofia.get(answer["Location"]))
    assert "Erbjudandet är sparat" in said
    assert "erbjudet, inget svar än" in said


def test_the_plan_page_shows_what_does_not_hang_together_and_notes_to_staff(sofia: Any, kept: Any) -> None:
    import dataclasses

    plan = kept.read(PLAN)
    step = next(one for one in plan.steps if one.owner.unit and one.responsible is None)
    kept.save(plan.with_step(dataclasses.replace(step, internal_note="Ring systern")), plan.version)
    said = text(sofia.get(HOME))
    assert "Ingen har svarat på överlämningen" in said
    assert "Ring mottagaren." in said
    assert "Bara för personalen: Ring systern" in said
    assert "Senast överens: version 2." in said


def test_an_item_of_another_caregivers_is_not_shown_to_her_and_leaves_no_trace(sofia: Any, kept: Any) -> None:
    plan = kept.read(PLAN)
    foreign = [one for one in plan.steps if one.responsible not in (None, plan.caregiver)]
    own = {one.what for one in plan.steps if one not in foreign}
    assert foreign
    for path in ("", *FORMS, "historik/"):
        body = sofia.get(f"{HOME}{path}").content.decode()
        assert not [one.what for one in foreign if one.what not in own and one.what in body]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("version-ja", PlanEventKind.VERSION_CONFIRMED),
        ("version-nej", PlanEventKind.VERSION_DECLINED),
        ("kommentar", PlanEventKind.VERSION_COMMENTED),
        ("kontrakt-ja", PlanEventKind.CONTRACT_ACCEPTED),
        ("kontrakt-nej", PlanEventKind.CONTRACT_DECLINED),
        ("kontakt-ja", PlanEventKind.CONTACT_ACCEPTED),
        ("kontakt-nej", PlanEventKind.CONTACT_DECLINED),
        ("vet", PlanEventKind.KNOWS_WHOM_TO_CALL),
        ("vet-inte", PlanEventKind.KNOWS_NOT_WHOM_TO_CALL),
    ],
)
def test_what_she_said_is_her_word_with_how_and_who_wrote_it(
    sofia: Any, kept: Any, said: str, kind: Any
) -> None:
    answer = send(sofia, kept, "sagt/", said=said, words="Som jag sade.", **VOICE | {"way": "interpreter"})
    assert answer.status_code == 302
    event = kept.plan_events(PLAN)[-1]
    assert event.kind is kind
    assert (event.said.speaker, event.said.way) == (Speaker.PATIENT, Way.INTERPRETER)
    assert (event.said.name, event.said.recorded_by) == ("Tyra Påhittfalk", "Sofia Syntmark")


def test_a_word_without_a_name_is_refused_beside_its_field(sofia: Any, kept: Any) -> None:
    before = kept.plan_events(PLAN)
    answer = send(sofia, kept, "sagt/", said="version-ja", words="", **VOICE | {"name": " "})
    assert answer.status_code == 400
    assert "Namn på den som sade det: Skriv namnet." in text(answer)
    assert kept.plan_events(PLAN) == before


def test_care_says_yes_by_its_own_log_in(sofia: Any, kept: Any) -> None:
    send(sofia, kept, "varden-sager-ja/")
    event = kept.plan_events(PLAN)[-1]
    assert (event.kind, event.said.speaker) == (PlanEventKind.VERSION_CONFIRMED, Speaker.CARE)


def test_a_new_overall_contact_ends_the_one_before_and_is_never_two(sofia: Any, kept: Any) -> None:
    fields = {
        "kind": "4", "name": "Ny Provare, sjuksköterska", "unit": CROWD_UNIT, "telephone": "070-174 06 09",
        "hours": "vardagar 9–15", "begins_on": "2019-12-02", "internal_note": "Vikarie",
    }  # fmt: skip
    assert send(sofia, kept, "kontakt/utse/", **fields).status_code == 302
    overall = [one for one in kept.read(PLAN).fixed_contacts if one.kind is FixedContactKind.OVERALL]
    assert str(overall[-2].ends_on) == "2019-12-01"
    assert (overall[-1].name, overall[-1].ask.first[1].hours) == (fields["name"], fields["hours"])
    again = send(sofia, kept, "kontakt/utse/", **fields | {"begins_on": "2019-11-20"})
    assert again.status_code == 400
    assert "Någon annan har det övergripande samordningsansvaret då" in text(again)
    assert again.content.decode().count("Vikarie") == 1


def test_a_contacts_time_ends_and_she_stays_as_history(sofia: Any, kept: Any) -> None:
    doctor = next(one for one in kept.read(PLAN).fixed_contacts if one.kind is FixedContactKind.PHYSICIAN)
    send(sofia, kept, "kontakt/avsluta/", contact_id=doctor.contact_id, last_day="2019-11-13")
    said = text(sofia.get(HOME))
    assert "Tidigare och kommande kontakter" in said
    assert "till och med den 13 november 2019" in said


def test_a_sip_lacks_what_the_law_asks_for_until_it_is_written(sofia: Any, kept: Any) -> None:
    [sip] = kept.read(PLAN).sips
    assert what_is_missing(sip)
    page = sofia.get(f"{HOME}sip/skriv/")
    assert "SIP:en saknar något som lagen ber om" in text(page)
    fields = {
        "steps": [one.step for one in sip.interventions if one.step],
        "own_goal": "Dansa på bröllopet", "goals": "Färre besök\nBo hemma", "by_others": "ja",
        "overall": "municipality", "overall_contact": "Bi Stånd", "person_present": "on",
        "relatives": "Jan Påhittfalk", "from_region": "Sofia Syntmark", "from_municipality": "Bi Stånd",
        "follow_up_on": "2020-02-03",
    }  # fmt: skip
    assert send(sofia, kept, "sip/skriv/", **fields).status_code == 302
    [written] = kept.read(PLAN).sips
    assert what_is_missing(written) == []
    assert written.overall is PrincipalKind.MUNICIPALITY
    assert [goal.what for goal in written.goals if goal.own_words] == ["Dansa på bröllopet"]
    assert written.consent == sip.consent
    # Also what another caregiver answers for and she is not shown: it is kept, and not taken twice.
    assert sorted(one.step for one in written.interventions) == sorted(one.step for one in sip.interventions)
    assert "SIP:en säger det den ska" in text(sofia.get(f"{HOME}sip/skriv/"))


def test_a_sip_takes_consent_and_is_closed_with_a_reason(sofia: Any, kept: Any) -> None:
    assert send(sofia, kept, "sip/avsluta/", why=" ").status_code == 400
    send(sofia, kept, "sip/avsluta/", why="Hon har tagit tillbaka sitt samtycke.")
    assert not kept.read(PLAN).sips[0].open
    refused = send(sofia, kept, "sip/oppna/", **VOICE)
    assert refused.status_code == 400
    assert "Personen samtycker inte till en SIP" in text(refused)
    send(sofia, kept, "sip/oppna/", consents="on", **VOICE)
    assert kept.read(PLAN).sips[-1].consent.said.way is Way.TELEPHONE


def test_a_step_is_handed_over_only_by_the_takers_yes(sofia: Any, kept: Any) -> None:
    [old] = kept.read(PLAN).handovers
    no = send(sofia, kept, f"overlamning/{old.handover_id}/svar/", answer="nej", answered_by="Eva", reason="")
    assert no.status_code == 400
    assert "Det framgår inte varför mottagaren säger nej" in text(no)
    send(sofia, kept, f"overlamning/{old.handover_id}/svar/", answer="ja", answered_by="Eva Taker", reason="")
    plan = kept.read(PLAN)
    assert plan.step(old.steps[0]).owner == old.taker.owner
    step = next(
        one
        for one in plan.steps
        if one.owner.unit and one.owner.unit.startswith("SE-SYNT-08-") and not isinstance(one.when, Done)
    )
    other = next(
        one.owner.unit
        for one in plan.steps
        if one.owner.unit not in (None, step.owner.unit) and one.responsible is None
    )
    assert send(sofia, kept, "overlamning/", step=step.step_id, taker=other).status_code == 302
    assert kept.read(PLAN).handovers[-1].open
    assert kept.read(PLAN).step(step.step_id).owner == step.owner


def test_a_proposed_time_is_saved_with_her_yes_and_by_whom(sofia: Any, kept: Any) -> None:
    import dataclasses

    from vardvag.base.moments import Moment
    from vardvag.contracts.slots import Slot

    plan = kept.read(PLAN)
    waiting = next(
        one
        for one in plan.steps
        if one.owner.unit and not isinstance(one.when, Done | Booked) and one.responsible is None
    )
    # Late enough to go with what must come first, midweek and midday to go with her wishes.
    slot = Slot(
        "ledig-1", Moment.parse("2020-01-15T11:00"), 30, waiting.owner.unit, Moment.parse("2019-11-14T06:00")
    )
    alone = dataclasses.replace(waiting, slots=(slot,), depends_on=())
    kept.save(plan.with_step(alone), plan.version)
    page = text(sofia.get(f"{HOME}forslag/"))
    assert "onsdag 15 januari 2020 kl. 11.00" in page
    address = f"forslag/{waiting.step_id}/ledig-1/"
    assert send(sofia, kept, address, **VOICE).status_code == 302
    after = kept.read(PLAN).step(waiting.step_id)
    assert isinstance(after.when, Requested | Booked)
    assert kept.plan_events(PLAN)[-1].kind is PlanEventKind.TIME_ACCEPTED


def test_who_loses_keeps_what_she_wrote_and_sees_what_was_changed(sofia: Any, kept: Any) -> None:
    seen = version(kept)
    send(sofia, kept, "sip/avsluta/", why="Målen är nådda.")
    fields = {
        "version": seen,
        "contact_id": kept.read(PLAN).fixed_contacts[0].contact_id,
        "last_day": "2019-12-24",
    }
    lost = sofia.post(f"{HOME}kontakt/avsluta/", fields)
    said = text(lost)
    assert lost.status_code == 409
    assert "Någon annan har ändrat planen" in said
    assert "SIP:en : ändrat" in said
    assert "Skrev i den samordnade individuella planen (SIP), Sofia Syntmark" in said
    assert 'value="2019-12-24"' in lost.content.decode()
    newest = re.search(r'name="version" value="(\d+)"', lost.content.decode())
    assert newest is not None
    assert sofia.post(f"{HOME}kontakt/avsluta/", fields | {"version": newest[1]}).status_code == 302


@pytest.mark.parametrize("path", [*FORMS, "forslag/", "historik/", "overlamning/x/svar/"])
def test_who_takes_no_part_is_told_nothing_and_changes_nothing(
    kept: Any, as_somebody: Any, path: str
) -> None:
    before, said = kept.read(PLAN), kept.plan_events(PLAN)
    other = as_somebody(subject="kollega", role="coordinator", unit=CROWD_UNIT)
    assert other.get(f"{HOME}{path}").status_code == 404
    if path not in ("forslag/", "historik/"):
        fields = {
            "version": before.version, "said": "version-ja", "words": "x", "kind": "1", "unit": CROWD_UNIT,
            "telephone": "1", "hours": "1", "begins_on": "2019-12-01", "contact_id": "x", "consents": "on",
            "last_day": "2019-12-01", "by_others": "ja", "why": "x", "step": before.steps[-1].step_id,
            "taker": CROWD_UNIT, "answer": "ja", "answered_by": "x", **VOICE,
        }  # fmt: skip
        assert other.post(f"{HOME}{path}", fields).status_code == 404
    assert (kept.read(PLAN), kept.plan_events(PLAN)) == (before, said)
    assert [row for row in kept.log() if row.entry.who == "kollega" and row.entry.allowed] == []


@pytest.mark.parametrize("path", ["", *FORMS, "forslag/", "historik/"])
def test_each_page_is_in_english_too_and_shows_no_money(kept: Any, log_in: Any, path: str) -> None:
    check = CARE["test_no_page_of_care_shows_money_and_each_is_in_english_too"]
    check(kept, log_in, CROWD_COORDINATOR, f"{HOME}{path}")


@pytest.mark.parametrize("path", ["/samordning/", "/samordning/erbjud/"])
def test_the_lists_are_in_english_too(kept: Any, log_in: Any, path: str) -> None:
    CARE["test_no_page_of_care_shows_money_and_each_is_in_english_too"](kept, log_in, CROWD_COORDINATOR, path)


def test_a_patient_is_not_let_in(kept: Any, log_in: Any) -> None:
    for path in FORMS:
        assert log_in("patient-2").get(f"{HOME}{path}").status_code == 403
