"""How many published amounts we compute to the same krona, for the start page and the catalogue."""

from __future__ import annotations

import functools

from vardvag.usecases.reconcile_agreements import Reconciliation, reconcile_agreements


@functools.cache
def reconciliation() -> Reconciliation:
    """The comparison of everything published; made once, from files that come with Vårdväg."""
    return reconcile_agreements()
