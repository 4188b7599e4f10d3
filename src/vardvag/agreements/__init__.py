"""What it is worth: agreements, settlement with its explanation, receipts, reconciliation.

Sees cells, never people: imports only base. Here does not belong how a share is counted (`statistics`).
The names below are the whole public surface.
"""

from vardvag.agreements.build import parse_agreement, read_agreement
from vardvag.agreements.catalogue import load, names, published_facts
from vardvag.agreements.explanation import Explanation
from vardvag.agreements.facts_file import parse_facts, read_facts, write_facts
from vardvag.agreements.model import Agreement
from vardvag.agreements.receipt import receipt, same_result
from vardvag.agreements.recipients import SKR
from vardvag.agreements.reconcile import reconcile, reproduced
from vardvag.agreements.settle import Payout, Settlement, settle

__all__ = [
    "SKR",
    "Agreement",
    "Explanation",
    "Payout",
    "Settlement",
    "load",
    "names",
    "parse_agreement",
    "parse_facts",
    "published_facts",
    "read_agreement",
    "read_facts",
    "receipt",
    "reconcile",
    "reproduced",
    "same_result",
    "settle",
    "write_facts",
]
