"""The demo's sources: each shown as it is, the plan of the story unchanged, nobody's number kept."""

from __future__ import annotations

from typing import Any

from vardvag.contracts.rivta.source_state import Outcome
from vardvag.service.rivta.demo_sources import SOURCES, collect_for_demo
from vardvag.usecases.example import plans
from vardvag.usecases.example.story import PLAN
from vardvag.usecases.show_sources import show_sources


def test_the_demos_sources_are_shown_and_change_no_plan(store: Any) -> None:
    from vardvag.service.store.source_states import DjangoSourceStates

    states = DjangoSourceStates("care")
    plans.keep(store, plans.examples())
    before = store.read(PLAN)
    collect_for_demo(store, states)
    assert store.read(PLAN) == before
    outcomes = {state.source: state.outcome for state in states.states(PLAN)}
    assert outcomes == {
        "journal": Outcome.REACHED,
        "kontakter": Outcome.REACHED,
        "bokning": Outcome.NOT_REACHED,
    }
    shown = show_sources(states, before, to_patient=True)
    assert [one.source for one in shown.missing] == ["Exempelregionens bokning (låtsastjänst)"]
    assert [code for _, code in shown.unplaced] == ["77"]
    assert all("låtsastjänst" in source.title for source in SOURCES)
    assert "191212121212" not in repr(states.states(PLAN))
