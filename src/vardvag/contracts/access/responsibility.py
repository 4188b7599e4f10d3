"""Responsibility stays with the source: lag (2022:913) 4 kap. 1 and 6 §§.

Each caregiver and omsorgsgivare is the controller of what it documents, also when others may read it, and
only the one responsible has the duty to preserve it. So what is here from others is a copy with its source
and a last moment; it is edited at its source, and it is thrown away, not kept. Here does not belong how
long the one responsible keeps a record (`contracts.retention`).
"""

from __future__ import annotations

from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.items import ItemFacts
from vardvag.contracts.access.law import SVOD
from vardvag.contracts.access.provider import Provider

CONTROLLER = f"{SVOD} 4 kap. 1 §"
PRESERVATION = f"{SVOD} 4 kap. 6 §"


def may_edit(editor: Provider | None, item: ItemFacts) -> Decision:
    """Whether a provider may change an item: only the one responsible for it."""
    if editor == item.provider:
        return permit(
            "responsibility.own",
            CONTROLLER,
            "Uppgiften är din vårdgivares egen.",
            "The data are your own provider's.",
        )
    return refuse(
        "responsibility.another",
        CONTROLLER,
        "Uppgiften ändras hos den som ansvarar för den.",
        "The data are changed by whoever is responsible for them.",
    )


def must_preserve(holder: Provider, item: ItemFacts) -> bool:
    """Whether a provider that holds an item has the duty to preserve it: only the one responsible."""
    return holder == item.provider


def copy_stands(read_until: Moment | None, now: Moment) -> bool:
    """Whether a copy from another provider may still be shown; one without a last moment may not."""
    return read_until is not None and now < read_until
