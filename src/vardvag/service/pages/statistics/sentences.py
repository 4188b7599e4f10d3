"""What one figure says, as a sentence: the title of a page and of a chart, right for every status.

The figure is the table's own, in words (`numbers.about`) where it is a share; the exact one stands beside.
Here does not belong whom a table is about (`subjects`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.base.cells import PublishedShare
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.pages.statistics import numbers, periods, places
from vardvag.service.pages.statistics.subjects import Subject, subject_of, tells_share
from vardvag.service.pages.statistics.tables import cell_at, counted_content
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figures import QUANTILES
from vardvag.statistics.open_table import CONTENT, PERIOD, Content, OpenCell, OpenTable, Unit


def sentence(table: OpenTable, codes: Mapping[str, str], cell: OpenCell | None = None) -> str:
    """What the cell at *codes* says, or why it says nothing. *cell*: the same as it was known before."""
    one = cell or cell_at(table, codes)
    told = _sentence(table, codes, one)
    if one.number is not None and periods.is_forecast(one, codes[PERIOD]):
        return _("Prognos: %(sentence)s") % {"sentence": told[:1].lower() + told[1:]}
    return told


def _sentence(table: OpenTable, codes: Mapping[str, str], one: OpenCell) -> str:
    content = table.contents[codes[CONTENT]]
    subject = subject_of(table, content, codes.get("kind"))
    words = {"where": places.where(table, codes), "when": when(table, codes[PERIOD])}
    if counts_nobody(table, codes):
        return subject.nobody % words if subject else _("Ingen räknades %(where)s %(when)s") % words
    if one.number is None:
        return _absent(table, codes, one.status, subject)
    if subject is not None and (told := _said(table, codes, one, subject)):
        return told
    return _("%(what)s %(where)s: %(value)s") % {
        "what": numbers.capital(formats.said(content.title)),
        "where": words["where"],
        "value": numbers.told(one, content),
    }


def counts_nobody(table: OpenTable, codes: Mapping[str, str]) -> bool:
    """Whether the table says that nobody was counted: then a share is of nobody, whatever is printed."""
    content = table.contents[codes[CONTENT]]
    if content.id in QUANTILES or tells_share(content) or content.unit in (Unit.PER_CENT, *numbers.LENGTHS):
        of = counted_content(table, content)
        return of is not None and cell_at(table, codes, **{CONTENT: of}).number == 0
    return False


def when(table: OpenTable, period: str) -> str:
    """*i oktober 2019*, *den 31 oktober 2017*, *hösten 2016*."""
    told = periods.told(table, period)
    if periods.month_of(period) is not None:
        return _("i %(month)s") % {"month": told}
    if told != formats.said(_title_of(table, period)):
        return _("den %(day)s") % {"day": told}
    return f"({told})" if period.startswith("XXXX") else told


def topic(table: OpenTable, codes: Mapping[str, str]) -> str:
    """What the figure is about, as a heading of a few words."""
    content = table.contents[codes[CONTENT]]
    kind = table.dimension("kind")
    title = formats.said(table.title)
    if table.measure is None and len([one for one in table.contents.values() if tells_share(one)]) > 1:
        title = f"{title}: {formats.said(content.title)}"
    if kind is not None and codes.get("kind") in kind.values:
        title = f"{title}: {formats.said(kind.values[codes['kind']])}"
    return title


def _said(table: OpenTable, codes: Mapping[str, str], one: OpenCell, subject: Subject) -> str:
    content = table.contents[codes[CONTENT]]
    place = {"where": places.where(table, codes)}
    if tells_share(content) and isinstance(one.number, PublishedShare):
        words = {
            "share": numbers.about(one.number.share, certain=_certain(table, codes, one.number.share)),
            **_limit(content, content.limit or 0),
        }
        return subject.within % {**place, **words}
    quantile = {str(figure): part for figure, part in QUANTILES.items()}.get(content.id)
    if quantile is not None and isinstance(one.number, int):
        # The share is of days here: so many had waited at most so long.
        return subject.within % {**place, "share": _part(quantile), **_limit(content, one.number)}
    if content.id in ("counted", "waiting", "done") and subject.count and isinstance(one.number, int):
        return subject.count % {**place, "number": formats.number(one.number)}
    return ""


def _limit(content: Content, number: int) -> dict[str, str]:
    """So long, and within so long."""
    within = formats.said(content.length.within(number))
    return {"days": numbers.long(number, content), "within": within}


def _certain(table: OpenTable, codes: Mapping[str, str], share: Fraction) -> bool:
    """Whether the numbers behind a share of all or of nobody are known, and say the same."""
    content = table.contents[codes[CONTENT]]
    of = counted_content(table, content)
    if of is None or "within" not in table.contents:
        return False
    within = cell_at(table, codes, **{CONTENT: "within"}).number
    counted = cell_at(table, codes, **{CONTENT: of}).number
    return isinstance(within, int) and isinstance(counted, int) and within == share * counted


def _part(quantile: Fraction) -> str:
    """A tenth, a quarter, half, three quarters, nine tenths: as they begin a sentence."""
    return {
        Fraction(1, 4): _("En av fyra"),
        Fraction(3, 4): _("Tre av fyra"),
    }.get(quantile) or numbers.about(quantile)


def _absent(table: OpenTable, codes: Mapping[str, str], status: Shown, subject: Subject | None) -> str:
    words = {
        "place": places.called(table, codes),
        "who": subject.who if subject else f"”{topic(table, codes)}”",
        "when": when(table, codes[PERIOD]),
    }
    return {
        Shown.MISSING: _("Ingen uppgift för %(place)s om %(who)s %(when)s"),
        Shown.SUPPRESSED: _("Talet för %(place)s om %(who)s visas inte, för att ingen ska kunna kännas igen"),
        Shown.NOT_APPLICABLE: _("För %(place)s finns inget tal om %(who)s %(when)s"),
    }[status] % words


def _title_of(table: OpenTable, period: str) -> Text | str:
    dimension = table.dimension(PERIOD)
    return dimension.values.get(period, period) if dimension else period
