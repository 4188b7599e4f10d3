"""A sample's rows are judged by the reviewer alone, and what was found stands."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.moments import Moment
from vardvag.contracts.log_review import Outcome, SampleKey, latest
from vardvag.usecases.draw_log_sample import draw_log_sample
from vardvag.usecases.review_log import Judged, judge_rows, judged_before, samples_reviewed
from vardvag.usecases.show_plan import Denied

SAMPLE = runpy.run_path(str(Path(__file__).with_name("test_store_log_sample.py")))
read, Who, REVIEWER, NOW, DAY = (SAMPLE[name] for name in ("read", "Who", "REVIEWER", "NOW", "DAY"))
KEY = SampleKey(DAY, DAY, 4, "a")
LATER = Moment.parse("2019-09-26T09:00")


def drawn(store: Any, key: SampleKey = KEY) -> list[int]:
    return [
        row.number
        for row in draw_log_sample(store, REVIEWER, key.first, key.last, key.size, key.seed, NOW).rows
    ]


def test_what_was_found_is_kept_with_the_row_it_was_found_of(read: Any) -> None:
    first, second, *_ = drawn(read)
    made = judge_rows(
        read,
        REVIEWER,
        KEY,
        [Judged(first, Outcome.NOTHING_ODD), Judged(second, Outcome.LOOKED_INTO, " Varför två gånger? ")],
        NOW,
    )
    assert not isinstance(made, Denied)
    digests = {row.number: row.digest for row in read.log()}
    assert [(one.number, one.digest, one.words, one.by) for one in made] == [
        (first, digests[first], "", "granskare"),
        (second, digests[second], "Varför två gånger?", "granskare"),
    ]
    entry = read.log()[-1].entry
    assert (entry.action, entry.rule) == ("review_log", "staff.reviews-log")
    assert entry.purpose == "Bedömde 2 rader: 2019-09-25 till 2019-09-25, frö a"
    assert judged_before(read, REVIEWER, NOW) == made


def test_of_one_row_the_latest_holds_and_the_first_stays(read: Any) -> None:
    row = drawn(read)[0]
    for outcome, at in ((Outcome.LOOKED_INTO, NOW), (Outcome.NOTHING_ODD, LATER)):
        judge_rows(read, REVIEWER, KEY, [Judged(row, outcome, "Frågade chefen.")], at)
    before = judged_before(read, REVIEWER, LATER)
    assert not isinstance(before, Denied)
    assert [one.outcome for one in before] == [Outcome.LOOKED_INTO, Outcome.NOTHING_ODD]
    assert latest(before)[row].outcome is Outcome.NOTHING_ODD
    [reviewed] = samples_reviewed(before)
    assert (reviewed.sample, reviewed.at) == (KEY, LATER)
    assert {one: count for one, count in reviewed.outcomes.items() if count} == {Outcome.NOTHING_ODD: 1}


def test_a_row_outside_the_sample_and_a_remark_without_words_keep_nothing(read: Any) -> None:
    inside = drawn(read)
    outside = next(row.number for row in read.log() if row.number not in inside)
    with pytest.raises(BadInput) as refused:
        judge_rows(
            read,
            REVIEWER,
            KEY,
            [
                Judged(inside[0], Outcome.NOTHING_ODD),
                Judged(outside, Outcome.NOTHING_ODD),
                Judged(inside[1], Outcome.WITHOUT_RIGHT, "  "),
                Judged(inside[2], Outcome.NOTHING_ODD, "x" * 2001),
            ],
            NOW,
        )
    assert [one.rule for one in refused.value.findings] == ["review-row", "review-words", "review-long"]
    assert judged_before(read, REVIEWER, NOW) == ()


@pytest.mark.parametrize(
    "key",
    [
        SampleKey(DAY, DAY, 0, "a"),
        SampleKey(DAY, date(2019, 9, 24), 1, "a"),
        SampleKey(DAY, DAY, 1, " "),
        SampleKey(DAY, DAY, 1, "x" * 101),
    ],
)
def test_a_sample_that_cannot_be_is_wrong_use(read: Any, key: SampleKey) -> None:
    with pytest.raises(WrongUse):
        judge_rows(read, REVIEWER, key, [], NOW)


@pytest.mark.parametrize("role", ["coordinator", "care_staff", "patient", "region_analyst", "", "guardian"])
def test_nobody_else_judges_or_reads_what_was_judged(read: Any, role: str) -> None:
    row = drawn(read)[0]
    judge_rows(read, REVIEWER, KEY, [Judged(row, Outcome.NOTHING_ODD)], NOW)
    who = Who("s1", role)
    assert judge_rows(read, who, KEY, [Judged(row, Outcome.NOTHING_ODD)], NOW) == Denied()
    assert judged_before(read, who, NOW) == Denied()
    assert [(one.entry.action, one.entry.allowed) for one in read.log()[-2:]] == [("review_log", False)] * 2


def test_another_caregivers_reviewer_sees_none_of_it(read: Any) -> None:
    row = drawn(read)[0]
    judge_rows(read, REVIEWER, KEY, [Judged(row, Outcome.NOTHING_ODD)], NOW)
    read.add_unit("SE-ANNAN-ENHET", "Annan", "SE-ANNAN")
    other = Who("annan", "log_reviewer", "SE-ANNAN-ENHET")
    assert judged_before(read, other, NOW) == ()
    with pytest.raises(BadInput):
        judge_rows(read, other, KEY, [Judged(row, Outcome.NOTHING_ODD)], NOW)


def test_the_database_refuses_to_change_or_take_away_a_judgement(read: Any) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    judge_rows(read, REVIEWER, KEY, [Judged(drawn(read)[0], Outcome.NOTHING_ODD)], NOW)
    kept = models.LogJudgement.objects.using("care")
    for change in (lambda: kept.update(words="annat"), kept.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
            change()
    assert kept.count() == 1
