"""The reference of an agreement file's words leaves nothing out, and its examples are right."""

from __future__ import annotations

from typing import Any

import pytest
from agreement_examples import SECTIONS
from agreement_words import ONE_OF, documented, held, mappings
from pydantic import ValidationError

from vardvag.agreements import condition_words, pot_words
from vardvag.base.fields import Strict

MODELS = dict(mappings())
EXAMPLES = [example for section in SECTIONS for example in section.examples]
WRITTEN: dict[str, Any] = {
    "equal": True,
    "table": {"01": 1},
    "judged": {"fact": "f", "by": {"sv": "A", "en": "A"}},
    "report": {"fact": "f", "due": "2020-01-31"},
    "at_least": {"fact": "f", "share": "1 %"},
    "improved": {"fact": "f", "more_than": "1 %"},
    "fewer": {"fact": "f", "by_more_than": "1 %"},
    "ladder": {"fact": "f", "steps": [{"more_than": "1 %", "earns": "1 %"}]},
    "any": ["c"],
    "all": ["c"],
    "share": "1 %",
    "number": 1,
    "more_than": "1 %",
}
BESIDE: dict[str, dict[str, Any]] = {
    "ConditionWords": {"title": {"sv": "A", "en": "A"}},
    "LevelWords": {"fact": "f"},
    "StepWords": {"earns": "1 %"},
}


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.__name__)
def test_every_key_says_what_it_means(model: type[Strict]) -> None:
    assert set(model.model_fields) - set(documented(model)) <= {"source", "assumption"}
    assert model.__doc__


@pytest.mark.parametrize(("name", "keys"), ONE_OF.items(), ids=ONE_OF)
def test_of_these_exactly_one_stands(name: str, keys: tuple[str, ...]) -> None:
    model = next(one for one in MODELS.values() if one.__name__ == name)
    grounds = {"source": "x"} if "source" in model.model_fields else {}
    common = {**grounds, **BESIDE.get(name, {})}
    # `at_least` is a test of a condition, and a bound of a step.
    each = {key: "1 %" if name == "StepWords" else WRITTEN.get(key, "2018-12-31") for key in keys}
    for key, value in each.items():
        model.model_validate(common | {key: value})
    for wrong in ({}, dict(list(each.items())[:2])):
        with pytest.raises(ValidationError):
            model.model_validate(common | wrong)


def test_a_type_that_nobody_has_described_stops_the_page() -> None:
    with pytest.raises(LookupError):
        held(complex)


@pytest.mark.parametrize(
    "words",
    [
        (*pot_words.KEYS, "fixed"),
        (*condition_words.TESTS, "any", "all", "stand_in", "each", "average", "together", "number", "points"),
        pot_words.GOES,
        ("split", "barred", "earn", "above", "rounding"),
    ],
    ids=["keys", "conditions", "unearned", "others"],
)
def test_every_kind_of_word_has_a_worked_example(words: tuple[str, ...]) -> None:
    assert set(words) - {example.tells for example in EXAMPLES} == set()


# Worked out by hand, in the order of the page: what the three regions get, not paid, undetermined.
EXPECTED = [
    (331, 405, 264, 0, 0),  # population
    (None, None, None, 0, 900),
    (300, 300, 300, 0, 0),
    (200, 400, 300, 0, 0),
    (300, 375, 225, 0, 0),
    (100, 250, None, 0, 550),
    (200, 400, 300, 0, 0),
    (334, 333, 333, 0, 0),  # split
    (450, 450, 0, 0, 0),
    (300, 0, None, 300, 300),  # judged
    (300, 0, 300, 300, 0),
    (300, 0, None, 300, 300),
    (300, 300, 300, 0, 0),
    (300, 0, 0, 600, 0),
    (300, 300, 0, 300, 0),
    (300, 300, 300, 0, 0),
    (0, 300, 300, 300, 0),
    (300, 0, 300, 300, 0),  # improved
    (0, 300, 0, 600, 0),
    (300, 0, 0, 600, 0),
    (0, 150, 300, 450, 0),
    (300, 300, 0, 300, 0),
    (300, None, 0, 300, 300),
    (300, 0, None, 300, 300),
    (100, 300, 300, 200, 0),  # earn
    (200, 0, 300, 400, 0),
    (450, 0, 450, 0, 0),  # unearned
    (225, 225, 450, 0, 0),
    (300, 0, 300, 300, 0),
    (450, 225, 225, 0, 0),
    (100, 800, 0, 0, 0),
]


@pytest.mark.parametrize(
    ("example", "expected"),
    list(zip(EXAMPLES, EXPECTED, strict=True)),
    ids=[example.title for example in EXAMPLES],
)
def test_an_example_is_worked_out_rightly(example: Any, expected: tuple[int | None, ...]) -> None:
    settlement = example.settled()
    paid = [None if payout.kronor is None else int(payout.kronor) for payout in settlement.payouts]
    assert (*paid, int(settlement.unpaid), int(settlement.undetermined)) == expected
