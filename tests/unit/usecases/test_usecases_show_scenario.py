"""A what-if of a built-in agreement: what can be changed, what is refused and why, what is in the address."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from vardvag.agreements import load, names
from vardvag.agreements.scenario import Scenarios
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.cli import application
from vardvag.usecases.scenario.facts import near_population
from vardvag.usecases.scenario.gate import TOLD_YES_OR_NO
from vardvag.usecases.scenario.places import Form, Kind
from vardvag.usecases.scenario.request import LONGEST, MOST
from vardvag.usecases.show_scenario import ShownScenario, engine_changes, lacking, show_scenario

NO_CELLS = Path("/nonexistent/cells.csv")
HALLAND = "cells.svf-condition-met.13.2025"
PEOPLE = "cells.population.13.2025-09"
AMOUNT = "pots.second-payment.amount"
TRIED = {
    Form.AMOUNT: ["1 234 mnkr"],
    Form.SHARE: ["1 %", "99,5 %"],
    Form.NUMBER: ["12345"],
    Form.DAY: ["2019-01-31"],
    Form.YES_NO: ["ja", "nej"],
    Form.FIGURE: ["50 %", "48/63"],
}


def asked(given: Mapping[str, str], name: str = "svf-2025") -> ShownScenario:
    return show_scenario(name, NO_CELLS, given)


def rules(shown: ShownScenario) -> list[tuple[str | None, str]]:
    return [(finding.column, finding.rule) for finding in shown.findings]


def test_what_can_be_changed_of_svf_2025():
    told = {place.path: (place.kind, place.written) for place in asked({}).places}
    assert told[AMOUNT] == (Kind.AMOUNT, "182,5 mnkr")
    assert told["pots.second-payment.key"] == (Kind.KEY, "2025-09")
    assert told["pots.second-payment.unearned"] == (Kind.UNEARNED, "to-those-who-qualify")
    assert told[HALLAND] == (Kind.FACT, "nej")
    assert told["cells.svf-condition-met.01.2025"] == (Kind.FACT, "ja")
    assert len(told) == 3 + 21


def test_what_can_be_changed_of_the_queue_billion_of_2019():
    told = {place.path: (place.kind, place.written) for place in asked({}, "komiljard-2019").places}
    assert told["conditions.enough-in-time.at_least.share"] == (Kind.LEVEL, "71 %")
    assert told["conditions.waiting-improved.improved.more_than"] == (Kind.MORE_THAN, "0 %")
    assert told["conditions.status-report.report.due"] == (Kind.DUE, "2019-10-15")


def test_a_key_and_what_is_not_earned_are_changed_where_they_are_stated():
    """The sub-pots of the queue billion of 2010 take both over from the two pots above them."""
    paths = [place.path for place in asked({}, "komiljard-2010").places if place.path.startswith("pots.")]
    assert [path for path in paths if not path.endswith(".amount")] == [
        "pots.lower.key",
        "pots.lower.unearned",
        "pots.higher.key",
        "pots.higher.unearned",
    ]
    assert len(paths) == 4 + 8
    equal = asked({"pots.lower.key": "equal"}, "komiljard-2010")
    after = equal.comparison.after.agreement
    kinds = {leaf.path: leaf.key.kind.value for leaf in after.leaves}
    assert {path: kind for path, kind in kinds.items() if path.startswith("lower/")}.items() == {
        (path, "equal") for path in kinds if path.startswith("lower/")
    }


@pytest.mark.parametrize("name", names())
def test_whatever_is_offered_can_be_tried_and_adds_up(name):
    for place in asked({}, name).places:
        # One region's yes or no is like another's.
        if place.closed is not None or place.region not in (None, "01", "13"):
            continue
        # Of many choices, the first, the second and the last: the rest are other years of the second kind.
        options = [option.value for option in (*place.options[:2], *place.options[2:][-1:])]
        for value in options or TRIED[place.form]:
            shown = asked({place.path: value}, name)
            # Only the agreement itself may refuse: an earmark above its pot, amounts above theirs.
            assert {rule for _column, rule in rules(shown)} <= {"refused"}
            if shown.comparison is not None:
                after = shown.comparison.after
                assert after.paid + after.unpaid + after.undetermined == after.agreement.amount


def test_what_is_as_it_was_is_left_out_and_nothing_is_then_asked():
    same = {
        AMOUNT: "182 500 000 kr",
        HALLAND: "nej",
        "pots.second-payment.key": "2025-09",
        "utm_source": "x",
        "": "y",
    }
    shown = asked(same)
    assert (dict(shown.canonical), shown.comparison, shown.findings) == ({}, None, ())


def test_changes_stand_in_the_order_of_the_form_in_one_way_of_writing():
    shown = asked({HALLAND: "JA", PEOPLE: "346 000", AMOUNT: "200000000"})
    assert list(shown.canonical.items()) == [(AMOUNT, "200 mnkr"), (HALLAND, "ja"), (PEOPLE, "346000")]


def test_halland_meets_the_condition_and_the_others_pay_for_it():
    comparison = asked({HALLAND: "ja", PEOPLE: "346000"}).comparison
    assert [one.recipient for one in comparison.gaining] == ["13"]
    assert len(comparison.losing) == 18
    assert comparison.moved == Kronor(6_285_609)
    assert [turned.condition.sv for turned in comparison.gaining[0].turned] == [
        load("svf-2025").conditions["conditions-met"].title.sv
    ]


def test_without_hallands_population_it_is_asked_for_and_the_nearest_one_is_named():
    shown = asked({HALLAND: "ja"})
    assert shown.comparison.after.undetermined == Kronor(182_500_000)
    [wanted] = lacking(shown)
    assert (wanted.path, wanted.form) == (PEOPLE, Form.NUMBER)
    assert near_population(wanted) == (333_848, "2019-12-31")
    assert list(lacking(asked({HALLAND: "ja", PEOPLE: "1"}))) == []


def test_a_fact_that_is_no_longer_needed_is_left_out():
    shown = asked({HALLAND: "ja", PEOPLE: "346000", "pots.second-payment.key": "2019-12-31"})
    assert set(shown.canonical) == {HALLAND, "pots.second-payment.key"}
    assert shown.comparison.after.undetermined == Kronor(0)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({AMOUNT: "mycket"}, (AMOUNT, "value")),
        ({HALLAND: "kanske"}, (HALLAND, "value")),
        ({PEOPLE: "många"}, (PEOPLE, "value")),
        ({"lasning": "998"}, ("lasning", "no-such-place")),
        ({"pots.finns-inte.amount": "1 kr"}, ("pots.finns-inte.amount", "no-such-place")),
        ({"cells.finns-inte.13.2025": "ja"}, ("cells.finns-inte.13.2025", "no-such-place")),
        (
            {"conditions.conditions-met.judged.fact": "x"},
            ("conditions.conditions-met.judged.fact", "no-such-place"),
        ),
        ({"pots.second-payment.recipients": "skr"}, ("pots.second-payment.recipients", "no-such-place")),
        ({AMOUNT: "1" * (LONGEST + 1)}, (AMOUNT, "too-long")),
        ({f"pots.{n}.amount": "1 kr" for n in range(MOST + 1)}, (None, "too-many")),
    ],
)
def test_every_mistake_is_told_at_its_place_and_nothing_is_settled(given, told):
    shown = asked(given)
    assert told in rules(shown)
    assert shown.comparison is None
    assert all(finding.message.sv and finding.remedy.en for finding in shown.findings)


def test_all_mistakes_are_told_at_once():
    assert len(asked({AMOUNT: "x", HALLAND: "y", PEOPLE: "z", "pots.q.amount": "1"}).findings) == 4


def test_what_the_agreement_does_not_hold_together_with_is_told_at_the_only_change():
    shown = asked({"pots.rural.amount": "1 mnkr"}, "kvinnors-halsa-2024")
    assert rules(shown) == [("pots.rural.amount", "refused")]
    several = asked({"pots.rural.amount": "1 mnkr", "pots.skr.amount": "1 mnkr"}, "kvinnors-halsa-2024")
    assert rules(several) == [(None, "refused")]


def test_of_a_condition_that_is_only_told_as_yes_or_no_no_other_level_is_tried():
    path = "conditions.visits-80.at_least.share"
    shown = asked({path: "75 %"}, "komiljard-2009")
    assert rules(shown) == [(path, "closed")]
    assert shown.findings[0].remedy == TOLD_YES_OR_NO
    [place] = [place for place in shown.places if place.path == path]
    assert place.closed == TOLD_YES_OR_NO


def test_a_figure_that_is_known_is_not_made_into_another():
    """What a county got of an amount decided elsewhere is known: it is no question."""
    known = "cells.womens-health-rural-amount.23.2024"
    [path] = [
        path for path in _asked_paths("kvinnors-halsa-2024") if path.startswith("cells.") and ".23." in path
    ] or [known]
    assert rules(asked({path: "1 mnkr"}, "kvinnors-halsa-2024")) == [(path, "closed")]


def _asked_paths(name: str) -> list[str]:
    from vardvag.usecases.scenario.facts import asked_by_path

    return list(asked_by_path(load(name)))


@pytest.mark.parametrize(
    ("day", "stands"),
    [("2018-01-01", {"dag": "2018-06-30"}), ("2018-06-30", {"dag": "2018-06-30"}), ("2018-07-01", {})],
)
def test_a_day_stands_as_the_last_day_of_the_agreement_as_it_was(day, stands):
    shown = asked({"dag": day}, "patientmiljarden-2018")
    assert dict(shown.canonical) == stands
    assert asked({"dag": "2018-01-01"}).findings == ()  # never amended: a day changes nothing


def test_another_reading_is_compared_with_the_agreement_as_it_stands():
    comparison = asked({"lasning": "1357"}, "kvinnors-halsa-2024").comparison
    assert comparison.before.agreement.variant is None
    assert comparison.after.agreement.variant == "1357"
    assert len(comparison.losing) == 21


def test_only_built_in_agreements(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eget").mkdir()
    (tmp_path / "eget" / "agreement.yaml").write_text(load("svf-2025").path.read_text(encoding="utf-8"))
    with pytest.raises(NotFound):
        asked({}, "eget")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("svf-2025", {HALLAND: "ja", PEOPLE: "346000", AMOUNT: "200 mnkr"}),
        ("svf-2025", {"pots.second-payment.key": "equal"}),
        ("kvinnors-halsa-2024", {"lasning": "1357", "pots.rural.amount": "160 mnkr"}),
    ],
)
def test_the_command_line_says_the_same(name, given):
    shown = asked(given, name)
    program, *arguments = shlex.split(shown.command)
    assert program == "vardvag"
    result = CliRunner().invoke(application, [*arguments, "--format", "csv"])
    assert result.exit_code == 0, result.stderr
    changes = [row.split(",")[4] for row in result.stdout.splitlines()[1:]]
    assert changes == [str(int(one.change)) for one in shown.comparison.differences]


def test_the_receipt_is_of_the_scenario():
    shown = asked({HALLAND: "ja", PEOPLE: "346000"})
    assert shown.receipt["changes"] == list(engine_changes(shown.places, shown.made))
    assert shown.receipt["result"]["payouts"]["13"] == 6_285_609
    assert asked({}).receipt is None
    settled = Scenarios(load("svf-2025"), shown.standing.settlement.book).settle(shown.receipt["changes"])
    assert settled.payout("13").kronor == Kronor(6_285_609)
