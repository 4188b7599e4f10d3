"""`vardvag clocks` of every format, `--worklist` and `--key`; `vardvag check --first` and `--schema`."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from vardvag.base.errors import BadInput, WrongUse
from vardvag.cli import application
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.care_events import EVENT_ATTRIBUTES
from vardvag.usecases.list_clocks import list_clocks

DAY = "2019-10-31"

EVENTS = """event_id,pathway,kind,phase,on,at,for_day,unit,source,recorded_at,received_at,supersedes
1,way-1,decision,2,2019-06-01,,,SE2321000073-U1,test,2019-06-01T08:00:00+02:00,,
2,way-1,medical_hold_begun,2,2019-06-11,,,SE2321000073-U1,test,2019-06-11T08:00:00+02:00,,
3,way-1,medical_hold_ended,2,2019-06-21,,,SE2321000073-U1,test,2019-06-21T08:00:00+02:00,,
4,way-1,informed,2,2019-09-12,,,SE2321000073-U1,test,2019-09-12T08:00:00+02:00,,
5,way-2,decision,2,2019-08-05,,,SE2321000073-U1,test,2019-08-05T08:00:00+02:00,,
6,way-2,booked,2,2019-10-01,,2019-12-01,SE2321000073-U1,test,2019-10-01T08:00:00+02:00,,
8,way-2,booked,2,2019-10-10,,2019-11-20,SE2321000073-U1,test,2019-10-10T08:00:00+02:00,,
7,way-3,offer_made,2,2019-08-05,,,SE2321000073-U1,test,2019-08-05T08:00:00+02:00,,
"""


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(application, list(map(str, words)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows_of(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A synthetic region in every kind of row."""
    told = run(
        *("synth", "--contacts", "120", "--seed", "3", "--regions", "08", "--out", tmp_path / "land.csv"),
        *("--events", tmp_path / "events.csv", "--primary-care", tmp_path / "pv.csv"),
    )
    assert told.exit_code == 0, told.output
    return tmp_path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "handelser.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(("file", "most"), [("land.csv", 1), ("pv.csv", 2), ("events.csv", 2)])
def test_every_kind_of_row_has_clocks(made: Path, file: str, most: int) -> None:
    rows = rows_of(run("clocks", made / file, "--format", "csv", "--as-of", DAY))
    assert rows
    names = [row["contact_id"] for row in rows]
    assert names == sorted(names)
    assert max(names.count(name) for name in names) == most
    for row in rows:
        assert bool(row["overdue_from"]) is (row["certainty"] != "obestämd")
        assert bool(row["missing"]) <= bool(row["reason"])


def test_an_undetermined_clock_says_what_is_missing(events: Path) -> None:
    rows = rows_of(run("clocks", events, "--format", "csv", "--as-of", DAY))
    [lacking] = [row for row in rows if row["contact_id"] == "way-3"]
    assert lacking["certainty"] == "obestämd"
    assert lacking["missing"] == "vårdgivaren beslutar om vården"
    [english] = [
        row
        for row in rows_of(run("clocks", events, "--format", "csv", "--as-of", DAY, "--language", "en"))
        if row["contact_id"] == "way-3"
    ]
    assert english["missing"] == "caregiver decides on the care"


def test_the_worklist_of_events_knows_pauses_bookings_and_what_was_done(events: Path) -> None:
    result = run("clocks", events, "--worklist", "--as-of", DAY, "--format", "csv")
    first, second, last = rows_of(result)
    # 90 days from 1 June and ten days of a medical hold: the last day is 9 September, not 30 August.
    assert (first["contact_id"], first["state"], first["last_day"], first["days_left"]) == (
        *("way-1", "passerad", "2019-09-09", "-52"),
    )
    assert first["obliged_by"] == "HSL (2017:30) 9 kap. 2 §"
    assert first["done"] == "Informera patienten om vårdgarantin 2019-09-12"
    assert "Informera" not in first["to_do"]
    assert "Söka efter en annan vårdgivare (enligt SKR)" in first["to_do"]
    # The latest booking counts, not the earlier one of a later day.
    assert (second["state"], second["booked_for"]) == ("passeras snart", "2019-11-20")
    assert (last["contact_id"], last["state"], last["days_left"]) == ("way-3", "kan inte sägas", "")
    assert "passerad 1, kan vara passerad 0, passeras snart 1, inom 0, kan inte sägas 1" in result.stderr


def test_events_are_asked_as_of_the_day(events: Path) -> None:
    assert {one.clock.pathway for one in list_clocks(events, as_of=date(2019, 7, 1)).listed} == {"way-1"}
    assert len(list_clocks(events, as_of=date(2019, 10, 31)).listed) == 3


