"""A template proposes steps with its sources; a faulty one tells everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from plan_words import OWNERS, TEMPLATE, plan
from vardvag.base.definitions import parse_definition
from vardvag.base.errors import BadInput
from vardvag.contracts.templates import pathway_template, proposed_steps


def test_what_a_template_proposes() -> None:
    numbers = count(1)
    template = pathway_template(parse_definition(TEMPLATE, Path("höft.yaml")))
    picture, smoke_free, operation = proposed_steps(template, OWNERS, lambda: f"s{next(numbers)}")
    assert plan(picture, smoke_free, operation).steps[2].depends_on == ("s1", "s2")
    assert smoke_free.duration.days == 42
    assert picture.lead_time is not None
    assert picture.lead_time.after is None
    assert picture.lead_time.last_day(date(2019, 9, 1)) == date(2019, 9, 15)
    assert operation.lead_time is not None
    assert (operation.lead_time.after, operation.lead_time.source.section) == ("s1", "4.1")
    assert operation.owner.name == "Operation"


def test_every_role_must_be_filled() -> None:
    template = pathway_template(parse_definition(TEMPLATE, Path("höft.yaml")))
    with pytest.raises(BadInput) as told:
        proposed_steps(template, {"patient": OWNERS["patient"]}, lambda: "x")
    assert [finding.value for finding in told.value.findings] == ["radiology", "surgery"]


@pytest.mark.parametrize(
    ("changed", "to", "rules"),
    [
        ("key: operation", "key: picture", ["template-key"]),
        ("key: operation", "key: start", ["template-key"]),
        ("[picture, smoke_free]", "[röntgen, rökfri]", ["template-unknown-step"] * 2),
        ("after: picture", "after: röntgen", ["template-unknown-step"]),
        ("    days: 42", "    days: 42\n    depends_on: [operation]", ["template-circle"]),
    ],
)
def test_a_faulty_template_tells_what_is_wrong(changed: str, to: str, rules: list[str]) -> None:
    assert changed in TEMPLATE
    with pytest.raises(BadInput) as told:
        pathway_template(parse_definition(TEMPLATE.replace(changed, to), Path("höft.yaml")))
    assert [finding.rule for finding in told.value.findings] == rules
    assert all(finding.row for finding in told.value.findings)


def test_a_lead_time_without_a_source_is_refused() -> None:
    without = TEMPLATE.replace(
        '      source: {title: Regionens vårdprogram för höft, section: "3.2", date: 2019-01-01}\n', ""
    )
    with pytest.raises(BadInput) as told:
        pathway_template(parse_definition(without, Path("höft.yaml")))
    assert any("source" in (finding.column or "") for finding in told.value.findings)
