"""What of each payout is for something: an earmark divided as its pot was.

Here does not belong what must be reported on its use (the agreement's file says it).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.agreements.model import Earmark
from vardvag.agreements.trace import PartResult
from vardvag.base.apportion import apportion
from vardvag.base.kronor import Kronor

_REST = ""
"""Stands for what of the pot is not paid: it keeps its part of the earmark."""


def earmarked(earmark: Earmark, result: PartResult) -> Mapping[str, Kronor]:
    """Each recipient's kronor of *earmark*, in proportion to what it gets of the pot.

    For a pot settled as one part. Who is undetermined is absent.
    """
    paid = {who: share for who, share in result.shares.items() if share is not None}
    weights = paid | {_REST: int(result.part.amount) - sum(paid.values())}
    if not any(weights.values()):
        return {}
    split = apportion(int(earmark.amount), weights)
    return {who: Kronor(split[who]) for who in paid}
