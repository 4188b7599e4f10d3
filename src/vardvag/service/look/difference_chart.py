"""Differences as bars on both sides of a zero line: more to the right, less to the left, server-made SVG.

Each bar says itself in words, has a shape of its own (a filled bar with a triangle up, a hollow one with a
triangle down) and a colour of its own, so none of the three is needed. What is not known is a marked gap,
never a bar of nothing. Positions are per cents of the width, so that text keeps its size on a phone.

Here does not belong what the differences are of, nor the table beside it: the page gives both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

_ROW, _TOP = 52, 24
_MORE = mark_safe('<path class="bar more" d="M12 0 18 11H6Z"></path>')  # our own constants
_LESS = mark_safe('<path class="bar less" d="M12 11 18 0H6Z"></path>')


@dataclass(frozen=True, slots=True)
class Difference:
    """One bar. `value` is exact, None where it is not known; `words` stand at its end."""

    label: str
    value: Fraction | int | None
    words: str


@dataclass(frozen=True)
class DifferenceChart:
    """Bars from zero in both directions, all on one scale. `title` is a sentence that says what is so."""

    title: str
    reading: str
    bars: Sequence[Difference]

    @property
    def svg(self) -> SafeString:
        """The picture. Without any loss zero stands to the left, without any gain to the right."""
        height = _TOP + _ROW * len(self.bars)
        zero = self._zero
        rows = format_html_join(
            "", "{}", ((self._bar(bar, _TOP + i * _ROW),) for i, bar in enumerate(self.bars))
        )
        return format_html(
            '<svg role="img" aria-label="{}" height="{}">'
            '<text class="soft" x="{}" y="15" text-anchor="{}">{}</text>{}</svg>',
            self.title,
            height,
            _per_cent(zero),
            "start" if zero < Fraction(1, 10) else "end" if zero > Fraction(9, 10) else "middle",
            gettext("som förut"),
            rows,
        )

    @property
    def _known(self) -> list[Fraction]:
        return [Fraction(bar.value) for bar in self.bars if bar.value is not None]

    @property
    def _span(self) -> Fraction:
        """What the whole width stands for; 1 where nothing differs."""
        return max([*self._known, Fraction(0)]) - min([*self._known, Fraction(0)]) or Fraction(1)

    @property
    def _zero(self) -> Fraction:
        """Where zero stands, as a part of the width."""
        return -min([*self._known, Fraction(0)]) / self._span

    def _bar(self, bar: Difference, y: int) -> SafeString:
        label = format_html('<text x="0" y="{}" dx="26">{}</text>', y + 15, bar.label)
        words = format_html(
            '<text class="numeric" x="100%" y="{}" text-anchor="end">{}</text>', y + 15, bar.words
        )
        if bar.value is None:
            gap = format_html('<rect class="gap" x="0" y="{}" width="100%" height="18"></rect>', y + 22)
            return format_html("{}{}{}", label, words, gap)
        if not bar.value:
            return format_html("{}{}", label, words)
        value, zero = Fraction(bar.value) / self._span, self._zero
        more = value > 0
        return format_html(
            '<g transform="translate(0 {})">{}</g>{}{}'
            '<rect class="bar {}" x="{}" y="{}" width="{}" height="18"></rect>'
            '<line class="zero" x1="{}" x2="{}" y1="{}" y2="{}"></line>',
            y + 4,
            _MORE if more else _LESS,
            label,
            words,
            "more" if more else "less",
            _per_cent(zero if more else zero + value),
            y + 22,
            _per_cent(abs(value)),
            # Beside the bar only, so that no word is crossed.
            _per_cent(zero),
            _per_cent(zero),
            y + 21,
            y + 41,
        )


def _per_cent(value: Fraction) -> str:
    """A position: drawn, not told, so two decimals are enough."""
    return f"{float(value * 100):.2f}%"
