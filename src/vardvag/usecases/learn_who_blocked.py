"""Know who has blocked, in an emergency: lag (2022:913) 3 kap. 5 § first paragraph.

An act of its own with its own rows in the log: one for the act, and one for each caregiver it names. Here
does not belong asking them to lift it (`ask_to_lift`), nor reading: blocked data are never read.
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action, Emergency
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.usecases.in_emergency import BLOCKED, Providers, act, told
from vardvag.usecases.show_plan import Denied


def learn_who_blocked(
    store: PlanStore, actor: Actor, plan_id: PlanId, stated: Emergency, now: Moment
) -> Providers | Denied:
    """The caregivers that have blocked data, or Denied. *stated* is hers to stand for."""
    acted = act(store, actor, plan_id, Action.LEARN_WHO_BLOCKED, stated, now)
    if acted is None:
        return Denied()
    return told(store, actor, plan_id, Action.LEARN_WHO_BLOCKED, now, acted, BLOCKED)
