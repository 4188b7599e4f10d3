"""The same agreement, its counted facts under another exclusion policy: what the choice costs each region.

The contacts are the same and so is everything else in the agreement. Here does not belong what a policy
leaves out (`statistics/policy`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vardvag.agreements.catalogue import load
from vardvag.agreements.model import Agreement
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import WrongUse
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.statistics.measure import measures
from vardvag.statistics.policy import ExclusionPolicy, policies, policy
from vardvag.usecases.settle_agreement import settle_agreement

if TYPE_CHECKING:
    from vardvag.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class UnderPolicy:
    """An agreement settled with its facts counted under *policy*; None: each as the agreement says."""

    policy: ExclusionPolicy | None
    settlement: Settlement

    def kronor(self, recipient: str) -> Kronor | None:
        """What *recipient* gets; None while undetermined."""
        [payout] = [one for one in self.settlement.payouts if one.recipient == recipient]
        return payout.kronor


def under_policy(agreement: Agreement, name: str) -> tuple[str, ...]:
    """The changes that have every counted fact of *agreement* counted under the policy *name*.

    NotFound for a policy that does not exist; WrongUse when the agreement has no fact that one could change.
    """
    chosen = policy(name)
    known, stated = measures(), agreement.words.facts
    facts = [fact for fact, words in stated.items() if _counted(words.measure, words.policy, known)]
    if not facts:
        raise WrongUse(
            Text(
                f"{agreement.name} har ingen uppgift som beror på vilka som räknas bort",
                f"{agreement.name} has no fact that depends on who is left out",
            )
        )
    return tuple(f"facts.{fact}.policy={chosen.id}" for fact in facts)


def allowed_policies(agreement: Agreement) -> tuple[str, ...]:
    """The policies that every counted fact of *agreement* may be counted under."""
    known = measures()
    named = {
        measure
        for fact in agreement.words.facts.values()
        if _counted(fact.measure, fact.policy, known)
        for measure in _measures(fact.measure)
    }
    return tuple(
        name
        for name in policies()
        if named and all(name in known[one].file.policies.allowed for one in named)
    )


def settle_under_policies(
    agreement: str,
    store: Store,
    fact_files: Iterable[Path] = (),
    as_of: date | None = None,
    *,
    variant: str | None = None,
    changes: Iterable[str] = (),
    names: Sequence[str] = (),
) -> tuple[UnderPolicy, ...]:
    """*agreement* settled from *store* as it stands, and then under each of the policies *names*.

    Without names: under every policy that its measures allow. `variant` and `changes` hold for all of them.
    Errors as `settle_agreement`.
    """
    chosen, files, always = load(agreement, on=as_of, variant=variant), tuple(fact_files), tuple(changes)

    def settled(more: tuple[str, ...]) -> Settlement:
        return settle_agreement(
            agreement, files, as_of=as_of, variant=variant, changes=(*always, *more), store=store
        )

    asked = [(policy(name), under_policy(chosen, name)) for name in (names or allowed_policies(chosen))]
    if not asked:
        under_policy(chosen, next(iter(policies())))
    own = UnderPolicy(None, settled(()))
    return (own, *(UnderPolicy(one, settled(more)) for one, more in asked))


def _measures(measure: object) -> tuple[str, ...]:
    """The measures that a fact names: one, or one for each kind of part."""
    return tuple(measure.values()) if isinstance(measure, dict) else (str(measure),)


def _counted(measure: object, own: object, known: Collection[str]) -> bool:
    """Whether the fact is counted from contacts, under a policy that the agreement names."""
    return own is not None and all(one in known for one in _measures(measure))
