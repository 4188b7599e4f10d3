"""Figures: what is told of those whom a measure counts.

A measure says who is counted, and within which limit; a figure is one thing told of how long they waited.

**Percentiles are exact.** The q-th is the smallest whole day (or minute) *d* such that at least the share q
of those counted waited at most *d*: the inverse of the empirical distribution (type 1 of Hyndman and Fan,
"Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996, pp. 361–365). The median is
the same with q = 1/2, and so is always a length that somebody waited, never a half between two.

Here does not belong the counting (`product`, `reference_figures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vardvag.base.texts import Text
from vardvag.statistics.length import Length


class Figure(StrEnum):
    """What is told. A cell's key has the name, and None for the share."""

    SHARE = "share"
    COUNT = "count"
    BANDS = "bands"
    BANDS_TO_90 = "bands-to-90"
    MEDIAN = "median"
    P10 = "p10"
    P25 = "p25"
    P75 = "p75"
    P90 = "p90"

    @property
    def in_key(self) -> str | None:
        """As a cell's key has it."""
        return None if self is Figure.SHARE else self.value

    @property
    def called(self) -> Text:
        """What it is called."""
        return _TITLES[self]

    def called_in(self, length: Length) -> Text:
        """What it is called of another length than a wait."""
        if self.quantile is None or length is Length.WAIT:
            return self.called
        if length is Length.PAST_TARGET:
            after = Text("dagar efter måldagen", "days after the target day")
        else:
            after = length.unit
        sv, en = (said.rpartition(",")[0] for said in (self.called.sv, self.called.en))
        return Text(f"{sv}, {after.sv}", f"{en}, {after.en}")

    @property
    def quantile(self) -> Fraction | None:
        """The share that had waited at most so long; None for what is no percentile."""
        return QUANTILES.get(self)

    @property
    def bands(self) -> BandSet | None:
        """The bands; None for what is not told in bands."""
        return BAND_SETS.get(self)


@dataclass(frozen=True, slots=True)
class BandSet:
    """The last day of every band but the last, which has no end; and who tells waits so."""

    last_days: tuple[int, ...]
    used_by: Text

    @property
    def names(self) -> tuple[str, ...]:
        """`0–30`, `31–60` … `91+`."""
        firsts = (0, *(day + 1 for day in self.last_days))
        closed = (f"{first}–{last}" for first, last in zip(firsts, self.last_days, strict=False))
        return (*closed, f"{firsts[-1]}+")


BAND_SETS = {
    Figure.BANDS: BandSet(
        (30, 60, 90, 120, 180, 365),
        Text(
            "intervallen på sidorna om specialiserad vård nu, enligt en beskrivning från 2026 utan källor",
            "the bands that the pages on specialised care have now, by a description of 2026 without sources",
        ),
    ),
    Figure.BANDS_TO_90: BandSet(
        (30, 60, 90),
        Text(
            "intervallen i de arkiverade tabellerna på vantetider.se 2017–2019",
            "the bands of the archived tables of vantetider.se, 2017–2019",
        ),
    ),
}

QUANTILES = {
    Figure.P10: Fraction(1, 10),
    Figure.P25: Fraction(1, 4),
    Figure.MEDIAN: Fraction(1, 2),
    Figure.P75: Fraction(3, 4),
    Figure.P90: Fraction(9, 10),
}
"""The percentiles, in order."""

_TITLES = {
    Figure.SHARE: Text("Andel inom gränsen", "Share within the limit"),
    Figure.COUNT: Text("Antal", "Number"),
    Figure.BANDS: Text("Antal efter dagar", "Number by days"),
    Figure.BANDS_TO_90: Text("Antal efter dagar, till 90", "Number by days, to 90"),
    Figure.MEDIAN: Text("Median, dagar", "Median, days"),
    Figure.P10: Text("10:e percentilen, dagar", "10th percentile, days"),
    Figure.P25: Text("25:e percentilen, dagar", "25th percentile, days"),
    Figure.P75: Text("75:e percentilen, dagar", "75th percentile, days"),
    Figure.P90: Text("90:e percentilen, dagar", "90th percentile, days"),
}
