"""Offered, answered, agreed: tables of what was said and where it then stands."""

from __future__ import annotations

from datetime import date

import pytest

from plan_words import SAID_CARE, SAID_PATIENT, said
from vardvag.contracts.offers import Offered, OfferState, kind_of, offer_standing
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.plan_events import PlanEventKind as K
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.versions import agreed_version, version_standing

D1, D2, D3, D4 = (date(2019, 9, day) for day in (1, 2, 3, 4))
RELATIVE = Said(Speaker.RELATIVE, Way.TELEPHONE, "Kurt", "Maria Exempel")


@pytest.mark.parametrize(
    ("happened", "contract", "fixed"),
    [
        ([], OfferState.NOT_YET, OfferState.NOT_YET),
        ([said(K.CONTRACT_OFFERED, D1)], OfferState.OFFERED, OfferState.NOT_YET),
        ([said(K.CONTACT_OFFERED, D1)], OfferState.NOT_YET, OfferState.OFFERED),
        (
            [said(K.CONTRACT_OFFERED, D1), said(K.CONTRACT_DECLINED, D2)],
            OfferState.DECLINED,
            OfferState.NOT_YET,
        ),
        (
            [said(K.CONTRACT_DECLINED, D2), said(K.CONTRACT_OFFERED, D1), said(K.CONTRACT_OFFERED, D3)],
            OfferState.OFFERED,  # asked anew after a no; the order they were kept in does not matter
            OfferState.NOT_YET,
        ),
        (
            [said(K.CONTRACT_ACCEPTED, D2, name="x"), said(K.CONTRACT_DECLINED, D2, supersedes="x")],
            OfferState.DECLINED,  # the yes was a mistake and is corrected
            OfferState.NOT_YET,
        ),
        (
            [said(K.CONTACT_OFFERED, D1), said(K.CONTACT_ACCEPTED, D2)],
            OfferState.NOT_YET,
            OfferState.ACCEPTED,
        ),
    ],
)
def test_where_an_offer_stands(happened: list[PlanEvent], contract: OfferState, fixed: OfferState) -> None:
    assert offer_standing(Offered.CONTRACT, happened).state is contract
    assert offer_standing(Offered.FIXED_CONTACT, happened).state is fixed


def test_an_offer_says_by_whom_and_when() -> None:
    offer = said(K.CONTRACT_OFFERED, D1)
    assert offer_standing(Offered.CONTRACT, [offer]).last == offer
    assert offer_standing(Offered.CONTRACT, []).last is None


@pytest.mark.parametrize("what", Offered)
def test_every_state_but_not_yet_comes_of_an_event(what: Offered) -> None:
    for state in set(OfferState) - {OfferState.NOT_YET}:
        event = said(kind_of(what, state), D1)
        assert offer_standing(what, [event]).state is state
    with pytest.raises(KeyError):
        kind_of(what, OfferState.NOT_YET)


YES_CARE = said(K.VERSION_CONFIRMED, D1, version=1, by=SAID_CARE)
YES_PATIENT = said(K.VERSION_CONFIRMED, D2, version=1, by=SAID_PATIENT)


@pytest.mark.parametrize(
    ("happened", "agreed"),
    [
        ([], None),
        ([YES_CARE], None),
        ([YES_PATIENT], None),
        ([YES_CARE, YES_PATIENT], 1),
        ([YES_CARE, said(K.VERSION_CONFIRMED, D2, version=1, by=RELATIVE)], 1),
        # A later no of the one side undoes the agreement on that version.
        ([YES_CARE, YES_PATIENT, said(K.VERSION_DECLINED, D3, version=1, by=SAID_PATIENT)], None),
        ([YES_CARE, YES_PATIENT, said(K.VERSION_DECLINED, D3, version=1, by=SAID_CARE)], None),
        # A comment is neither yes nor no.
        ([YES_CARE, YES_PATIENT, said(K.VERSION_COMMENTED, D3, version=1, words="Jag vill ha skjuts.")], 1),
        # One side's yes to the next version leaves the one before agreed.
        ([YES_CARE, YES_PATIENT, said(K.VERSION_CONFIRMED, D3, version=2, by=SAID_CARE)], 1),
        # Of two agreed versions the newest holds.
        (
            [
                YES_CARE,
                YES_PATIENT,
                said(K.VERSION_CONFIRMED, D3, version=2, by=SAID_CARE),
                said(K.VERSION_CONFIRMED, D4, version=2, by=SAID_PATIENT),
            ],
            2,
        ),
        # Yes of the one to version 1 and of the other to version 2 is no agreement.
        ([YES_CARE, said(K.VERSION_CONFIRMED, D3, version=2, by=SAID_PATIENT)], None),
    ],
)
def test_which_version_both_sides_confirm(happened: list[PlanEvent], agreed: int | None) -> None:
    assert agreed_version(happened) == agreed
    assert agreed_version(list(reversed(happened))) == agreed


def test_what_has_been_said_of_a_version() -> None:
    comment = said(K.VERSION_COMMENTED, D3, version=1, words="Jag vill ha skjuts.", by=SAID_PATIENT)
    standing = version_standing(1, [YES_CARE, comment])
    assert (standing.care, standing.patient, standing.comments) == (YES_CARE, None, (comment,))
    assert not standing.agreed
