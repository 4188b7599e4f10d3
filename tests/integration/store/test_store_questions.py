"""A question whose SQL is worked out once gives the same rows as Django's own query, whatever its values."""

from __future__ import annotations

from typing import Any

import pytest


def test_the_same_rows_whichever_and_however_many_values(store: Any) -> None:
    from vardvag.service.store import models
    from vardvag.service.store.questions import Question

    for name in "abc":
        store.add_unit(f"SE-{name}", name, "SE-V")
    asked = Question(models.Unit, lambda rows, values: rows.filter(hsa_id__in=values).order_by("-hsa_id"))
    tried: tuple[tuple[str, ...], ...] = (("SE-a",), ("SE-b",), ("SE-a", "SE-c"), ("%s", "'"), ("SE-x",))
    for values in tried:
        own = models.Unit.objects.using("care").filter(hsa_id__in=values).order_by("-hsa_id")
        assert asked.rows("care", *values) == list(own)
    assert asked.row("care", "SE-b").name == "b"  # type: ignore[union-attr]  # it is there
    assert asked.row("care", "SE-x") is None


def test_a_question_that_asks_for_more_than_its_values_is_refused(store: Any) -> None:
    from vardvag.service.store import models
    from vardvag.service.store.questions import Question

    twice = Question(models.Unit, lambda rows, values: rows.filter(hsa_id=values[0], name=values[0]))
    fixed = Question(models.Unit, lambda rows, values: rows.filter(hsa_id=values[0], name="a"))
    for question in (twice, fixed):
        with pytest.raises(AssertionError, match="each value stands in the SQL once"):
            question.rows("care", "SE-a")