def test_a_pathway_with_a_row_that_was_not_accepted_has_no_clock(tmp_path: Path) -> None:
    path = tmp_path / "handelser.csv"
    # The end of the hold is refused: without it the pause would run on, and the clock be wrong.
    path.write_text(EVENTS.replace("medical_hold_ended", "hold_over"), encoding="utf-8")
    found = list_clocks(path, as_of=date(2019, 10, 31))
    assert found.left_out == ("way-1",)
    assert [one.clock.pathway for one in found.listed] == ["way-2", "way-3"]
    result = run("clocks", path, "--worklist", "--as-of", DAY, "--format", "csv")
    assert result.exit_code == 1
    assert "1 vårdkedjor har en rad som inte godtogs" in result.stderr


def never_assessed(path: Path) -> None:
    """The first contact that an assessment was needed for, and made, waits for it still."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    needed, assessed = (header.split(",").index(name) for name in ("BedomningBehovs", "Bedomning"))
    at = next(n for n, line in enumerate(lines) if line.split(",")[needed] == "1")
    cells = lines[at].split(",")
    assert cells[assessed]
    cells[assessed] = ""
    lines[at] = ",".join(cells)
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


def test_primary_care_lists_its_latest_and_says_that_the_duty_is_another(made: Path) -> None:
    never_assessed(made / "pv.csv")
    result = run("clocks", made / "pv.csv", "--worklist", "--as-of", DAY, "--format", "csv")
    rows = rows_of(result)
    over = [row for row in rows if row["state"] == "passerad"]
    assert over
    assert {row["obliged_by"] for row in over} == {"HSL 9 kap. 2 § gäller inte primärvårdens gränser"}
    assert {row["to_do"] for row in rows} == {""}
    lines = (made / "pv.csv").read_text(encoding="utf-8").splitlines()
    name, month = (lines[0].split(",").index(key) for key in ("VardkontaktId", "DatatGallerFor"))
    cells = lines[1].split(",")
    replacing = [*cells]
    replacing[name], replacing[lines[0].split(",").index("ErsattningsId")] = "new-1", cells[name]
    (made / "pv.csv").write_text("\n".join([*lines, ",".join(replacing)]) + "\n", encoding="utf-8")
    names = {one.clock.pathway for one in list_clocks(made / "pv.csv").listed}
    assert "new-1" in names
    assert cells[name] not in names
    assert month >= 0


def test_a_mapped_export_has_a_worklist(made: Path) -> None:
    lines = (made / "land.csv").read_text(encoding="utf-8").splitlines()
    names = lines[0].split(",")
    (made / "uttag.csv").write_text(
        "\n".join([",".join(f"k_{name}" for name in names), *lines[1:]]) + "\n", encoding="utf-8"
    )
    attributes = "".join(f"  {name}: {{column: k_{name}}}\n" for name in names if name in ATTRIBUTES)
    (made / "uttag.yaml").write_text(
        "name: uttag-1\ntitle: {sv: Uttag, en: Extract}\nmodel: skr-1.1\nattributes:\n" + attributes,
        encoding="utf-8",
    )
    arguments = ("--worklist", "--as-of", DAY, "--format", "csv")
    mapped = run("clocks", made / "uttag.csv", "--mapping", made / "uttag.yaml", *arguments)
    assert mapped.exit_code == 0, mapped.output
    assert mapped.stdout == run("clocks", made / "land.csv", *arguments).stdout
    assert len(rows_of(mapped)) > 1


def test_due_within_says_how_soon_soon_is(made: Path) -> None:
    def soon(*more: str) -> int:
        told = run("clocks", made / "land.csv", "--worklist", "--as-of", DAY, "--format", "csv", *more)
        return sum(row["state"] == "passeras snart" for row in rows_of(told))

    assert soon("--due-within", "0") <= soon() < soon("--due-within", "60")
    assert soon() == soon("--due-within", "14")


def test_the_worklist_counts_every_clock_once(made: Path) -> None:
    told = run("clocks", made / "land.csv", "--worklist", "--as-of", DAY, "--format", "json")
    document: dict[str, Any] = json.loads(told.stdout)
    listed, left = len(document["rows"]), document["notes"][1]
    not_covered, ended = (int(word) for word in left.split() if word.isdigit())
    assert listed + not_covered + ended == 120
    assert document["rows"][0]["days_left"] < 0


def test_a_key_is_joined_in_every_form_and_says_so(made: Path) -> None:
    listed = rows_of(run("clocks", made / "land.csv", "--worklist", "--as-of", DAY, "--format", "csv"))
    key = made / "nyckel.csv"
    key.write_text(
        f"VardkontaktId;Namn;Telefon\n{listed[0]['contact_id']};Alva Exempel;070-0\n", encoding="utf-8"
    )
    words = ("clocks", made / "land.csv", "--worklist", "--as-of", DAY, "--key", key, "--format")
    joined = run(*words, "csv")
    first, second, *_rest = rows_of(joined)
    assert (first["own.Namn"], first["own.Telefon"], second["own.Namn"]) == ("Alva Exempel", "070-0", "")
    assert f"{len(listed) - 1} kontakter står inte i den" in joined.stderr
    assert list(first)[:3] == ["contact_id", "own.Namn", "own.Telefon"]
    assert "Alva Exempel" in run(*words, "table").stdout
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(run(*words, "xlsx").stdout_bytes)).get_sheet_by_index(0)
    assert sheet.to_python()[1][1] == "Alva Exempel"
    plain = run("clocks", made / "land.csv", "--key", key, "--format", "csv")
    assert "Alva Exempel" in plain.stdout


def test_a_key_with_faults_ends_with_3_and_prints_no_list(made: Path) -> None:
    key = made / "nyckel.csv"
    key.write_text("VardkontaktId;Namn\nk-1;Alva\n;Bo\nk-1;Cia\n", encoding="utf-8")
    result = run("clocks", made / "land.csv", "--key", key)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "nyckel.csv, rad 3" in result.stderr
    assert "nyckel.csv, rad 4" in result.stderr
    assert not {"Alva", "Bo", "Cia"} & set(result.stderr.replace("'", " ").split())
    assert run("clocks", made / "land.csv", "--key", made / "finns-inte.csv").exit_code == 3


def test_what_is_about_no_wait_is_told(tmp_path: Path) -> None:
    path = tmp_path / "diagnoser.csv"
    path.write_text(
        "DatatGallerFor,Regionkod,VardkontaktId,Diagnos,DiagnosTyp,ErsattningsId\n2019-10,24,k-1,H25,1,\n",
        encoding="utf-8",
    )
    with pytest.raises((WrongUse, BadInput)) as refused:
        list_clocks(path, "skr-1.1-attached")
    assert "diagnoser" in refused.value.text.sv


def test_only_the_first_findings_are_shown_and_the_code_is_the_same(made: Path) -> None:
    lines = (made / "land.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("Fas")
    broken = [line.split(",") for line in lines[1:]]
    for cells in broken[:9]:
        cells[place] = "7"
    (made / "fel.csv").write_text("\n".join([lines[0], *map(",".join, broken)]) + "\n", encoding="utf-8")
    whole = run("check", made / "fel.csv", "--format", "json")
    few = run("check", made / "fel.csv", "--format", "json", "--first", "3")
    assert (whole.exit_code, few.exit_code) == (1, 1)
    everything = json.loads(whole.stdout)["rows"]
    document = json.loads(few.stdout)
    assert document["rows"] == everything[:3]
    assert document["notes"][-1] == f"De 3 första av {len(everything)} fynd visas."
    assert run("check", made / "land.csv", "--first", "3").exit_code == 0
    assert run("check", made / "land.csv", "--first", "0").exit_code == 2
    wide = json.loads(run("check", made / "fel.csv", "--format", "json", "--first", "5000").stdout)
    assert wide["rows"] == everything


def test_more_findings_of_one_rule_than_are_kept_are_shown_when_asked_for(made: Path) -> None:
    lines = (made / "land.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("Fas")
    cells = [line.split(",") for line in lines[1:]]
    for row in cells:
        row[place] = "7"
    (made / "fel.csv").write_text("\n".join([lines[0], *map(",".join, cells)]) + "\n", encoding="utf-8")
    rows = json.loads(run("check", made / "fel.csv", "--first", "150", "--format", "json").stdout)["rows"]
    assert [row["rule"] for row in rows].count("code") > 100


def test_the_schema_of_a_format_is_printed_and_nothing_is_checked() -> None:
    national = json.loads(run("check", "--schema").stdout)
    assert [field["name"] for field in national["fields"]] == list(ATTRIBUTES)
    events = json.loads(run("check", "--schema", "--contact-format", "events-1").stdout)
    assert (events["name"], [field["name"] for field in events["fields"]]) == (
        "events-1",
        [*EVENT_ATTRIBUTES],
    )
    [on] = [field for field in events["fields"] if field["name"] == "on"]
    assert on["constraints"]["pattern"].startswith(r"^(\d{4}-")
    assert run("check", "--schema", "--contact-format", "events-2").exit_code == 2


def test_a_schema_is_a_valid_one_and_accepts_what_we_write(made: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="install the dependency group test")
    for name, file in (("events-1", "events.csv"), ("primary-care-1", "pv.csv")):
        schema = json.loads(run("check", "--schema", "--contact-format", name).stdout)
        resource = frictionless.Resource(
            path=file, basepath=str(made), schema=frictionless.Schema.from_descriptor(schema)
        )
        assert resource.validate().valid, resource.validate().flatten(["rowNumber", "fieldName", "note"])[:5]


def test_files_or_a_schema_not_both_and_not_neither(made: Path) -> None:
    assert run("check").exit_code == 2
    assert run("check", "--schema", made / "land.csv").exit_code == 2
    (made / "m.yaml").write_text(
        "name: uttag-1\ntitle: {sv: U, en: E}\nmodel: events-1\nattributes:\n"
        + "".join(
            f"  {name}: {{column: {name}}}\n"
            for name in ("event_id", "pathway", "kind", "phase", "unit", "source", "recorded_at")
        ),
        encoding="utf-8",
    )
    told = run("check", "--schema", "--mapping", made / "m.yaml")
    assert told.exit_code == 2
    assert "exportens egna" in told.stderr
