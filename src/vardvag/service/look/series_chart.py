"""A figure over time as server-made SVG, on a scale of its own: shares, days or numbers, with its table.

A point without a figure is a marked gap that says why there is none: never zero, never bridged. Only
neighbours in time are joined. A dotted upright line with its words marks where what is counted changed. A
spread is a band between two series, drawn behind the lines.

Here does not belong what the figures mean, nor how long a step in time is: the page says which points are
neighbours, and how each is told.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from vardvag.service.look.chart import Limit, Weight
from vardvag.service.look.table import Column, Row, Table

_LABEL_HEIGHT = 19
"""Pixels between two labels, so that neither covers the other."""
_LEFT, _WIDTH = 14, 52
"""Per cent of the width: room for the levels to the left and for the labels to the right."""
_LONGEST = 17
"""Letters that there is room for on a phone; the table has the whole of a longer label."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: `told` is how it is written, or why there is none."""

    value: Fraction | None
    told: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line, a point for each period."""

    label: str
    points: Sequence[Point]
    weight: Weight = "rest"


@dataclass(frozen=True, slots=True)
class Break:
    """Where what is counted changed: before the period at *index*."""

    index: int
    words: str


@dataclass(frozen=True)
class SeriesChart:
    """Lines over `periods`, from nothing up to `top`. `title` is a sentence, `reading` says what is shown.

    `levels` are lines across with their words. `joined[i]`: period i follows at once on the one before.
    `spread` are the lower and the upper edge of the band. `ends` are the first and the last period, short.
    """

    title: str
    reading: str
    periods: Sequence[str]
    series: Sequence[Series]
    top: Fraction
    levels: Sequence[tuple[Fraction, str]]
    period_title: str
    value_title: str
    unit: str = ""
    joined: Sequence[bool] = ()
    limit: Limit | None = None
    breaks: Sequence[Break] = ()
    spread: tuple[Series, Series] | None = None
    ends: tuple[str, str] | None = None
    strong: int | None = None
    """The period that the page is about."""
    small: bool = False
    note: str = ""
    shown: Sequence[Series] = field(default=())
    """More series for the table alone."""

    @property
    def table(self) -> Table:
        """The same figures, the latest first."""
        told = [*self.series, *(self.spread or ()), *self.shown]
        columns = [Column(self.period_title), *(Column(one.label, self.unit, number=True) for one in told)]
        changed = {one.index: one.words for one in self.breaks}
        rows = [
            Row(
                [self._told(period, changed.get(i)), *(one.points[i].told for one in told)],
                strong=i == self.strong,
            )
            for i, period in reversed(list(enumerate(self.periods)))
        ]
        return Table(self.value_title, columns, rows, note=self.note)

    @staticmethod
    def _told(period: str, changed: str | None) -> str:
        """A period in the table, where the first after a break says that it is: there is no line there."""
        return period if changed is None else f"{period} ({changed})"

    @property
    def svg(self) -> SafeString:
        """The picture."""
        order = sorted(self.series, key=lambda one: ("rest", "country", "strong").index(one.weight))
        return format_html(
            '<svg role="img" aria-label="{}" height="{}">{}{}{}{}{}{}{}</svg>',
            self.title,
            self._bottom + (28 if not self.small else 24),
            self._levels(),
            self._band(),
            self._breaks(),
            self._limit(),
            format_html_join("", "{}", ((self._line(one),) for one in order)),
            self._labels(),
            self._ends(),
        )

    @property
    def _bottom(self) -> int:
        return 96 if self.small else 264

    @property
    def _above(self) -> int:
        return 14 if self.small else 28

    def _x(self, index: int) -> float:
        return _LEFT + index * _WIDTH / max(len(self.periods) - 1, 1)

    def _y(self, value: Fraction) -> int:
        part = min(max(value / self.top, Fraction(0)), Fraction(1)) if self.top else Fraction(0)
        return round(self._bottom - (self._bottom - self._above) * part)

    def _levels(self) -> SafeString:
        return format_html_join(
            "",
            '<line class="grid" x1="0" x2="100%" y1="{}" y2="{}"></line>'
            '<text class="soft" x="0" y="{}">{}</text>',
            ((y := self._y(level), y, y - 5, words) for level, words in self.levels),
        )

    def _runs(self, *series: Series) -> list[list[int]]:
        """The periods in which all *series* have a figure, in runs of neighbours."""
        runs: list[list[int]] = []
        for i in range(len(self.periods)):
            if any(one.points[i].value is None for one in series):
                continue
            follows = runs and runs[-1][-1] == i - 1 and (not self.joined or self.joined[i])
            # What is counted changed in between: the two are not one line.
            if follows and all(one.index != i for one in self.breaks):
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _band(self) -> SafeString:
        """The spread, as one upright strip between each pair of neighbours: widths are per cents."""
        if self.spread is None:
            return SafeString("")
        low, high = self.spread
        strips = [
            (i, low.points[i].value or Fraction(0), high.points[i].value or Fraction(0))
            for run in self._runs(low, high)
            for i in run
        ]
        width = _WIDTH / max(len(self.periods) - 1, 1)
        return format_html_join(
            "",
            '<rect class="spread" x="{}%" y="{}" width="{}%" height="{}"></rect>',
            (
                (
                    f"{self._x(i) - width * 0.32:.2f}",
                    self._y(top),
                    f"{width * 0.64:.2f}",
                    max(self._y(bottom) - self._y(top), 2),
                )
                for i, bottom, top in strips
            ),
        )

    def _line(self, one: Series) -> SafeString:
        values = {i: point.value for i, point in enumerate(one.points) if point.value is not None}
        many = len(self.periods) > 30
        size = (4 if many else 5) if one.weight == "strong" else (2 if many else 3)
        parts = [
            f'<line class="series {one.weight}" x1="{self._x(a):.2f}%" y1="{self._y(values[a])}"'
            f' x2="{self._x(b):.2f}%" y2="{self._y(values[b])}"></line>'
            for run in self._runs(one)
            for a, b in itertools.pairwise(run)
        ]
        dots = [
            f'<circle class="point {one.weight}" cx="{self._x(i):.2f}%" cy="{self._y(value)}" r="{size}">'
            "</circle>"
            for i, value in values.items()
        ]
        gaps = [
            f'<rect class="gap" x="{self._x(i):.2f}%" y="{self._above}" width="8"'
            f' height="{self._bottom - self._above}" transform="translate(-4 0)"></rect>'
            for i in range(len(self.periods))
            if i not in values and one.weight == "strong"
        ]
        # Numbers of our own and three known words: nothing here is to be escaped, and there are many of them.
        return mark_safe("".join([*gaps, *parts, *dots]))

    def _labels(self) -> SafeString:
        """Each line's name to the right of the lines, at the height of its last point; none over another."""
        ends = sorted(
            ((self._y(last), one) for one in self.series if (last := _last(one)) is not None and one.label),
            key=lambda end: end[0],
        )
        placed: list[int] = []
        for y, _ in ends:
            placed.append(max(y, placed[-1] + _LABEL_HEIGHT) if placed else y)
        right = f"{self._x(len(self.periods) - 1):.2f}"
        over = max(placed[-1] - self._bottom, 0) if placed else 0
        return format_html_join(
            "",
            '<text class="{}" x="{}%" y="{}" dx="10">{}</text>',
            (
                ("strong" if one.weight == "strong" else "soft", right, y + 5 - over, _short(one.label))
                for y, (_, one) in zip(placed, ends, strict=True)
            ),
        )

    def _limit(self) -> SafeString:
        if self.limit is None or self.limit.value > self.top:
            return SafeString("")
        y = self._y(self.limit.value)
        return format_html(
            '<line class="limit" x1="0" x2="100%" y1="{}" y2="{}"></line>'
            '<text x="100%" y="{}" text-anchor="end">{}</text>',
            y,
            y,
            y - 8,
            self.limit.words,
        )

    def _breaks(self) -> SafeString:
        half = _WIDTH / max(len(self.periods) - 1, 1) / 2
        return format_html_join(
            "",
            '<line class="break" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"></line>'
            '<text class="soft" x="{0}%" y="{3}" text-anchor="middle">{4}</text>',
            (
                (f"{self._x(one.index) - half:.2f}", self._above - 8, self._bottom, 14, one.words)
                for one in self.breaks
            ),
        )

    def _ends(self) -> SafeString:
        if not self.periods:
            return SafeString("")
        first, last = self.ends or (self.periods[0], self.periods[-1])
        y = self._bottom + 20
        if len(self.periods) == 1:
            return format_html('<text class="soft" x="{}%" y="{}">{}</text>', _LEFT, y, first)
        return format_html(
            '<text class="soft" x="{}%" y="{}">{}</text>'
            '<text class="soft" x="{}%" y="{}" text-anchor="end">{}</text>',
            _LEFT,
            y,
            first,
            _LEFT + _WIDTH,
            y,
            last,
        )


def _last(one: Series) -> Fraction | None:
    return next((point.value for point in reversed(one.points) if point.value is not None), None)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
