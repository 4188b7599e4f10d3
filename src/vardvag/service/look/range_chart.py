"""Spreads beside one another as server-made SVG: from a low to a high percentile, with a table.

A thin line reaches from the lowest to the highest, a thick one over the middle half, and a mark stands at the
median. Who has no figure is a marked gap that says why. Here does not belong what the figures mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vardvag.service.look.chart import Limit, Weight
from vardvag.service.look.table import Column, Row, Table, Value


@dataclass(frozen=True, slots=True)
class Spread:
    """One row: `values` are five, ascending, or None for one that is not told; `told` as the table has them.

    `words` stand at the row's end in the picture: its middle, or why there is none.
    """

    label: str
    values: Sequence[Fraction | None]
    told: Sequence[str]
    words: str
    weight: Weight = "rest"

    @property
    def whole(self) -> bool:
        """Whether all five are told."""
        return all(value is not None for value in self.values)


@dataclass(frozen=True)
class RangeChart:
    """Rows of spreads from nothing up to `top`. `title` is a sentence, `reading` says how to read it."""

    title: str
    reading: str
    rows: Sequence[Spread]
    top: Fraction
    label_title: str
    value_title: str
    columns: Sequence[str]
    unit: str
    limit: Limit | None = None
    note: str = ""

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        rows: list[Row] = []
        for one in self.rows:
            cells: list[Value] = [one.label, *one.told]
            rows.append(Row(cells, strong=one.weight == "strong"))
        columns = [Column(self.label_title), *(Column(name, self.unit, number=True) for name in self.columns)]
        return Table(self.value_title, columns, rows, note=self.note)

    @property
    def svg(self) -> SafeString:
        """The picture."""
        step, above = 52, 30 if self.limit else 6
        height = above + step * len(self.rows)
        return format_html(
            '<svg role="img" aria-label="{}" height="{}">'
            '<line class="axis" x1="0" x2="0" y1="{}" y2="{}"></line>{}{}</svg>',
            self.title,
            height,
            above,
            height,
            self._limit(above, height),
            format_html_join(
                "", "{}", ((self._row(one, above + i * step),) for i, one in enumerate(self.rows))
            ),
        )

    def _x(self, value: Fraction | None) -> str:
        part = (value or Fraction(0)) / self.top if self.top else Fraction(0)
        return f"{float(min(max(part, Fraction(0)), Fraction(1)) * 100):.2f}%"

    def _row(self, one: Spread, y: int) -> SafeString:
        style = "strong" if one.weight == "strong" else ""
        label = format_html('<text class="{}" x="0" y="{}" dx="6">{}</text>', style, y + 15, one.label)
        if not one.whole:
            return format_html(
                '{}<rect class="gap" x="0" y="{}" width="100%" height="14"></rect>'
                '<text class="soft" x="100%" y="{}" text-anchor="end">{}</text>',
                label,
                y + 24,
                y + 15,
                one.words,
            )
        low, first, middle, third, high = (self._x(value) for value in one.values)
        at = y + 31
        return format_html(
            '{}<text class="numeric {}" x="100%" y="{}" text-anchor="end">{}</text>'
            '<line class="range {}" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
            '<line class="range thick {}" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
            '<circle class="middle" cx="{}" cy="{}" r="6"></circle>',
            label,
            style,
            y + 15,
            one.words,
            one.weight,
            low,
            high,
            at,
            at,
            one.weight,
            first,
            third,
            at,
            at,
            middle,
            at,
        )

    def _limit(self, above: int, height: int) -> SafeString:
        if self.limit is None or self.limit.value > self.top:
            return SafeString("")
        x = self._x(self.limit.value)
        return format_html(
            '<line class="limit" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
            '<text x="{}" y="15" text-anchor="{}">{}</text>',
            x,
            x,
            above - 8,
            height,
            x,
            "end" if self.limit.value * 2 > self.top else "start",
            self.limit.words,
        )
