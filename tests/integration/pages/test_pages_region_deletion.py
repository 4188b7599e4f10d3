"""A deletion call on the analyst's page: what it removes is shown first; nobody else's call is touched."""

from __future__ import annotations

import dataclasses
import runpy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

from vardvag.base.moments import Moment
from vardvag.events.formats.riv_ta_1_0 import write_deletion
from vardvag.events.model import Reported
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store

FILE = runpy.run_path(str(Path(__file__).with_name("test_pages_region_file.py")))
data, analyst, MIXED, of, sent, text_of, log_rows = (
    FILE[name] for name in ("data", "analyst", "MIXED", "of", "sent", "text_of", "log_rows")
)
WAITING = [one for one in MIXED if one.started_on is None]


def deletion(tmp_path: Path, call: str) -> Any:
    write_deletion(Reported.WAITING, call, tmp_path / "radera.xml")
    return sent("radera.xml", (tmp_path / "radera.xml").read_bytes())


def store_of(data: Path) -> Store:
    return Store(data / "region" / "warehouse")


def test_a_call_is_named_when_loaded_and_removed_by_that_name(
    analyst: Any, data: Path, tmp_path: Path, log_rows: Any
) -> None:
    analyst.post("/region/fil/", {"file": of(tmp_path, WAITING, "fil.xml", "riv-ta-1.0")})
    analyst.post("/region/fil/lasin/")
    [load] = store_of(data).snapshot().loads
    assert f"Anrop {load.call}" in text_of(analyst.get("/region/fil/inlast/"))

    analyst.post("/region/fil/", {"file": deletion(tmp_path, load.call)})
    page = text_of(analyst.get("/region/fil/granskad/"))
    assert f"Filen ber om att anropet {load.call} tas bort" in page
    assert f"Kontakter som tas bort {len(WAITING)}" in page
    assert "oktober 2019" in page
    assert "Ta bort anropet" in page
    assert "Läs in i lagret" not in page
    assert len(store_of(data).snapshot().loads) == 1

    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/inlast/"
    assert f"Anropet {load.call} är borttaget" in text_of(analyst.get("/region/fil/inlast/"))
    assert f"The call {load.call} is removed" in text_of(analyst.get("/en/region/fil/inlast/"))
    snapshot = store_of(data).snapshot()
    assert [one.sequence for one in snapshot.standing] == [2]
    assert [row.action for row in log_rows()].count("load_file") == 2

    analyst.post("/region/fil/", {"file": deletion(tmp_path, load.call)})
    again = text_of(analyst.get("/region/fil/granskad/"))
    assert "Anropet är redan ersatt" in again
    assert "Ta bort anropet" not in again


def test_another_regions_call_is_as_unknown_as_one_that_is_not_there(
    analyst: Any, data: Path, tmp_path: Path
) -> None:
    theirs = [dataclasses.replace(one, region="12") for one in WAITING]
    at = Moment.of(datetime(2019, 11, 13, 9))
    receive(store_of(data), theirs, received_at=at, call="deras")
    told = {}
    for call in ("deras", "finns-ej"):
        analyst.post("/region/fil/", {"file": deletion(tmp_path, call)})
        page = text_of(analyst.get("/region/fil/granskad/"))
        assert "Inget anrop med det namnet har tagits emot" in page
        assert "Ta bort anropet" not in page
        told[call] = page.replace(call, "?")
        # Nor does sending the form by hand help.
        assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/granskad/"
    assert told["deras"] == told["finns-ej"]
    assert len(store_of(data).snapshot().standing) == 1
    # Nor is it told that theirs has been replaced meanwhile.
    receive(store_of(data), (), received_at=at, call="deras-2", replaces="deras")
    analyst.post("/region/fil/", {"file": deletion(tmp_path, "deras")})
    assert text_of(analyst.get("/region/fil/granskad/")).replace("deras", "?") == told["deras"]


@pytest.mark.parametrize("who", ["patient", "samordnare", "ekonom"])
def test_nobody_else_removes_a_call(data: Path, log_in: Any, tmp_path: Path, who: str) -> None:
    browser = log_in(who)
    assert browser.post("/region/fil/", {"file": deletion(tmp_path, "x")}).status_code == 403
    assert browser.post("/region/fil/lasin/").status_code == 403
