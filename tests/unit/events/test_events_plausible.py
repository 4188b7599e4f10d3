"""Each rule about a unit's month: a file that breaks it, and one that nearly does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from vardvag.base.days import Month
from vardvag.base.findings import Severity
from vardvag.events.checks.plausible import FEWEST, RULES, Plausibility
from vardvag.events.checks.thresholds import thresholds
from vardvag.events.model import NO_DETAILS, Contact, Deviation, Phase, Reported
from vardvag.events.synth.country import make_country

SEPTEMBER = Month(2019, 9)
UNIT = "SE2321000073-A1"
HELD = Contact(
    contact_id="k",
    region="08",
    unit=UNIT,
    month=SEPTEMBER,
    reported=Reported.DONE,
    phase=Phase.FIRST_CONTACT,
    speciality="X01",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 8, 1),
    started_on=date(2019, 9, 3),
    birth_year=1950,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)


def held(number: int, days: int = 33, month: Month = SEPTEMBER, **other: object) -> list[Contact]:
    """So many contacts held after so many days; births spread over ten years."""
    started = month.first_day
    decided = started - timedelta(days=days)
    one = replace(HELD, month=month, started_on=started, decided_on=decided)
    return [replace(one, birth_year=1950 + at % 10, **other) for at in range(number)]  # type: ignore[arg-type]


def waiting(number: int, month: Month = SEPTEMBER) -> list[Contact]:
    return [replace(one, reported=Reported.WAITING, started_on=None) for one in held(number, 20, month)]


def mixed(number: int, late: int, days: int = 100, month: Month = SEPTEMBER) -> list[Contact]:
    """So many held, of which *late* beyond the limit."""
    return [*held(number - late, month=month), *held(late, days, month)]


def referred(number: int, same: int) -> list[Contact]:
    """So many operations, of which *same* have referral and decision on one day."""
    found = []
    for at, one in enumerate(mixed(number, 2)):
        day = one.decided_on - timedelta(days=0 if at < same else 5)
        details = replace(NO_DETAILS, referred_on=day)
        found.append(replace(one, phase=Phase.OPERATION, details=details))
    return found


def told(contacts: Iterable[Contact]) -> dict[str, str | None]:
    plausibility = Plausibility()
    for contact in contacts:
        plausibility.add(contact)
    findings = list(plausibility.findings("a.csv"))
    assert all(one.severity is Severity.WARNING and one.row is None for one in findings)
    return {one.rule: one.value for one in findings}


AUGUST, JULY = SEPTEMBER + -1, SEPTEMBER + -2

# the contacts | the rule that tells | what it shows
IMPLAUSIBLE: list[tuple[list[Contact], str, str]] = [
    ([*mixed(20, 2, month=JULY), *mixed(20, 2)], "empty-month", f"{UNIT} 2019-08: 0"),
    # Months beside it that are empty too say nothing of it.
    ([*mixed(20, 2, month=JULY + -1), *mixed(20, 2, month=AUGUST)], "empty-month", f"{UNIT} 2019-07: 0"),
    ([*mixed(20, 2, month=JULY + -1), *mixed(20, 2)], "empty-month", f"{UNIT} 2019-08: 0"),
    (
        [*mixed(25, 5, month=AUGUST), *waiting(20, AUGUST), *waiting(20)],
        "no-cases",
        f"{UNIT} 2019-09: genomförda/done 0, väntande/waiting 20",
    ),
    (referred(20, 20), "same-day-referral", f"{UNIT} 2019-09: 20/20"),
    (held(20, 91), "all-or-none", f"{UNIT} 2019-09: Fas 1 genomförda/done: 0 % (0/20)"),
    (held(20, 90), "all-or-none", f"{UNIT} 2019-09: Fas 1 genomförda/done: 100 % (20/20)"),
    (mixed(21, 11), "low-share", f"{UNIT} 2019-09: Fas 1 genomförda/done: 10/21"),
    (
        [*held(11, 0), *mixed(9, 2)],
        "median-wait",
        f"{UNIT} 2019-09: Fas 1 genomförda/done: 11/20 < 1",
    ),
    (mixed(20, 11, 366), "median-wait", f"{UNIT} 2019-09: Fas 1 genomförda/done: 11/20 > 365"),
    (
        [replace(one, birth_year=1900 + at % 2) for at, one in enumerate(mixed(20, 2))],
        "one-age",
        f"{UNIT} 2019-09: 20: 1900–1901",
    ),
    (
        [*mixed(20, 2, month=AUGUST), *mixed(60, 6)],
        "jump",
        f"{UNIT} 2019-09: genomförda/done 20 → 60",
    ),
]


@pytest.mark.parametrize(("contacts", "rule", "value"), IMPLAUSIBLE)
def test_a_defect_is_told_with_unit_month_and_numbers(contacts: list[Contact], rule: str, value: str) -> None:
    assert told(contacts).get(rule) == value


def test_every_rule_has_a_file_that_breaks_it() -> None:
    assert {rule for _, rule, _ in IMPLAUSIBLE} == {rule.id for rule in RULES}


# the contacts | a rule that stays silent
PLAUSIBLE: list[tuple[list[Contact], str]] = [
    ([*mixed(20, 2, month=AUGUST), *mixed(20, 2)], "empty-month"),
    # A unit with few has none now and then by chance.
    ([*mixed(19, 2, month=JULY), *mixed(20, 2)], "empty-month"),
    ([*mixed(20, 2, month=JULY), *mixed(19, 2)], "empty-month"),
    ([*mixed(25, 5, month=AUGUST), *waiting(19)], "no-cases"),
    ([*waiting(20, AUGUST), *waiting(20)], "no-cases"),
    (referred(20, 19), "same-day-referral"),
    (referred(19, 19), "same-day-referral"),
    (held(FEWEST - 1, 91), "all-or-none"),
    (mixed(20, 1), "all-or-none"),
    (mixed(20, 10), "low-share"),
    (held(20, 91), "low-share"),
    (mixed(20, 10, 366), "median-wait"),
    ([replace(one, guaranteed=False) for one in held(20, 91)], "all-or-none"),
    ([replace(one, phase=Phase.RETURN_VISIT) for one in held(20, 91)], "all-or-none"),
    ([replace(one, birth_year=1950 + at % 3) for at, one in enumerate(mixed(20, 2))], "one-age"),
    ([*mixed(21, 2, month=AUGUST), *mixed(60, 6)], "jump"),
    ([*mixed(2, 1, month=AUGUST), *mixed(19, 6)], "jump"),
]


@pytest.mark.parametrize(("contacts", "rule"), PLAUSIBLE)
def test_what_is_plausible_is_not_told(contacts: list[Contact], rule: str) -> None:
    assert rule not in told(contacts)


def test_a_unit_that_is_no_hsa_id_is_not_repeated() -> None:
    found = told([replace(one, unit="Tolvan Tolvansson") for one in held(20, 91)])
    assert "Tolvan" not in str(found)


def test_every_threshold_is_used_and_says_where_it_is_from() -> None:
    for threshold in thresholds().values():
        assert threshold.source.url or threshold.source.is_assumption or threshold.source.section
    of_units = {name for rule in RULES for name in rule.thresholds}
    assert of_units | {"oldest-child"} == set(thresholds())


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("contacts", [200, 2000])
def test_a_small_synthetic_country_without_defects_is_told_of_nothing(seed: int, contacts: int) -> None:
    assert told(make_country(contacts, seed)) == {}
