"""Two charts as server-made SVG, bars and lines, each always with its table beside it.

Positions along the width are per cents, so that text keeps its size on a phone. Bars start at zero. A limit
is a dashed line with its words. A missing figure is a marked gap: never zero, never bridged. Colours are
classes, because the page allows no inline style.

Here does not belong what the figures mean, nor the sentence that reads them: the page gives both.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from vardvag.service.look.formats import share
from vardvag.service.look.table import Column, Row, Table

Weight = Literal["strong", "country", "rest"]
_LABEL_HEIGHT = 19
"""Pixels between two labels, so that neither covers the other."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A share to be compared with, and its words."""

    value: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, a share of the whole. `strong` is my own, `country` the nation.

    `words` stand at its end in place of the share, where the bar draws something else: an amount in kronor.
    Without a value they say why there is none, where that is more than that it is missing.
    """

    label: str
    value: Fraction | None
    weight: Weight = "rest"
    words: str = ""

    @property
    def told(self) -> str | None:
        """What stands at its end; None where there is no figure and nothing said of why."""
        return (self.words or None) if self.value is None else self.words or share(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """One series over the chart's periods; None where nothing was reported."""

    label: str
    values: Sequence[Fraction | None]
    weight: Weight = "rest"


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from 0 to 100 %. `title` is a sentence that says what is so.

    `country` is a thin line across them, the figure that they are compared with. *marked*: my own is set off
    in the table too.
    """

    title: str
    reading: str
    bars: Sequence[Bar]
    label_title: str
    value_title: str
    limit: Limit | None = None
    country: Limit | None = None
    marked: bool = False

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        return Table(
            self.value_title,
            [Column(self.label_title), Column(self.value_title, number=True)],
            [Row((bar.label, bar.told), strong=self.marked and bar.weight == "strong") for bar in self.bars]
            if self.marked
            else [(bar.label, bar.told) for bar in self.bars],
        )

    @property
    def svg(self) -> SafeString:
        """The picture."""
        step, top = 52, 30 if self.limit or self.country else 6
        height = top + step * len(self.bars)
        rows = format_html_join("", "{}", ((_bar(bar, top + i * step),) for i, bar in enumerate(self.bars)))
        return format_html(
            '<svg role="img" aria-label="{}" height="{}">{}'
            '<line class="axis" x1="0" x2="0" y1="{}" y2="{}"></line>{}{}</svg>',
            self.title,
            height,
            rows,
            top,
            height,
            _upright_limit(self.limit, top, height) if self.limit else "",
            _upright_limit(self.country, top, height, "series country") if self.country else "",
        )


@dataclass(frozen=True)
class LineChart:
    """Shares over periods, 0 to 100 %, one strong series. Direct labels stand after the last point."""

    title: str
    reading: str
    periods: Sequence[str]
    lines: Sequence[Line]
    period_title: str
    value_title: str
    limit: Limit | None = None

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        columns = [Column(self.period_title), *(Column(line.label, number=True) for line in self.lines)]
        shown = [[None if v is None else share(v) for v in line.values] for line in self.lines]
        rows = [(period, *(values[i] for values in shown)) for i, period in enumerate(self.periods)]
        return Table(self.value_title, columns, rows)

    @property
    def svg(self) -> SafeString:
        """The picture."""
        top, bottom = 24, 264
        grid = format_html_join(
            "",
            '<line class="grid" x1="0" x2="100%" y1="{}" y2="{}"></line>'
            '<text class="soft" x="0" y="{}">{}</text>',
            (
                (_y(level, top, bottom), _y(level, top, bottom), _y(level, top, bottom) - 5, share(level, 0))
                for level in (Fraction(0), Fraction(1, 2), Fraction(1))
            ),
        )
        order = sorted(self.lines, key=lambda line: ("rest", "country", "strong").index(line.weight))
        series = format_html_join("", "{}", ((self._series(line, top, bottom),) for line in order))
        labels = format_html_join(
            "",
            '<text class="{}" x="{}" y="{}" dx="10">{}</text>',
            (
                ("strong" if line.weight == "strong" else "soft", self._x(last), y + 5, line.label)
                for line, last, y in self._label_places(top, bottom)
            ),
        )
        return format_html(
            '<svg role="img" aria-label="{}" height="{}">{}{}{}{}{}</svg>',
            self.title,
            bottom + 30,
            grid,
            _level_limit(self.limit, top, bottom) if self.limit else "",
            series,
            labels,
            self._ends(bottom + 22),
        )

    def _x(self, index: int) -> str:
        """Where a period stands: room for the levels to the left and the labels to the right."""
        steps = max(len(self.periods) - 1, 1)
        return f"{14 + index * 58 / steps:.2f}%"

    def _series(self, line: Line, top: int, bottom: int) -> SafeString:
        known = [(i, value) for i, value in enumerate(line.values) if value is not None]
        # Only neighbours are joined: where a month is missing, the line is broken.
        pairs = [(a, b) for a, b in itertools.pairwise(known) if b[0] == a[0] + 1]
        parts = format_html_join(
            "",
            '<line class="series {}" x1="{}" y1="{}" x2="{}" y2="{}"></line>',
            (
                (line.weight, self._x(i), _y(a, top, bottom), self._x(j), _y(b, top, bottom))
                for (i, a), (j, b) in pairs
            ),
        )
        dots = format_html_join(
            "",
            '<circle class="point {}" cx="{}" cy="{}" r="{}"></circle>',
            (
                (line.weight, self._x(i), _y(v, top, bottom), 5 if line.weight == "strong" else 3)
                for i, v in known
            ),
        )
        missing = format_html_join(
            "",
            '<rect class="gap" x="{}" y="{}" width="8" height="{}" transform="translate(-4 0)"></rect>',
            (
                (self._x(i), top, bottom - top)
                for i, v in enumerate(line.values)
                if v is None and line.weight == "strong"
            ),
        )
        return format_html("{}{}{}", missing, parts, dots)

    def _label_places(self, top: int, bottom: int) -> list[tuple[Line, int, int]]:
        """Each line with the index of its last point and the height of its label, none over another."""
        ends = []
        for line in self.lines:
            known = [i for i, value in enumerate(line.values) if value is not None]
            if known:
                value = line.values[known[-1]] or Fraction(0)
                ends.append((line, known[-1], _y(value, top, bottom)))
        ends.sort(key=lambda end: end[2])
        placed: list[tuple[Line, int, int]] = []
        for line, last, y in ends:
            lowest = placed[-1][2] + _LABEL_HEIGHT if placed else y
            placed.append((line, last, max(y, lowest)))
        return placed

    def _ends(self, y: int) -> SafeString:
        """The first and the last period, under the axis."""
        if not self.periods:
            return SafeString("")
        first = format_html('<text class="soft" x="{}" y="{}">{}</text>', self._x(0), y, self.periods[0])
        last = format_html(
            '<text class="soft" x="{}" y="{}" text-anchor="middle">{}</text>',
            self._x(len(self.periods) - 1),
            y,
            self.periods[-1],
        )
        return format_html("{}{}", first, last)


def _bar(bar: Bar, y: int) -> SafeString:
    label_class = "strong" if bar.weight == "strong" else ""
    label = format_html('<text class="{}" x="0" y="{}" dx="6">{}</text>', label_class, y + 15, bar.label)
    if bar.value is None:
        gap = format_html('<rect class="gap" x="0" y="{}" width="100%" height="18"></rect>', y + 22)
        words = format_html(
            '<text class="soft" x="100%" y="{}" text-anchor="end">{}</text>',
            y + 15,
            bar.words or gettext("uppgift saknas"),
        )
        return format_html("{}{}{}", label, gap, words)
    return format_html(
        '{}<text class="numeric {}" x="100%" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar {}" x="0" y="{}" width="{}" height="18"></rect>',
        label,
        label_class,
        y + 15,
        bar.told,
        bar.weight,
        y + 22,
        _per_cent(bar.value),
    )


def _upright_limit(limit: Limit, top: int, bottom: int, style: str = "limit") -> SafeString:
    x = _per_cent(limit.value)
    return format_html(
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
        '<text x="{}" y="15" text-anchor="{}">{}</text>',
        style,
        x,
        x,
        top - 8,
        bottom,
        x,
        # Words near the right edge end at the line; near the left they begin there.
        "end" if limit.value > Fraction(1, 2) else "start",
        limit.words,
    )


def _level_limit(limit: Limit, top: int, bottom: int) -> SafeString:
    y = _y(limit.value, top, bottom)
    return format_html(
        '<line class="limit" x1="0" x2="100%" y1="{}" y2="{}"></line>'
        '<text x="100%" y="{}" text-anchor="end">{}</text>',
        y,
        y,
        y - 8,
        limit.words,
    )


def _per_cent(value: Fraction) -> str:
    """A position: drawn, not told, so two decimals are enough."""
    return f"{float(min(max(value, Fraction(0)), Fraction(1)) * 100):.2f}%"


def _y(value: Fraction, top: int, bottom: int) -> int:
    return round(bottom - (bottom - top) * min(max(value, Fraction(0)), Fraction(1)))
