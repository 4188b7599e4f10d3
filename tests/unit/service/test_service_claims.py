"""Claims to an actor: who gets in, and that everybody else does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.claims import NoAccess, actor_from_claims
from vardvag.service.identity.demo_users import DEMO_USERS

ROLE_START_PAGES = (Role.PATIENT, Role.COORDINATOR, Role.REGION_ANALYST, Role.REGION_FINANCE)
COORDINATOR = {"sub": "x", "name": "Sam", "vardvag_role": "coordinator", "vardvag_unit": "SE1"}


def test_each_role_gets_its_own_reference_and_no_other():
    everything = {"sub": "x", "vardvag_person": "p", "vardvag_unit": "u", "vardvag_region": "08"}
    table = {
        "patient": Actor("x", Role.PATIENT, "x", person="p"),
        "coordinator": Actor("x", Role.COORDINATOR, "x", unit="u"),
        "region_analyst": Actor("x", Role.REGION_ANALYST, "x", region="08"),
        "region_finance": Actor("x", Role.REGION_FINANCE, "x", region="08"),
        "care_staff": Actor("x", Role.CARE_STAFF, "x", unit="u"),
        "municipal_health": Actor("x", Role.MUNICIPAL_HEALTH, "x", unit="u"),
        "social_care": Actor("x", Role.SOCIAL_CARE, "x", unit="u"),
        "log_reviewer": Actor("x", Role.LOG_REVIEWER, "x", unit="u"),
        "guardian": Actor("x", Role.GUARDIAN, "x", person="p"),
        "proxy": Actor("x", Role.PROXY, "x", person="p"),
    }
    assert set(table) == set(Role)
    for role, actor in table.items():
        assert actor_from_claims({**everything, "vardvag_role": role}) == actor


@pytest.mark.parametrize(
    "change",
    [
        {"vardvag_role": "admin"},
        {"vardvag_role": "Coordinator"},
        {"vardvag_role": ["coordinator"]},
        {"vardvag_role": None},
        {"vardvag_unit": ""},
        {"vardvag_unit": "   "},
        {"vardvag_unit": 7},
        {"vardvag_unit": "a\nb"},
        {"vardvag_unit": "x" * 201},
        {"sub": ""},
        {"sub": None},
        {"vardvag_role": "patient"},
    ],
)
def test_anything_odd_is_no_access(change):
    with pytest.raises(NoAccess):
        actor_from_claims({**COORDINATOR, **change})


def test_the_reason_names_no_value():
    with pytest.raises(NoAccess) as refused:
        actor_from_claims({**COORDINATOR, "vardvag_role": "19121212-1212"})
    assert "1212" not in refused.value.reason


def test_a_missing_name_is_no_obstacle():
    assert actor_from_claims({**COORDINATOR, "name": None}).name == "x"


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["sub", "name", "vardvag_role", "vardvag_unit", "vardvag_person", "vardvag_region"]),
        st.one_of(st.none(), st.text(max_size=20), st.sampled_from(sorted(Role)), st.integers()),
    )
)
def test_whoever_gets_in_has_exactly_one_reference(claims):
    try:
        actor = actor_from_claims(claims)
    except NoAccess:
        return
    assert [actor.person, actor.unit, actor.region].count(None) == 2
    assert claims["vardvag_role"] == actor.role


def test_the_demo_users_are_the_story_s_four_two_with_complex_plans_two_from_outside_staff_and_a_reviewer():
    actors = [actor_from_claims({"sub": user.subject, **user.claims}) for user in DEMO_USERS]
    assert [actor.role for actor in actors] == [
        *ROLE_START_PAGES,
        Role.PATIENT,
        Role.COORDINATOR,
        Role.GUARDIAN,
        Role.SOCIAL_CARE,
        Role.CARE_STAFF,
        Role.LOG_REVIEWER,
    ]
    assert len({actor.subject for actor in actors}) == len(actors)
