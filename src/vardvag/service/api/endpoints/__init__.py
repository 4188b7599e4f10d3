"""The addresses, by what they do: reading, saying, changing steps, coordinating. The whole table is `TABLE`.

Here belongs what is sent, what is answered and which use-case it is; not any rule.
"""

from __future__ import annotations

from vardvag.service.api.endpoint import Endpoint
from vardvag.service.api.endpoints import (
    access,
    contacts,
    emergencies,
    notices,
    offering,
    reading,
    reviewing,
    saying,
    sips,
    steps,
    times,
    wishes,
)

TABLE: tuple[Endpoint, ...] = (
    *reading.ENDPOINTS,
    *offering.ENDPOINTS,
    *saying.ENDPOINTS,
    *wishes.ENDPOINTS,
    *steps.ENDPOINTS,
    *times.ENDPOINTS,
    *contacts.ENDPOINTS,
    *sips.ENDPOINTS,
    *access.ENDPOINTS,
    *emergencies.ENDPOINTS,
    *notices.ENDPOINTS,
    *reviewing.ENDPOINTS,
)
"""Every address of the API."""
