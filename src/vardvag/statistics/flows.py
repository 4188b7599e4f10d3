"""Flows: how a waiting list became what it is – who came onto it in a month, and how they left it.

    waiting last month + in − out = waiting this month

so that a list that is shorter because people got care is told from one that was cleaned. On the basis
`derived` a contact comes on when it is decided and leaves when care begins, and in no other way. On
`reported` the month's files are compared, contact by contact: somebody may also come on late, be coded
otherwise, or be gone without a word.

**Removed without care is not told as such.** The national format has no row for a need that was closed
without care. What can be seen is that a contact that waited is in none of the next month's two files, once
both have come (`REMOVED`): why, nobody says. So it is `removed-unexplained`, and never "removed".

**Policies that look at the limit are refused**: somebody whom they leave out on passing the limit would leave
the list without anything having happened.

Here belongs what the flows mean. Counting is `reference_flows` (contact by contact) and `flow_steps` (SQL).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.cells import Basis, Ratio
from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.policy import ExclusionPolicy, policies


class Flow(StrEnum):
    """One way onto the list, or off it. A cell's key has the name."""

    ADDED = "added"
    """Decided in the month."""
    JOINED = "joined"
    """Decided earlier, and not counted as waiting in the month before: sent late, or coded otherwise then."""
    COMPLETED = "completed"
    """The wait ended with care in the month."""
    RECODED = "recoded"
    """Waited the month before and is in the month's files, but is no longer counted: coded otherwise now."""
    REMOVED = "removed-unexplained"
    """Waited the month before, and is in none of the month's files."""

    __hash__ = str.__hash__

    @property
    def comes_in(self) -> bool:
        """Whether it makes the list longer."""
        return self in (Flow.ADDED, Flow.JOINED)

    @property
    def called(self) -> Text:
        """What it is called."""
        return _TITLES[self]


TOLD: Mapping[Basis, tuple[Flow, ...]] = {
    Basis.DERIVED: (Flow.ADDED, Flow.COMPLETED),
    Basis.REPORTED: tuple(Flow),
}
"""The flows that can be told apart on each basis."""

CLEARANCE = "clearance"
"""How a cell's key has the clearance time."""

CLEARED_OVER = 3
"""Months whose completed are averaged in the clearance time. `assumption:` the number is ours."""


@dataclass(frozen=True, slots=True)
class Flows:
    """One list from the end of a month to the end of the next: numbers of contacts."""

    before: int
    moved: Mapping[Flow, int]
    after: int

    @property
    def balances(self) -> bool:
        """Whether what came in and went out is all the difference."""
        change = sum(number if flow.comes_in else -number for flow, number in self.moved.items())
        return self.before + change == self.after


def clearance(waiting: int, completed: int) -> Ratio:
    """Months until the list would be empty if nobody came on: *waiting* against a mean month's *completed*.

    *completed* is over the last `CLEARED_OVER` months; the share of the ratio is the time in months, None
    when nobody got care.
    """
    return Ratio(CLEARED_OVER * waiting, completed)


def refuse_without_flows(measure: Measure, policy: ExclusionPolicy) -> None:
    """WrongUse for a measure in which nobody waits, or a policy that looks at the limit."""
    if measure.counts is not Counts.WAITING:
        raise WrongUse(
            Text(
                f"{measure.id} räknar dem som har fått vård. Flöden visas för mått som räknar väntande.",
                f"{measure.id} counts those who have had care. Flows are told of measures of those waiting.",
            )
        )
    refuse_over_limit(measure, policy)


def refuse_over_limit(measure: Measure, policy: ExclusionPolicy) -> None:
    """WrongUse for a policy that leaves somebody out on passing the limit: who is followed would change."""
    if policy.over_limit:
        allowed = ", ".join(name for name in measure.file.policies.allowed if not policies()[name].over_limit)
        raise WrongUse(
            Text(
                f"Med {policy.id} faller kontakter bort när de passerar gränsen, utan att något har hänt. "
                f"Välj --exclusion bland: {allowed}.",
                f"By {policy.id} contacts drop out on passing the limit, though nothing has happened. "
                f"Choose --exclusion among: {allowed}.",
            )
        )


_TITLES = {
    Flow.ADDED: Text("Tillkom", "Added"),
    Flow.JOINED: Text("Tillkom sent", "Joined late"),
    Flow.COMPLETED: Text("Fick vård", "Completed"),
    Flow.RECODED: Text("Räknas inte längre", "No longer counted"),
    Flow.REMOVED: Text("Borttagna utan förklaring", "Removed, unexplained"),
}
