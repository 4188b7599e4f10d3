"""The names that stored documents hold, as reviewed. A rename would make stored plans unreadable.

A new field is added here together with its default; a name that is here is never taken away or changed.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import pytest

pytest.importorskip("django", reason="pip install 'vardvag[service]'")

from vardvag.service.store.documents import PLAN_RECORDS, STEP_RECORDS, STEP_ROWS, STEP_WORDS
from vardvag.service.store.records import _types

NAMES = {
    "BookingTerms": "booking_id system rebooking_allowed cancelling_allowed message_allowed invitation",
    "Consent": "given on said",
    "ContactPoint": "name channel hours",
    "Declined": "at reason on",
    "Discharge": "pathway admitted_at need_seen_at admission_notice_at ready_notice_at sip_needed "
    "sip_called_at discharged_at information_sent_at other_day_agreed agreed_on open_care_ready",
    "Duration": "days minutes",
    "FixedContact": "contact_id kind name unit caregiver ask begins_on ends_on staff internal_note "
    "patient_note",
    "HandOver": "handover_id steps giver taker offered_at offered_by accepted_at declined_at answered_by "
    "reason",
    "Instruction": "subject says days_before days_after",
    "Intervention": "what principal responsible step",
    "JoinedPlan": "kind system identifier title responsible approved_for_patient fetched_at unit "
    "participating expires_on internal_note",
    "LeadTime": "days source after",
    "Owner": "kind name unit",
    "Participant": "name kind organisation objected",
    "Principal": "owner caregiver ask",
    "Referral": "reference to_unit marks",
    "ReferralMark": "status on",
    "Said": "speaker way name recorded_by",
    "Sip": "sip_id opened_on opened_by consent interventions by_others overall overall_contact goals "
    "participants not_present follow_up_on closed_on closed_why",
    "SipGoal": "what own_words",
    "Slot": "slot_id at minutes unit seen_at within_guarantee",
    "Source": "title url section date confidence note",
    "Text": "sv en",
    "WhomToAsk": "fallback person team unit",
    "Wishes": "said not_weekdays earliest latest wait_until words declined",
}


def kept() -> dict[str, Any]:
    """Every record that a document can hold, by name."""
    found: dict[str, Any] = {}
    waiting: list[Any] = [*PLAN_RECORDS.values(), *STEP_RECORDS.values(), *STEP_ROWS.values()]
    while waiting:
        kind = waiting.pop()
        for one in (kind, *getattr(kind, "__args__", ())):
            if is_dataclass(one) and isinstance(one, type) and one.__name__ not in found:
                if one.__name__ == "Moment":
                    continue  # kept as text
                found[one.__name__] = one
                waiting += [*_types(one).values()]
            elif hasattr(one, "__args__") and one is not kind:
                waiting.append(one)
    return found


def test_the_names_kept_are_the_reviewed_ones() -> None:
    assert {name: " ".join(field.name for field in fields(kind)) for name, kind in kept().items()} == NAMES


def test_the_names_of_a_plan_and_a_step_are_the_reviewed_ones() -> None:
    assert [*PLAN_RECORDS] == ["fixed_contacts", "sips", "handovers", "stays", "source_plans"]
    assert [*STEP_RECORDS, *STEP_ROWS, *STEP_WORDS] == [
        "duration",
        "wishes",
        "booking",
        "referral",
        "lead_time",
        "slots",
        "instructions",
        "responsible",
        "approved_for_patient",
        "internal_note",
        "patient_note",
    ]


def test_a_single_record_of_a_step_can_be_left_out_of_an_older_document() -> None:
    """What a step may lack has a default in the step itself."""
    from vardvag.contracts.step import PlannedStep

    defaults = {field.name for field in fields(PlannedStep) if field.default is not MISSING}
    assert {*STEP_RECORDS, *STEP_ROWS, *STEP_WORDS} <= defaults
