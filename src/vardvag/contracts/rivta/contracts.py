"""The service contracts that are spoken here, by name. Here does not belong any one of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_managers,
    get_care_plans,
    get_request_activities,
    get_subject_of_care_schedule,
)
from vardvag.contracts.rivta.contract import Contract

CONTRACTS: MappingProxyType[str, Contract[Any, Any]] = MappingProxyType(
    {
        module.CONTRACT.name: module.CONTRACT
        for module in (
            get_care_managers,
            get_care_plans,
            get_care_contacts,
            get_subject_of_care_schedule,
            get_request_activities,
        )
    }
)
"""In the order a plan is put together: whom to ask, plans, what was done, what is booked, referrals."""
