"""A year's agreements side by side: whose money, of which year, and what is never added to what."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.agreements import parse_agreement, settle
from vardvag.agreements.catalogue import of_year, years
from vardvag.agreements.model import Agreement
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.usecases import show_year as asked
from vardvag.usecases.show_settlement import ShownSettlement
from vardvag.usecases.show_year import ShownYear, YearRow, show_year

NOWHERE = Path("/nowhere/cells.csv")
SEVERAL_YEARS = """
agreement: flera-ar
title: {sv: Flera år, en: Several years}
parties: [{sv: Staten, en: The State}, {sv: SKR, en: SKR}]
status: ended
years: [2030, 2031, 2032]
about: {sv: Påhittat., en: Invented.}
announced: {amount: 1 mdkr, rounded: true, source: x}
sum: {amount: 1 000 kr, source: x}
pots:
  - pot: first
    title: {sv: Första, en: First}
    amount: 210 kr
    year: 2030
    recipients: regions
    source: x
    key: {equal: true, source: x}
  - pot: second
    title: {sv: Andra, en: Second}
    amount: 500 kr
    year: 2031
    recipients: ["08", "13"]
    barred: {recipients: ["13"], source: x}
    source: x
    key: {equal: true, source: x}
  - pot: third
    title: {sv: Tredje, en: Third}
    amount: 290 kr
    year: 2031
    recipients: not-public
    source: x
sources:
  x: {title: Påhittat, section: hela}
"""


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """An invented agreement over three years is the only one."""
    agreement = parse_agreement(SEVERAL_YEARS, Path("flera-ar.yaml"))
    shown = ShownSettlement(settle(agreement), False, (), "")
    monkeypatch.setattr(asked, "years", lambda: (2032, 2031, 2030))
    monkeypatch.setattr(asked, "of_year", lambda year: (agreement,))
    monkeypatch.setattr(asked, "show_settlement", lambda name, cells: shown)
    return agreement


def only(shown: ShownYear) -> YearRow:
    [row] = shown.rows
    return row


def test_only_the_money_of_the_year_is_counted(several: Agreement) -> None:
    first, second = (only(show_year(year, NOWHERE)) for year in (2030, 2031))
    assert (first.decided, first.earned, first.undetermined) == (Kronor(210), Kronor(210), None)
    assert (second.decided, second.earned) == (Kronor(790), Kronor(500))
    assert not first.whole


def test_a_year_without_money_of_its_own_has_no_row(several: Agreement) -> None:
    shown = show_year(2032, NOWHERE)
    assert (shown.rows, shown.without_money) == ((), (several,))
    assert (shown.decided, shown.complete) == (Kronor(0), True)


def test_a_pot_for_nobody_known_is_undetermined_for_all_it_may_be_for(several: Agreement) -> None:
    country, region = show_year(2031, NOWHERE), show_year(2031, NOWHERE, "01")
    waiting = only(country).undetermined
    assert waiting is not None
    assert (waiting.kronor, [title.sv for title in waiting.unknown]) == (Kronor(290), ["Tredje"])
    assert (country.earned, country.undetermined, country.complete) == (Kronor(500), Kronor(290), False)
    # Stockholm is named in no pot of the year, but may have had a part of the one that nobody knows of.
    assert (only(region).earned, region.complete) == (Kronor(0), False)


def test_a_region_has_its_own_share_and_no_part_of_what_is_left(several: Agreement) -> None:
    assert only(show_year(2030, NOWHERE, "08")).earned == Kronor(10)
    assert only(show_year(2031, NOWHERE, "08")).earned == Kronor(500)
    assert only(show_year(2031, NOWHERE, "13")).earned == Kronor(0)
    assert only(show_year(2030, NOWHERE, "08")).unpaid is None


def test_an_agreement_for_others_has_no_row() -> None:
    [pilot] = [one for one in of_year(2017) if one.name == "patientkontrakt-2017"]
    outsider = next(code for code in ("25", "24", "23", "22") if code not in pilot.recipients)
    shown = show_year(2017, NOWHERE, outsider)
    assert pilot in shown.for_others
    assert pilot not in [row.agreement for row in shown.rows]


@pytest.mark.parametrize("year", years())
def test_every_krona_decided_is_in_one_column(year: int) -> None:
    for row in show_year(year, NOWHERE).rows:
        waiting = row.undetermined.kronor if row.undetermined is not None else Kronor(0)
        assert row.unpaid is not None
        assert waiting is not None
        assert row.earned + row.unpaid + waiting == row.decided


@pytest.mark.parametrize("year", years())
def test_the_regions_together_have_no_more_than_the_country(year: int) -> None:
    from vardvag.base.regions import REGIONS

    together = Kronor.sum(show_year(year, NOWHERE, one.code).earned for one in REGIONS)
    assert together <= show_year(year, NOWHERE).earned


def test_what_is_missing_is_named_for_people() -> None:
    [row] = show_year(2012, NOWHERE, "08").rows
    assert row.undetermined is not None
    told = {(one.title.sv, one.number) for one in row.undetermined.awaited}
    assert told == {
        ("andel som väntat högst 60 dagar på första besök", 20),
        ("andel som väntat högst 60 dagar på behandling", 20),
    }


@pytest.mark.parametrize(("year", "region"), [(1850, None), (2019, "99"), (2019, "kalmar")])
def test_a_year_or_region_that_is_not_there(year: int, region: str | None) -> None:
    with pytest.raises(NotFound):
        show_year(year, NOWHERE, region)
