"""A map of the 21 regions as server-made SVG: a few classes in one hue, with a legend in words and a table.

A region at zero is filled with small zeros and one whose figure is missing is hatched: absent is never zero,
and neither is told by colour alone. One that takes no part is dotted. Whoever points at a region, or reaches
it with the keyboard, sees its name and figure in the corner; a small region is a small target, so the same
links stand in the table. Colours are classes, because the page allows no inline style.

Here does not belong what the figures mean, nor the sentence that reads them: the page gives both. Nor how
the shapes are made: `regions.svg` is written once by `tools/map_paths.py`.
"""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import resources
from xml.etree import ElementTree

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from vardvag.base.regions import REGIONS, Region, region
from vardvag.service.look.formats import number
from vardvag.service.look.table import Column, Link, Table, Value

CLASSES = 5
"""At most so many shades: more cannot be told apart."""

_SHADES = ((), (3,), (2, 4), (1, 3, 5), (1, 2, 4, 5), (1, 2, 3, 4, 5))
"""Which of the five shades of `tokens.css` are used when there are so many classes."""

_ZERO, _MISSING, _OUTSIDE = "zero", "missing", "outside"


@dataclass(frozen=True, slots=True)
class Class:
    """One line of the legend: `style` is how its regions are drawn, `words` what they have in common."""

    style: str
    words: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class RegionMap:
    """What each region has, by its code. `title` is a sentence that says what is so, `reading` what is shown.

    `values` holds None for a region whose figure is missing; one that is left out takes no part. `written`
    says how a value is told: values told alike are in one class; the table, whose header has the unit, may
    write them otherwise (`in_table`). `breaks`, ascending, begin a new class each;
    without them, classes hold about equally many regions. `links` lead on from a region. `name` begins
    the ids of its parts: two maps on one page have two. NotFound for a code of no region; ValueError for
    a value below zero, which one hue cannot show, and for too many breaks or breaks in disorder.
    """

    title: str
    reading: str
    values: Mapping[str, Fraction | None]
    value_title: str
    written: Callable[[Fraction], str] = number
    breaks: Sequence[Fraction] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    in_table: Callable[[Fraction], str] | None = None
    missing: str = ""
    note: str = ""
    name: str = "map"
    absent: Mapping[str, str] = field(default_factory=dict)
    """Why a region has no figure, where that is told of it and not only of all (`missing`)."""

    def __post_init__(self) -> None:
        for code in (*self.values, *self.links):
            region(code)
        if any(value is not None and value < 0 for value in self.values.values()):
            raise ValueError(f"{self.title}: one hue has no side below zero")
        if len(self.breaks) >= CLASSES or list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError(f"{self.title}: at most {CLASSES - 1} breaks, ascending")

    @functools.cached_property
    def legend(self) -> tuple[Class, ...]:
        """Zero first, then the shades from less to more, then what is missing and who takes no part."""
        zero, absent = self._where(lambda value: value == 0), self._where(lambda value: value is None)
        outside = tuple(one.code for one in REGIONS if one.code not in self.values)
        found = [
            Class(_ZERO, self.written(Fraction(0)), zero),
            *(self._broken() if self.breaks else self._quantiles()),
            Class(_MISSING, self._missing, absent),
            Class(_OUTSIDE, gettext("ingår inte"), outside),
        ]
        return tuple(one for one in found if one.regions)

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        return Table(
            self.value_title,
            [Column(gettext("Region")), Column(self.value_title, number=True)],
            [(self._leading(one), self._told(one.code, self.in_table)) for one in REGIONS],
            note=self.note,
        )

    @property
    def svg(self) -> SafeString:
        """The picture. With links in it, it is a group of them; without, one image."""
        styles = {code: one.style for one in self.legend for code in one.regions}
        return format_html(
            '<svg class="map" role="{}" aria-labelledby="{}-title" aria-describedby="{}-reading" '
            'viewBox="{}">{}{}</svg>',
            "group" if self.links else "img",
            self.name,
            self.name,
            _drawing()[0],
            _patterns(self.name),
            format_html_join("", "{}", ((self._shape(one, styles[one.code]),) for one in REGIONS)),
        )

    def swatches(self) -> list[tuple[SafeString, str, int]]:
        """For the legend as HTML: a sample, its words, and how many regions are drawn so."""
        return [
            (
                format_html(
                    '<svg class="map-swatch" viewBox="0 -4 32 24" aria-hidden="true">'
                    '<rect {} x="1" y="-3" width="30" height="22"></rect></svg>',
                    _drawn_as(one.style, self.name),
                ),
                one.words,
                len(one.regions),
            )
            for one in self.legend
        ]

    def _shape(self, one: Region, style: str) -> SafeString:
        """A region: what a screen reader and a pointer that rests are told, its shape, and its words."""
        inner = format_html(
            '<title>{}: {}</title><path {} d="{}"></path>'
            '<text class="map-words" x="0" y="30" aria-hidden="true">'
            '<tspan class="strong">{}</tspan><tspan x="0" dy="32">{}</tspan></text>',
            one.name,
            self._told(one.code),
            _drawn_as(style, self.name),
            _drawing()[1][one.code],
            one.name,
            self._told(one.code),
        )
        address = self.links.get(one.code)
        if address is None:
            return format_html('<g class="map-region">{}</g>', inner)
        return format_html('<a class="map-region" href="{}">{}</a>', address, inner)

    def _leading(self, one: Region) -> Value:
        address = self.links.get(one.code)
        return one.name if address is None else Link(one.name, address)

    def _told(self, code: str, written: Callable[[Fraction], str] | None = None) -> str:
        if code not in self.values:
            return gettext("ingår inte")
        value = self.values[code]
        if value is None:
            return self.absent.get(code) or self._missing
        return (written or self.written)(value)

    @property
    def _missing(self) -> str:
        return self.missing or gettext("uppgift saknas")

    def _where(self, holds: Callable[[Fraction | None], bool]) -> tuple[str, ...]:
        return tuple(one.code for one in REGIONS if one.code in self.values and holds(self.values[one.code]))

    def _rising(self) -> list[tuple[Fraction, str]]:
        """The regions above zero, from less to more."""
        known = ((value, code) for code, value in self.values.items() if value)
        return sorted(known)

    def _quantiles(self) -> list[Class]:
        """About equally many regions each; what is told alike is never parted."""
        told = itertools.groupby(self._rising(), lambda one: self.written(one[0]))
        alike = [list(same) for _, same in told]
        whole, before = sum(map(len, alike)), 0
        parts: dict[int, list[tuple[Fraction, str]]] = {}
        for place, same in enumerate(alike):
            # Where the middle of those told alike stands among all; few different figures have one each.
            part = place if len(alike) <= CLASSES else (2 * before + len(same)) * CLASSES // (2 * whole)
            parts.setdefault(part, []).extend(same)
            before += len(same)
        return [
            Class(f"shade-{shade}", self._span(part[0][0], part[-1][0]), tuple(code for _, code in part))
            for shade, part in zip(_SHADES[len(parts)], parts.values(), strict=True)
        ]

    def _span(self, low: Fraction, high: Fraction) -> str:
        ends = {"low": self.written(low), "high": self.written(high)}
        return ends["low"] if ends["low"] == ends["high"] else gettext("%(low)s till %(high)s") % ends

    def _broken(self) -> list[Class]:
        """The classes that the breaks make, of which some may hold nobody."""
        parts: list[list[str]] = [[] for _ in range(len(self.breaks) + 1)]
        for value, code in self._rising():
            parts[bisect_right(self.breaks, value)].append(code)
        told = [self.written(one) for one in self.breaks]
        words = [
            gettext("under %(high)s") % {"high": told[0]},
            *(
                gettext("%(low)s till under %(high)s") % {"low": low, "high": high}
                for low, high in itertools.pairwise(told)
            ),
            gettext("%(low)s eller mer") % {"low": told[-1]},
        ]
        shades = _SHADES[len(parts)]
        return [
            Class(f"shade-{shade}", said, tuple(part))
            for shade, said, part in zip(shades, words, parts, strict=True)
        ]


