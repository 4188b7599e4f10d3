"""Every message that the contracts can hold is read back as it was written, by itself and in an envelope."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rivta_strategies import messages
from vardvag.contracts.rivta import soap
from vardvag.contracts.rivta.contracts import CONTRACTS

ANSWERS = st.sampled_from(sorted(CONTRACTS)).flatmap(
    lambda name: st.tuples(st.just(name), messages(CONTRACTS[name].answer))
)
QUESTIONS = st.sampled_from(sorted(CONTRACTS)).flatmap(
    lambda name: st.tuples(st.just(name), messages(CONTRACTS[name].question))
)
_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SLOW
@given(ANSWERS)
def test_an_answer_is_read_as_it_was_written(made: tuple[str, Any]) -> None:
    name, answer = made
    written = CONTRACTS[name].write_answer(answer)
    for data in (written, soap.envelope(written)):
        reading = CONTRACTS[name].read_answer(data)
        assert reading.findings == ()
        assert reading.message == answer


@_SLOW
@given(QUESTIONS, st.text("SE-0123456789<&", max_size=20))
def test_a_question_is_read_as_it_was_written(made: tuple[str, Any], address: str) -> None:
    name, question = made
    data = soap.envelope(CONTRACTS[name].write_question(question), address)
    reading = CONTRACTS[name].read_question(data)
    assert reading.findings == ()
    assert reading.message == question
    assert soap.logical_address(data) == address.strip()


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_a_contract_is_named_by_its_namespaces(name: str) -> None:
    contract = CONTRACTS[name]
    assert contract.action.endswith(f":{name}")
    assert contract.question.NAMESPACE == contract.answer.NAMESPACE
    assert f":{name}Responder:{contract.version[0]}" in contract.answer.NAMESPACE
