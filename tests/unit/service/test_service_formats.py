"""How figures are written, in both languages, as a table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.utils import translation

from vardvag.base.days import Month
from vardvag.base.kronor import Kronor
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.service.look import formats

DAY = date(2026, 3, 3)
CASES = [
    (formats.number, (1234,), "1 234", "1,234"),
    (formats.number, (Fraction(12345, 10), 1), "1 234,5", "1,234.5"),
    (formats.number, (Fraction(-5, 2),), "−3", "−3"),
    (formats.number, (0,), "0", "0"),
    (formats.kronor, (Kronor(1_874_253_165),), "1 874 253 165 kr", "SEK 1,874,253,165"),
    (formats.kronor, (0,), "0 kr", "SEK 0"),
    (formats.kronor_plain, (Kronor(46_759_214),), "46 759 214", "46,759,214"),
    (formats.share, (Fraction(752, 1000),), "75,2 %", "75.2%"),
    (formats.share, (Fraction(1, 8), 0), "13 %", "13%"),
    (formats.share, (Fraction(1, 3), 2), "33,33 %", "33.33%"),
    (formats.day, (DAY,), "3 mars 2026", "3 March 2026"),
    (formats.weekday, (DAY,), "tisdag 3 mars 2026", "Tuesday 3 March 2026"),
    (formats.iso, (DAY,), "2026-03-03", "2026-03-03"),
    (
        formats.moment,
        (Moment(datetime(2026, 3, 3, 9, 20, tzinfo=UTC)),),
        "tisdag 3 mars 2026 kl. 10.20",
        "Tuesday 3 March 2026, 10:20",
    ),
    (formats.month, (Month(2019, 9),), "september 2019", "September 2019"),
    (formats.month_short, (Month(2019, 9),), "sep. 2019", "Sept 2019"),
    (formats.month_short, (None,), "uppgift saknas", "no data"),
    (formats.week, (date(2026, 11, 22),), "v. 47", "week 47"),
    (formats.said, (Text("ja", "yes"),), "ja", "yes"),
    (formats.number, (None,), "uppgift saknas", "no data"),
    (formats.kronor, (None,), "uppgift saknas", "no data"),
    (formats.share, (None,), "uppgift saknas", "no data"),
]


@pytest.fixture(autouse=True, scope="module")
def _translations(django_demo):
    """The formats ask Django for the language."""


@pytest.mark.parametrize(("write", "arguments", "swedish", "english"), CASES)
def test_a_figure_is_written_as_the_language_is(write, arguments, swedish, english):
    for language, expected in (("sv", swedish), ("en", english)):
        with translation.override(language):
            # Spaces inside a figure do not break: they are U+00A0.
            assert write(*arguments).replace("\u00a0", " ") == expected


@pytest.mark.parametrize("write", [formats.number, formats.share, formats.kronor])
def test_a_float_is_refused(write):
    with pytest.raises(TypeError):
        write(0.5)
