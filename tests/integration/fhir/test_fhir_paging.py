"""The pages of a search while others write: no row twice, and none lost that was there the whole time."""

from __future__ import annotations

import runpy
from itertools import count as counting
from pathlib import Path
from urllib.parse import urlsplit

import pytest

block = runpy.run_path(str(Path(__file__).parent / "test_fhir_consent.py"))["block"]
a_step = runpy.run_path(str(Path(__file__).parent / "test_fhir_writing.py"))["a_step"]


def following(answer):
    """The address of the next page, after `/fhir/`; None on the last page."""
    links = {one["relation"]: one["url"] for one in answer.body["link"]}
    if "next" not in links:
        return None
    at = urlsplit(links["next"])
    return f"{at.path.removeprefix('/fhir/')}?{at.query}"


def walk(api, path, between=lambda: None):
    """Every row of every page, with *between* done after each page; and how many rows each page had."""
    found, sizes = [], []
    while path is not None:
        answer = api.get(path)
        assert answer.status == 200, answer.body
        found += answer.found
        sizes.append(len(answer.found))
        path = following(answer)
        between()
    return found, sizes


def ids(resources):
    return [f"{one['resourceType']}/{one['id']}" for one in resources]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_every_page_is_full_but_the_last_and_all_pages_are_the_whole(api, size):
    me = api("coordinator")
    whole = ids(me.get("ServiceRequest").found)
    found, sizes = walk(me, f"ServiceRequest?_count={size}")
    assert sorted(ids(found)) == sorted(whole)
    assert len(whole) > 5
    assert set(sizes[:-1]) == {size}
    assert 0 < sizes[-1] <= size


def test_no_row_is_given_twice_or_lost_while_steps_are_added_changed_and_ended(api):
    """Between two pages another step is added, and one that is there is changed, first or last in order."""
    me, other = api("coordinator"), api("coordinator")
    plan = me.get("CarePlan").found[0]
    before = sorted(ids(me.get("ServiceRequest").found))
    number = counting()

    def write():
        turn = next(number)
        added = other("POST", "ServiceRequest", a_step(plan, code={"text": f"Steg {turn}"}))
        assert added.status == 201, added.body
        steps = sorted(other.get("ServiceRequest").found, key=lambda one: one["id"])
        step = steps[0 if turn % 2 else -1] | {"patientInstruction": f"Läs igenom {turn}."}
        version = step["meta"]["versionId"]
        changed = other("PUT", f"ServiceRequest/{step['id']}", step, If_Match=f'W/"{version}"')
        assert changed.status == 200, changed.body

    found, _ = walk(me, "ServiceRequest?_count=3", write)
    assert next(number) >= len(before) // 3
    assert len(set(ids(found))) == len(found)
    assert set(before) <= set(ids(found))


def test_no_row_is_lost_while_somebody_writes_at_the_same_time(api, store, in_thread):
    """The same with a writer in a thread of its own, who never waits for the reader."""
    from dataclasses import replace

    me = api("coordinator")
    before = set(ids(me.get("ServiceRequest").found))
    done = []

    def write():
        for turn in range(12):
            plan = store.read("exempelplan-1")
            again = replace(plan.steps[0], step_id=f"{turn:02}-nytt", depends_on=())
            store.save(replace(plan, steps=(*plan.steps, again)), plan.version)
            done.append(turn)

    writing = in_thread(write)
    rounds = 0
    while not writing.done() or not rounds:
        found, _ = walk(me, "ServiceRequest?_count=2")
        assert len(set(ids(found))) == len(found)
        assert before <= set(ids(found))
        rounds += 1
    writing.result()
    assert len(done) == 12
    assert len(walk(me, "ServiceRequest?_count=4")[0]) >= len(before)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_is_blocked_between_two_pages_is_on_none_that_follows(api):
    """A page is decided anew: the patient's inner block holds from the next one on."""
    me, patient = api("coordinator", vardvag_unit="SE-EXEMPEL-REHAB"), api("patient")
    hers = patient.only("Patient")["id"]
    assert f"Patient/{hers}" in str(walk(me, "ServiceRequest?_count=5"))
    first = me.get("ServiceRequest?_count=1")
    made = patient("POST", "Consent", block(hers, "inner-block"))
    assert made.status == 201, made.body
    left, _ = walk(me, following(first))
    assert f"Patient/{hers}" in str(walk(api("coordinator"), "ServiceRequest?_count=5"))
    assert f"Patient/{hers}" not in str(left)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("said", "status", "rows"),
    [("0", 200, 0), ("1", 200, 1), ("200", 200, 7), ("999999", 200, 7), ("-1", 400, None), ("x", 400, None)],
)
def test_how_many_rows_a_page_has(api, said, status, rows):
    answer = api("patient").get(f"ServiceRequest?_count={said}")
    assert answer.status == status
    if rows is not None:
        assert (len(answer.found), answer.body["total"]) == (rows, 7)
        assert (following(answer) is not None) is (rows == 1)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_link_to_a_page_is_only_its_askers_and_only_of_its_own_search(api):
    link = following(api("patient").get("ServiceRequest?_count=2"))
    assert api("patient").get(link).status == 200
    for asker, path in (
        (api("coordinator"), link),
        (api("other patient"), link),
        (api("patient"), link.replace("ServiceRequest", "Task")),
        (api("patient"), link[:-4] + "AAAA"),
    ):
        answer = asker.get(path)
        assert (answer.status, answer.issues) == (404, [("not-found", None)])
