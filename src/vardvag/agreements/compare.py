"""Two settlements side by side: who gains, who loses, and which conditions came out otherwise.

They may be two agreements on the same facts, or one agreement and a scenario of it. A difference is known
only where both amounts are; what is undetermined in one of them is no gain and no loss.

Here does not belong making the scenario (`scenario`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vardvag.agreements.judge import Check, Verdict
from vardvag.agreements.recipients import in_order
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Turned:
    """A condition that came out otherwise for one recipient."""

    part: Text
    condition: Text
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """One recipient under both. An amount is None while undetermined.

    `absent` when it is no recipient of one of them: then its amount there is None too, and not unknown.
    """

    recipient: str
    name: Text
    before: Kronor | None
    after: Kronor | None
    turned: tuple[Turned, ...]
    absent: bool = False

    @property
    def change(self) -> Kronor | None:
        """After less before; None when either is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Every recipient of either, regions first."""

    before: Settlement
    after: Settlement
    differences: tuple[Difference, ...]

    @property
    def gaining(self) -> tuple[Difference, ...]:
        """Who gets more afterwards, the largest gain first."""
        return self._moved(1)

    @property
    def losing(self) -> tuple[Difference, ...]:
        """Who gets less afterwards, the largest loss first."""
        return self._moved(-1)

    @property
    def unknown(self) -> tuple[Difference, ...]:
        """Those whose difference is not known."""
        return tuple(one for one in self.differences if one.change is None and not one.absent)

    @property
    def gained(self) -> Kronor:
        """All gains together."""
        return Kronor.sum(one.change for one in self.gaining if one.change is not None)

    @property
    def lost(self) -> Kronor:
        """All losses together."""
        return -Kronor.sum(one.change for one in self.losing if one.change is not None)

    @property
    def moved(self) -> Kronor:
        """How much changes hands: what some lose and others gain. A larger pot alone moves nothing."""
        return min(self.gained, self.lost)

    def _moved(self, sign: int) -> tuple[Difference, ...]:
        moved = [one for one in self.differences if one.change is not None and int(one.change) * sign > 0]
        return tuple(sorted(moved, key=lambda one: (-abs(int(one.change or Kronor(0))), one.recipient)))


def compare(before: Settlement, after: Settlement) -> Comparison:
    """*before* and *after* by recipient."""
    everybody = {*before.agreement.recipients, *after.agreement.recipients}
    return Comparison(
        before, after, tuple(_difference(before, after, who) for who in sorted(everybody, key=in_order))
    )


def _difference(before: Settlement, after: Settlement, who: str) -> Difference:
    name = (after if who in after.agreement.recipients else before).agreement.name_of(who)
    turned: tuple[Turned, ...] = ()
    if before.agreement.name == after.agreement.name:
        turned = tuple(_turned(before, after, who))
    absent = not (who in before.agreement.recipients and who in after.agreement.recipients)
    return Difference(who, name, _kronor(before, who), _kronor(after, who), turned, absent)


def _kronor(settlement: Settlement, who: str) -> Kronor | None:
    try:
        return settlement.payout(who).kronor
    except NotFound:
        return None


def _turned(before: Settlement, after: Settlement, who: str) -> Iterator[Turned]:
    """The conditions of the same part and name whose answer changed."""
    was = dict(_checks(before, who))
    for key, (part, check) in _checks(after, who):
        if key in was and was[key][1].verdict is not check.verdict:
            yield Turned(part, check.condition.title, was[key][1].verdict, check.verdict)


def _checks(settlement: Settlement, who: str) -> Iterator[tuple[tuple[str, str], tuple[Text, Check]]]:
    if who not in settlement.agreement.recipients:
        return
    for result in settlement.payout(who).results:
        for one in result.qualifications[who].checks:
            for check in one.walk():
                if not check.checks:
                    yield (result.part.name, check.condition.name), (result.part.title, check)
