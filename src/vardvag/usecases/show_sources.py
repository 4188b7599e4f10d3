"""Show, beside a plan that has been permitted, what its sources could not give: since when, and what it was.

Not reached is never shown as empty: whoever reads the plan is told that there may be more. What other
caregivers answer for and nobody has decided about is not hinted at. Here does not belong who may read the
plan (`show_plan`), nor the words of a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.source_state import Outcome, SourceState, SourceStates


@dataclass(frozen=True, slots=True)
class Missing:
    """What a source did not give at the last try. `since` is when it last gave all of it; None: never.

    `partly`: something of it came then, at `tried_at`.
    """

    source: str
    what: tuple[Text, ...]
    since: Moment | None
    partly: bool
    tried_at: Moment


@dataclass(frozen=True, slots=True)
class SourcesShown:
    """`unplaced` is what sources say that has no place in the plan, in their own words, with any code.

    `fetched` is each source that gave all it was asked for, and when.
    """

    missing: tuple[Missing, ...]
    fetched: tuple[tuple[str, Moment], ...]
    unplaced: tuple[tuple[str, str], ...]


def show_sources(states: SourceStates, plan: PatientContract, *, to_patient: bool) -> SourcesShown:
    """What to say of the sources of a plan that *the caller has permitted* to be read."""
    kept = states.states(plan.plan_id)
    by_source: dict[str, list[SourceState]] = {}
    for state in kept:
        by_source.setdefault(state.title, []).append(state)
    unplaced = dict.fromkeys(
        (one.said, one.code)
        for state in kept
        for one in state.unplaced
        if (one.approved_for_patient if to_patient else one.responsible == plan.caregiver)
    )
    return SourcesShown(
        tuple(one for title, of_it in by_source.items() for one in _missing(title, of_it)),
        tuple(
            (title, min(state.tried_at for state in of_it))
            for title, of_it in by_source.items()
            if all(state.whole for state in of_it)
        ),
        tuple(unplaced),
    )


def _missing(title: str, states: list[SourceState]) -> list[Missing]:
    """One line for all of a source that has been missing since the same time, in the same way."""
    lines: dict[tuple[Moment | None, bool], list[SourceState]] = {}
    for state in states:
        if not state.whole:
            lines.setdefault((state.last_whole, state.outcome is Outcome.PARTLY), []).append(state)
    return [
        Missing(
            title,
            tuple(CONTRACTS[state.contract].title for state in of_it if state.contract in CONTRACTS),
            since,
            partly,
            max(state.tried_at for state in of_it),
        )
        for (since, partly), of_it in lines.items()
    ]
