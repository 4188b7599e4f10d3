"""By the API: what to be told of a plan, what was told, and what a reviewer of the log found."""

from __future__ import annotations

from typing import Any

NOTICES = "plans/exempelplan-1/notices"
REVIEWER = {
    "sub": "granskare",
    "vardvag_role": "log_reviewer",
    "vardvag_unit": "SE-EXEMPEL-ORTOPEDI",
    "vardvag_person": None,
    "vardvag_region": None,
}
DAYS = {"first": "2019-01-01", "last": "2019-12-31", "size": 5, "seed": "lott"}


def test_she_chooses_is_told_and_chooses_nothing(api: Any, store: Any) -> None:
    her, sam = api("patient"), api("coordinator")
    before = her.get(NOTICES).body
    assert (before["topics"], before["way"], before["told"]) == ([], "page", [])
    assert before["can_choose"] == ["new_version", "changed_time", "changed_contact", "to_confirm"]
    chosen = her("PUT", NOTICES, {"topics": ["changed_time"], "way": "email", "address": "alva@exempel.se"})
    assert (chosen.status, chosen.body["address"]) == (200, "alva@exempel.se")
    moved = {
        "at": "2019-12-12T08:00:00+01:00",
        "yes": {"speaker": "patient", "way": "telephone", "name": "Alva Exempel"},
    }
    step = "plans/exempelplan-1/steps/exempelplan-1-operation/time"
    assert sam("PUT", step, moved, If_Match='"1"').status == 200
    [told] = her.get(NOTICES).body["told"]
    assert (told["topics"], told["state"]) == (["changed_time"], "waiting")
    assert sam.get(NOTICES).body["told"] == []
    assert her("PUT", NOTICES, {}).body["topics"] == []
    assert store.subscription("exempelplan-1", "patient", "patient") is None


def test_what_cannot_be_chosen_is_told_with_its_place(api: Any) -> None:
    wrong = api("coordinator")("PUT", NOTICES, {"topics": ["to_confirm"], "way": "email", "address": "sam"})
    assert wrong.status == 422
    assert wrong.wrong == [("/topics", "notice-topic"), ("/address", "notice-address")]
    unknown = api("patient")("PUT", NOTICES, {"topics": ["everything"]})
    assert (unknown.status, unknown.kind) == (422, "invalid")


def test_a_reviewer_keeps_what_she_finds_of_rows_of_the_sample_alone(api: Any, store: Any) -> None:
    api("coordinator").get("plans/exempelplan-1")
    reviewer = api("patient", **REVIEWER)
    query = "&".join(f"{name}={value}" for name, value in DAYS.items())
    [row] = reviewer.get(f"log-sample?{query}").body["rows"]
    found = {"number": row["number"], "outcome": "looked_into", "words": "Varför?"}
    kept = reviewer("POST", "log-reviews", {**DAYS, "rows": [found]})
    assert kept.status == 201
    [judged] = kept.body["judgements"]
    assert (judged["number"], judged["outcome"], judged["words"]) == (row["number"], "looked_into", "Varför?")
    assert "by" not in judged
    assert reviewer.get("log-reviews").body == kept.body
    # A log has more rows than any other number here is large; one that is not in the sample is refused.
    other = reviewer("POST", "log-reviews", {**DAYS, "rows": [{**found, "number": 10**12}]})
    assert (other.status, [code for _, code in other.wrong]) == (422, ["review-row"])
    assert api("coordinator").get("log-reviews").status == 404
