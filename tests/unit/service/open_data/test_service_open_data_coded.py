"""What dimensions and values are called to others: PxWeb's habits, and codes that an address can hold."""

from __future__ import annotations

import pytest

from open_data_table import TABLE
from vardvag.base.texts import Text
from vardvag.service.open_data.coded import time_code, time_unit, variables
from vardvag.service.open_data.said import decimal, scaled
from vardvag.service.open_data.selecting import by_default, select, split, whole
from vardvag.statistics.open_table import Dimension, OpenTable, Role
from vardvag.statistics.published_table import published_tables
from vardvag.usecases.open_tables import open_published


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2019-10", "2019M10"),
        ("2017-10-31", "2017M10D31"),
        ("2017-spring", "2017H1"),
        ("2016-autumn", "2016H2"),
        ("2020-Q3", "2020K3"),
        ("2020-W07", "2020V07"),
        ("2019", "2019"),
        ("XXXX-03", "XXXX-03"),
    ],
)
def test_a_period_is_written_as_pxweb_writes_it(period: str, code: str) -> None:
    assert time_code(period) == code


def test_the_variables_of_a_table() -> None:
    found = variables(TABLE)
    assert [one.code for one in found] == ["Policy", "Region", "ContentsCode", "Tid"]
    assert [one.whole for one in found] == [None, "00", None, None]
    assert [one.default for one in found] == ["nobody", "00", "waiting", "2019M10"]
    assert time_unit(TABLE) == "Monthly"


def with_units(*names: str) -> OpenTable:
    """A table with these values of a dimension of its own."""
    unit = Dimension("care_unit", Text("enhet", "unit"), Role.OTHER, {one: Text(one, one) for one in names})
    times = TABLE.dimensions[-1]
    return OpenTable("t", TABLE.title, TABLE.title, TABLE.title, (unit, times), {}, {}, (), None, "1")


def test_every_value_has_a_code_of_its_own_that_an_address_can_hold() -> None:
    unit, _ = variables(with_units("Höga, Kusten", "Hoga Kusten", "Hoga-Kusten", "–", "a"))
    assert unit.code == "CareUnit"
    assert list(unit.own) == ["Hoga-Kusten", "Hoga-Kusten-2", "Hoga-Kusten-3", "value", "a"]
    assert [unit.outer[own] for own in unit.own.values()] == list(unit.own)


def test_a_list_is_split_outside_parentheses() -> None:
    assert split("14, range(01,04),top(2,1),") == ["14", "range(01,04)", "top(2,1)"]


def test_the_same_selection_has_the_same_key() -> None:
    asked = {
        "Policy": ["nobody"],
        "region": ["*"],
        "ContentsCode": ["waiting", "within_90"],
        "Tid": ["top(1)"],
    }
    assert select(TABLE, asked).key == by_default(TABLE).key
    assert whole(TABLE).cells == 24


def test_every_published_figure_is_written_with_the_digits_that_were_printed() -> None:
    for table in published_tables().values():
        for cell in open_published(table).cells.values():
            assert cell.printed() == (None if cell.number is None else str(decimal(cell)))
            if cell.number is not None:
                assert scaled(cell.number)[1] == len((cell.printed() or "").partition(".")[2])
