"""Linked contacts of a made-up country: the share asked for, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.days import Month
from vardvag.events.model import Contact, Phase
from vardvag.events.synth.country import make_country

ASKED = (1500, 3, Month(2019, 1), Month(2019, 12), ["12"])


def without_referral(row: Contact) -> Contact:
    return replace(row, details=replace(row.details, referral_id=None))


def test_a_share_of_the_pathways_is_linked_and_the_country_is_the_same() -> None:
    plain, half, whole = (list(make_country(*ASKED, linked=share)) for share in (0, 0.5, 1))
    assert list(map(without_referral, plain)) == list(map(without_referral, half))
    firsts, later = (
        [{row.details.referral_id for row in rows if (row.phase is Phase.FIRST_CONTACT) is first} - {None}]
        for first, rows in ((True, half), (False, half))
    )
    of_all = {row.details.referral_id for row in whole if row.phase is Phase.OPERATION} - {None}
    assert firsts
    assert 0.35 < len(later[0]) / len(of_all) < 0.65
    assert later[0] < of_all
    assert {row.details.referral_id for row in plain if row.phase is Phase.OPERATION} == {None}


def test_a_linked_contact_has_the_referral_of_its_own_pathway() -> None:
    for row in make_country(*ASKED, linked=1):
        if row.details.referral_id is not None:
            assert row.details.referral_id == f"syn-remiss-{row.contact_id.rpartition('-')[0]}"


def test_what_the_patient_asked_for_has_no_referral_to_be_linked_by() -> None:
    rows = list(make_country(*ASKED, linked=1))
    own = {row.contact_id.rpartition("-")[0] for row in rows if row.details.referrer_type == 2}
    assert own
    assert {row.details.referral_id for row in rows if row.contact_id.rpartition("-")[0] in own} == {None}
