"""How a number of an open table is written, with its unit, or in words why there is none.

Rounding was done when the table was made: here a printed share is written as it is printed. Here does not
belong the sentence around it (`sentences`).
"""

from __future__ import annotations

import functools
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.base.cells import PublishedShare
from vardvag.service.look import formats
from vardvag.service.open_data.said import SIGNS
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import Content, OpenCell, Unit

LENGTHS = (Unit.DAYS, Unit.MINUTES)
"""What a length is told in."""

MARKS = SIGNS
"""What stands in files and legends for a number that is not there; the words always stand beside."""


def value_of(cell: OpenCell) -> Fraction | None:
    """The number, exact: a share as a part of one."""
    if isinstance(cell.number, PublishedShare):
        return cell.number.share
    return None if cell.number is None else Fraction(cell.number)


def told(cell: OpenCell, content: Content) -> str:
    """`71 %`, `46 dagar`, `1 234`, or why there is no number."""
    if cell.number is None:
        return why_not(cell.status)
    return written(cell, content)


def in_column(cell: OpenCell, content: Content) -> str:
    """The same in a column whose header has the unit."""
    if cell.number is None:
        return why_not(cell.status)
    if isinstance(cell.number, PublishedShare):
        return _digits(cell.number.share * 100, cell.number.decimals, formats.language())
    return _digits(cell.number, 0, formats.language())


@functools.lru_cache(maxsize=8192)
def _digits(number: int | Fraction, decimals: int, language: str) -> str:
    """A number as the language of the page writes it: the same are written again and again."""
    return formats.number(number, decimals)


def written(cell: OpenCell, content: Content) -> str:
    """A number that is there, with its unit."""
    if isinstance(cell.number, PublishedShare):
        return formats.share(cell.number.share, cell.number.decimals)
    if content.unit in LENGTHS:
        return long(cell.number or 0, content)
    return formats.number(cell.number)


def long(number: int, content: Content) -> str:
    """So many of what *content* is told in: `46 dagar`, `75 minuter`, `4 timmar`."""
    return formats.said(content.length.many(number)) if content.length.in_minutes else days(number)


def days(number: int) -> str:
    """`46 dagar`."""
    if number == 1:
        return _("1 dag")
    return _("%(days)s dagar") % {"days": formats.number(number)}


def why_not(status: Shown) -> str:
    """Why there is no number, in a few words."""
    return {
        Shown.REPORTED: "",
        Shown.MISSING: _("uppgift saknas"),
        Shown.NOT_APPLICABLE: _("finns inte"),
        Shown.SUPPRESSED: _("visas inte, för få"),
    }[status]


def legend() -> list[tuple[str, str, str]]:
    """Mark, words and meaning of every reason for which a number is not there."""
    return [
        (
            MARKS[Shown.SUPPRESSED],
            why_not(Shown.SUPPRESSED),
            _("Talet finns, men gäller så få, eller skulle röja ett tal om så få, att det inte visas."),
        ),
        (
            MARKS[Shown.MISSING],
            why_not(Shown.MISSING),
            _("Talet borde finnas, men har inte lämnats eller inte kommit hit. Det är inte noll."),
        ),
        (
            MARKS[Shown.NOT_APPLICABLE],
            why_not(Shown.NOT_APPLICABLE),
            _("Talet kan inte finnas: ingen räknades, eller så gäller måttet inte där eller då."),
        ),
    ]


def capital(text: str) -> str:
    """As at the beginning of a sentence; the rest, as PvV, is left as it is."""
    return text[:1].upper() + text[1:]


def unit_of(content: Content) -> str:
    """The unit, as it stands in a header."""
    return formats.said(content.unit.called)


def about(share: Fraction, *, certain: bool = False) -> str:
    """A share in tenths as one says it, before *som väntar*: *Drygt sju av tio*. The figure stands beside.

    Within a per cent of a tenth the tenth is said plainly. All and nobody are said only where the numbers
    behind the share are known to say so (*certain*): 100 per cent may be rounded.
    """
    if share in (0, 1):
        if certain:
            return _("Alla") if share else _("Ingen")
        return _("%(share)s av dem") % {"share": formats.share(share, 0)}
    tenths = (20 * share.numerator + share.denominator) // (2 * share.denominator)
    beyond = share - Fraction(tenths, 10)
    if tenths == 0:
        return _("Färre än en av tio")
    if tenths == 10:
        return _("Nästan alla")
    plainly = abs(beyond) <= Fraction(1, 100)
    if tenths == 5:
        return (
            _("Hälften av dem")
            if plainly
            else _("Drygt hälften av dem")
            if beyond > 0
            else _("Knappt hälften av dem")
        )
    word = {"tenths": _TENTHS[tenths - 1]()}
    if plainly:
        return _("%(tenths)s av tio") % {"tenths": word["tenths"].capitalize()}
    return (_("Drygt %(tenths)s av tio") if beyond > 0 else _("Knappt %(tenths)s av tio")) % word


_TENTHS = (
    lambda: _("en"),
    lambda: _("två"),
    lambda: _("tre"),
    lambda: _("fyra"),
    lambda: _("fem"),
    lambda: _("sex"),
    lambda: _("sju"),
    lambda: _("åtta"),
    lambda: _("nio"),
)
