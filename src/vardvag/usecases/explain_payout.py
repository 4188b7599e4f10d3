"""Explain a payout: why one recipient got what it got under an agreement, down to the cell and the source."""

from __future__ import annotations

from vardvag.agreements.explanation import Explanation
from vardvag.agreements.model import SKR
from vardvag.agreements.settle import Payout, Settlement
from vardvag.base.errors import NotFound
from vardvag.base.regions import REGIONS, by_name


def explain_payout(settlement: Settlement, recipient: str) -> Explanation:
    """Why *recipient* (a code, `08`, a name, `Region Kalmar län`, or `SKR`) got what it got.

    NotFound as `payout_of`.
    """
    return payout_of(settlement, recipient).explanation()


def payout_of(settlement: Settlement, recipient: str) -> Payout:
    """The payout of *recipient* by code or name.

    NotFound when there is no such region, or the agreement has none.
    """
    codes = {region.code for region in REGIONS}
    if recipient.upper() == SKR:
        return settlement.payout(SKR)
    if recipient in codes:
        return settlement.payout(recipient)
    try:
        return settlement.payout(by_name(recipient).code)
    except NotFound as problem:
        if recipient.isdigit():
            raise NotFound("region", recipient, codes) from problem
        raise
