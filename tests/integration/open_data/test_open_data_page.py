"""The page that tells people of the open data: every table, every form, every address, no script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from vardvag.service.open_data.openapi import ADDRESSES
from vardvag.usecases.open_tables import open_tables


@pytest.fixture
def client(public_data: Path) -> Any:
    """The tables that are held, and no other."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)


@pytest.mark.parametrize(
    ("where", "title"), [("/oppna-data/", "Öppna data"), ("/en/oppna-data/", "Open data")]
)
def test_every_table_and_address_is_on_it(client: Any, public_data: Path, where: str, title: str) -> None:
    page = client.get(where).content.decode()
    assert f"<h1>{title}</h1>" in page
    assert "<script" not in page
    links = re.findall(r'href="([^"]+)"', page)
    for name in open_tables(public_data):
        for ending in ("json", "csv", "sv.csv", "xlsx", "parquet"):
            assert any(one.startswith(f"/open-data/{name}.{ending}?lang=") for one in links), (name, ending)
    for one in ADDRESSES:
        assert one.path in page or one.path.startswith("/open-data/")
    for link in links:
        if link.startswith(("/open-data/", "/api/", "/dcat")):
            assert client.head(link.replace("&amp;", "&")).status_code == 200, link
