"""The referral's id on what follows the first contact, so that the contacts of a pathway can be linked.

A made-up country has it on first contacts alone, because no source we know says how often regions send it on
what comes after. Whoever needs linked contacts says for which share of the pathways. Nothing else of the
country changes with it.

Here does not belong what is counted of linked contacts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vardvag.events.model import Contact, Phase
from vardvag.events.synth.pathways import Pathway
from vardvag.events.synth.rows import referral_id


def with_referral(pathway: Pathway, rows: Iterable[Contact], share: float) -> Iterator[Contact]:
    """*rows* of a pathway, with the id of its referral on each when it is among the *share* that is linked.

    A pathway that began with the patient's own request, or as an emergency, has no referral.
    """
    begins = pathway.steps[0]
    referred = begins.phase is Phase.FIRST_CONTACT and not begins.own_request
    linked = referred and random.Random(f"{pathway.pathway_id} linked").random() < share
    for row in rows:
        if linked and row.phase is not Phase.FIRST_CONTACT:
            yield replace(row, details=replace(row.details, referral_id=referral_id(pathway)))
        else:
            yield row
