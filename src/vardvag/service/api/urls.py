"""Where the API lies: outside the language's prefix, since one address answers in both languages.

The addresses are made of the table, so there is none without its checks. Here does not belong the table.
"""

from __future__ import annotations

from itertools import groupby

from django.urls import path

from vardvag.service.api.endpoints import TABLE
from vardvag.service.api.views import description, nothing, view_of

PREFIX = "api/v1/"


def _django(address: str) -> str:
    return PREFIX + address.replace("{", "<str:").replace("}", ">")


_BY_PATH = groupby(sorted(TABLE, key=lambda one: one.path), key=lambda one: one.path)

urlpatterns = [
    *(path(_django(address), view_of(list(found)), name=f"api-{address}") for address, found in _BY_PATH),
    path(PREFIX + "openapi.json", description),
    path("api/<path:rest>", nothing),
]
