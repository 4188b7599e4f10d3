"""`vardvag publish`: what anybody may see of a store, its revisions, and that a second time is no news."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.cli import application
from vardvag.events.model import Contact, Deviation
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import OpenTable
from vardvag.usecases.count_measure import count_measure
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.open_tables import open_table, open_tables
from vardvag.usecases.public_cells import statistics_of
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

SEPTEMBER = Month(2019, 9)
MEASURE = "waiting-operation-within-90"
OCTOBER, NOVEMBER = date(2019, 10, 20), date(2019, 11, 20)


def waited(number: int, days: int, place: str = "08", **more: object) -> Contact:
    return waiting_contact(SEPTEMBER, number, SEPTEMBER.last_day - timedelta(days=days), place, **more)


def received(day: date) -> Moment:
    return Moment.of(datetime(day.year, day.month, day.day, 6))


def many(place: str, number: int, first: int) -> list[Contact]:
    """As many within 60 days, within 90 and over, under each deviation code: nobody of them is few."""
    codes = list(Deviation)
    return [
        waited(first + n, (10, 80, 120)[n % 3], place, deviation=codes[n // 3 % 4]) for n in range(number)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Kalmar and Kronoberg with many, Gotland with three; Blekinge sends its own a month late."""
    store = Store(tmp_path / "store")
    small = [waited(9000 + n, 20, "09") for n in range(3)]
    receive(store, [*many("08", 120, 0), *many("07", 240, 1000), *small], received_at=received(OCTOBER))
    receive(store, many("10", 180, 2000), received_at=received(NOVEMBER))
    return store


def publish(store: Store, data: Path, day: date, *more: str) -> Result:
    where = ["publish", "--store", str(store.path), "--data", str(data), "--from", "2019-09"]
    return CliRunner().invoke(application, [*where, "--as-known", str(day), "--format", "json", *more])


def table(data: Path) -> OpenTable:
    return open_table(MEASURE, data)


def test_what_is_published_is_what_is_counted(store: Store, tmp_path: Path) -> None:
    told = json.loads(publish(store, tmp_path, NOVEMBER).output)["rows"]
    assert {row["measure"] for row in told} >= {MEASURE, "done-operation-within-60"}
    shown = table(tmp_path)
    for policy in ("nobody", "pvv", "pvv-over-limit", "pvv-mov"):
        counted = {
            cell.key.place: cell.value
            for cell in count_measure(store, MEASURE, first=SEPTEMBER, last=SEPTEMBER, policy=policy)
        }
        for place in ("07", "10", "SE"):
            cell = shown.cell(place=place, policy=policy, content="within")
            if cell.status is Shown.REPORTED:
                assert cell.number == counted[place].numerator  # type: ignore[union-attr]
        kronoberg = shown.cell(place="07", policy=policy, content="counted")
        assert kronoberg.number == counted["07"].denominator  # type: ignore[union-attr]
    assert shown.cell(place="07", content="share").printed() == "67"
    assert shown.cell(place="07", content="days-0-30").number == 60
    assert shown.cell(place="07", content="median").number == 80


def test_few_are_hidden_and_who_has_not_reported_is_missing(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path, NOVEMBER)
    shown = table(tmp_path)
    gotland = [shown.cell(place="09", content=content) for content in shown.contents]
    assert {cell.status for cell in gotland} == {Shown.SUPPRESSED}
    assert shown.cell(place="01", content="share").status is Shown.MISSING
    assert "4 av 21 regioner" in str(shown.cell(place="SE", content="share").source.section)


def test_bands_are_told_under_one_policy_alone(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path, NOVEMBER)
    shown = table(tmp_path)
    assert shown.cell(place="07", policy="pvv", content="days-91-120").status is Shown.REPORTED
    assert shown.cell(place="07", policy="nobody", content="days-91-120").status is Shown.SUPPRESSED


def test_a_second_time_is_no_news_and_a_late_region_is_a_revision(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path, OCTOBER)
    first = table(tmp_path)
    again = json.loads(publish(store, tmp_path, OCTOBER).output)["rows"]
    assert {(row["new"], row["changed"]) for row in again} == {(0, 0)}
    assert table(tmp_path).version == first.version
    publish(store, tmp_path, NOVEMBER)
    later = table(tmp_path)
    blekinge = later.cell(place="10", content="counted")
    assert (blekinge.number, blekinge.as_known) == (135, NOVEMBER)
    assert [(one.status, one.as_known) for one in blekinge.earlier] == [(Shown.MISSING, OCTOBER)]
    country = later.cell(place="SE", content="counted")
    assert [one.number for one in country.earlier] == [first.cell(place="SE", content="counted").number]
    kronoberg = later.cell(place="07", content="counted")
    assert (kronoberg.earlier, kronoberg.as_known) == ((), OCTOBER)
    assert later.version != first.version


def test_a_month_is_kept_as_it_was_when_a_late_few_would_show(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    receive(store, [*many("08", 120, 0), *many("07", 240, 1000)], received_at=received(OCTOBER))
    receive(store, [waited(9000 + n, 20, "09") for n in range(3)], received_at=received(NOVEMBER))
    publish(store, tmp_path, OCTOBER)
    before = table(tmp_path)
    told = {row["measure"]: row for row in json.loads(publish(store, tmp_path, NOVEMBER).output)["rows"]}
    after = table(tmp_path)
    country = after.cell(place="SE", content="counted")
    hidden = country.status is Shown.SUPPRESSED
    assert hidden or told[MEASURE]["kept_back"] == "2019-09"
    assert hidden or country.number == before.cell(place="SE", content="counted").number


def test_a_measure_published_alone_is_hidden_as_beside_its_family(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    # Within 90 days nobody is few; those within 60 are, and their share is another measure's.
    kalmar = [waited(n, days) for n, days in enumerate([20] * 3 + [80] * 30 + [120] * 30)]
    receive(store, [*kalmar, *many("07", 240, 1000), *many("10", 180, 2000)], received_at=received(OCTOBER))
    told = json.loads(publish(store, tmp_path, OCTOBER, "--measure", MEASURE).output)["rows"]
    assert [row["measure"] for row in told] == [MEASURE]
    assert list(statistics_of(tmp_path).glob("*.parquet")) == [statistics_of(tmp_path) / f"{MEASURE}.parquet"]
    assert table(tmp_path).cell(place="08", content="within").status is Shown.SUPPRESSED


def test_a_wrong_question_is_told(store: Store, tmp_path: Path) -> None:
    wrong = publish(store, tmp_path, NOVEMBER, "--to", "2019-13")
    assert (wrong.exit_code, "2019-13" in wrong.output) == (2, True)
    nothing = publish(Store(tmp_path / "none"), tmp_path, NOVEMBER)
    assert nothing.exit_code == 3
    backwards = publish(store, tmp_path, NOVEMBER, "--to", "2019-08")
    assert backwards.exit_code == 2


def test_what_was_known_earlier_is_not_published_over_what_is_known_now(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path, NOVEMBER)
    before = table(tmp_path).version
    earlier = publish(store, tmp_path, OCTOBER)
    assert (earlier.exit_code, str(NOVEMBER) in earlier.output) == (2, True)
    assert table(tmp_path).version == before


def test_a_damaged_file_is_told_and_not_taken_for_nothing(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path, NOVEMBER)
    file = statistics_of(tmp_path) / f"{MEASURE}.parquet"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(BadInput):
        open_tables(tmp_path)
    assert publish(store, tmp_path, NOVEMBER).exit_code == 3
