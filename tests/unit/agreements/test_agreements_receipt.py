"""A receipt holds all that the result follows from, and says what it cannot repeat before what differs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from vardvag import __version__
from vardvag.agreements import load, parse_agreement, parse_facts, published_facts, receipt, settle
from vardvag.agreements.receipt import Settled, as_json, differences, settled_as
from vardvag.agreements.scenario import Scenarios
from vardvag.base.errors import BadInput

HALLAND = (
    "cells.svf-condition-met.13.2025=ja",
    "cells.population.13.2025-09=346000",
    "pots.second-payment.amount=200 mnkr",
)


def scenario(*changes: str, name: str = "svf-2025", **how: Any):
    agreement = load(name, **how)
    return Scenarios(agreement, published_facts(agreement)).settle(changes)


def kept(*changes: str, **how: Any) -> dict[str, Any]:
    """A receipt as it is read back from its file."""
    return json.loads(as_json(receipt(scenario(*changes, **how))))


def test_it_holds_reading_day_and_changes():
    told = kept(*HALLAND, on=date(2025, 12, 1))
    assert (told["variant"], told["on"], told["changes"]) == (None, "2025-12-01", list(HALLAND))
    assert settled_as(told) == Settled(None, date(2025, 12, 1), HALLAND)
    assert settled_as({}) == Settled(None, None, ())
    assert kept(name="kvinnors-halsa-2024", variant="1357")["variant"] == "1357"


def test_it_holds_the_weights_of_every_key_wherever_they_were_read():
    weights = kept(*HALLAND)["weights"]["second-payment"]
    assert (weights["key"], weights["series"]) == ("population", "2025-09")
    assert weights["weights"]["13"] == 346_000  # given as a fact
    assert weights["weights"]["01"] == 2_485_275  # held in the package
    assert "21" not in weights["weights"]  # nobody has given it: absent, not zero
    pots = kept(name="psykisk-halsa-2019")["weights"]
    assert pots["skl"] == {"key": "equal", "series": None, "weights": {"SKR": 1}}
    assert set(pots) == {pot.path for pot in load("psykisk-halsa-2019").leaves}


COUNTED = """
agreement: counted
title: {sv: Räknat, en: Counted}
parties: [{sv: Staten, en: The State}, {sv: SKR, en: SALAR}]
status: decided
years: [2019]
about: {sv: Ett prov., en: A test.}
sum: {amount: 2 mnkr, source: x}
pots:
  - pot: months
    title: {sv: Månader, en: Months}
    amount: 2 mnkr
    recipients: ["08", "10"]
    source: x
    split: {months: [2019-09, 2019-10], source: x}
    key: {count: visits, source: x}
facts:
  visits: {title: {sv: besök, en: visits}, measure: visits, periods: each-month, source: x}
sources:
  x: {title: Prov, section: påhittat}
"""
VISITS = """measure,place,period,kind,value,source_title,source_section
visits,08,2019-09,count,3,Prov,påhittat
visits,10,2019-09,count,1,Prov,påhittat
visits,08,2019-10,count,1,Prov,påhittat
visits,10,2019-10,count,1,Prov,påhittat
"""


def test_weights_that_differ_between_months_are_told_for_each():
    told = receipt(settle(parse_agreement(COUNTED), parse_facts(VISITS)))["weights"]
    assert sorted(one["weights"]["08"] for one in told.values()) == [1, 3]
    assert len(told) == 2


def test_another_version_is_told_before_any_difference():
    settlement = scenario()
    older = kept()
    older |= {"vardvag": "0.0.1", "facts": [], "weights": {}, "assumptions": ["x"]}
    older["result"]["payouts"]["01"] = 1
    first, *rest = differences(older, settlement)
    assert first.en == f"cannot repeat exactly: another version of Vårdväg (0.0.1, here {__version__})"
    assert first.sv == f"kan inte upprepas exakt: en annan version av Vårdväg (0.0.1, här {__version__})"
    assert [text.en for text in rest] == [
        "the weights of the division are others",
        "the facts are others",
        "the assumptions are others",
        "01: 1 → 46759214",
    ]


@pytest.mark.parametrize(
    ("tampered", "told"),
    [
        ({"agreement": {"name": "svf-2025", "fingerprint": "0"}}, "cannot repeat exactly: the agreement's"),
        ({"variant": "other"}, "the agreement is read in another way"),
        ({"on": "2020-01-01"}, "the agreement is as it stood on another day"),
        ({"changes": ["pots.second-payment.amount=1 kr"]}, "the changes that are tried are others"),
        ({"weights": {"second-payment": 1}}, "the weights of the division are others"),
        ({"as_of": "2020-01-01"}, "the facts are as of another day"),
        ({"assumptions": ["trust me"]}, "the assumptions are others"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_whatever_is_altered_in_it_is_noticed(tampered, told):
    [only] = differences(kept() | tampered, scenario())
    assert only.en.startswith(told)


@pytest.mark.parametrize("key", ["sum", "paid", "unpaid", "undetermined"])
def test_an_altered_amount_is_noticed(key):
    altered = kept()
    altered["result"][key] += 1
    assert [text.en.partition(":")[0] for text in differences(altered, scenario())] == [key]


def test_a_payout_taken_out_is_noticed_also_when_it_is_not_determined():
    cancer = kept(name="cancer-2019")
    agreement = load("cancer-2019")
    settlement = settle(agreement)
    unknown = json.loads(as_json(receipt(settlement)))
    del unknown["result"]["payouts"]["08"]
    assert [text.en for text in differences(unknown, settlement)] == ["08: None → None"]
    del cancer["result"]["payouts"]["08"]
    assert differences(cancer, scenario(name="cancer-2019"))


@pytest.mark.parametrize(
    "damage",
    [{"variant": 1}, {"on": "någon dag"}, {"on": 2019}, {"changes": "pots.x=1"}, {"changes": [1]}],
    ids=str,
)
def test_what_cannot_be_read_is_refused(damage):
    with pytest.raises(BadInput):
        settled_as(kept() | damage)