@functools.cache
def _drawing() -> tuple[str, Mapping[str, str]]:
    """What `regions.svg` holds: its view box, and the path of each region."""
    text = (resources.files("vardvag.service.look") / "regions.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    return root.attrib["viewBox"], {path.attrib["id"]: path.attrib["d"] for path in root}


def _drawn_as(style: str, name: str) -> SafeString:
    """Attributes of a shape. A pattern is named here, since a style sheet's address is not the page's."""
    if style in (_ZERO, _MISSING, _OUTSIDE):
        return format_html('class="map-shape" fill="url(#{}-{})"', name, style)
    return format_html('class="map-shape {}"', style)


def _patterns(name: str) -> SafeString:
    """Small zeros for zero, hatching for what is missing, dots for who takes no part."""
    inner = {
        _ZERO: '<ellipse class="map-zero" cx="8" cy="8" rx="2.5" ry="3.5"></ellipse>',
        _MISSING: '<path class="map-hatch" d="M-4 4 4 -4M0 16 16 0M12 20 20 12"></path>',
        _OUTSIDE: '<circle class="map-dot" cx="4" cy="4" r="1.2"></circle>'
        '<circle class="map-dot" cx="12" cy="12" r="1.2"></circle>',
    }
    return format_html(
        "<defs>{}</defs>",
        format_html_join(
            "",
            '<pattern id="{}-{}" width="16" height="16" patternUnits="userSpaceOnUse">'
            '<rect class="map-ground" width="16" height="16"></rect>{}</pattern>',
            ((name, style, mark_safe(marks)) for style, marks in inner.items()),  # our own constants above
        ),
    )
