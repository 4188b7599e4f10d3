"""How long logs and records are kept, as tables."""

from __future__ import annotations

from datetime import date

import pytest

from vardvag.contracts.retention import may_destroy_log, may_destroy_record, years


@pytest.mark.parametrize(
    ("newest", "today", "rule"),
    [
        (date(2019, 11, 18), date(2024, 11, 17), "retention.log"),
        (date(2019, 11, 18), date(2024, 11, 18), "retention.log-over"),
        (date(2020, 2, 29), date(2025, 2, 28), "retention.log"),
        (date(2020, 2, 29), date(2025, 3, 1), "retention.log-over"),
    ],
)
def test_a_log_is_kept_five_years(newest: date, today: date, rule: str) -> None:
    decision = may_destroy_log(newest, today)
    assert (decision.rule, decision.allowed) == (rule, rule.endswith("over"))


@pytest.mark.parametrize(
    ("last_entry", "today", "decided_as", "rule"),
    [
        (date(2014, 11, 18), date(2024, 11, 17), None, "retention.record"),
        (date(2014, 11, 18), date(2024, 11, 17), "", "retention.record"),
        (date(2014, 11, 18), date(2024, 11, 18), None, "retention.record-over"),
        (date(2024, 11, 1), date(2024, 11, 17), "IVO 9.9-1/2024", "retention.decided"),
    ],
)
def test_a_record_is_kept_ten_years_unless_it_is_decided(
    last_entry: date, today: date, decided_as: str | None, rule: str
) -> None:
    decision = may_destroy_record(last_entry, today, decided_as)
    assert (decision.rule, decision.allowed) == (rule, rule != "retention.record")


def test_each_time_has_its_source() -> None:
    assert {name: [one.source.section for one in held] for name, held in years().items()} == {
        "log": ["4 kap. 9 §"],
        "record": ["3 kap. 17 §"],
    }
