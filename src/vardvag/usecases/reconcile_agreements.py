"""Reconcile agreements: every published amount we hold against what we compute, to the krona."""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.agreements.reconcile import ALL, Agreeing, Compared, reconcile, reproduced


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All comparisons; `exact` of `to_the_krona` amounts published to the krona are reproduced."""

    compared: tuple[Compared, ...]
    exact: int
    to_the_krona: int

    @property
    def consistent(self) -> int:
        """How many of `to_the_krona` agree too, but from inputs that were inferred from published amounts."""
        return sum(
            one.agreeing is Agreeing.CONSISTENT
            and one.published.to_the_krona
            and one.published.recipient != ALL
            for one in self.compared
        )

    @property
    def unexplained(self) -> tuple[Compared, ...]:
        """The differences that nobody has explained: the answer is "no" as long as there is one."""
        return tuple(one for one in self.compared if one.agreeing is Agreeing.UNEXPLAINED)

    @property
    def count(self) -> dict[Agreeing, int]:
        """How many there are in each class, in the order of the classes."""
        classes = [one.agreeing for one in self.compared]
        return {agreeing: classes.count(agreeing) for agreeing in Agreeing if agreeing in classes}


def reconcile_agreements() -> Reconciliation:
    """Compare every published amount of every built-in agreement."""
    compared = reconcile()
    return Reconciliation(compared, *reproduced(compared))
