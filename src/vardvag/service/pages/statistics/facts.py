"""The definition taken apart at the figure: what is divided by what, who is left out, and who says so.

Everything is read from the measure's and the policy's files, or from what the published table says of itself.
Here does not belong any definition of our own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from vardvag.base.cells import Basis
from vardvag.base.dated import Source
from vardvag.base.errors import NotFound
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.pages.statistics import numbers, periods
from vardvag.service.pages.statistics.tables import measure_of
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.policy import ExclusionPolicy, policy

NOT_STATED = "not-stated"
_BREAKS = Text("Brott i serien", "Breaks in the series")
_NOT_ONE_SERIES = Text(
    "Tal från och med de här perioderna kan inte jämföras med tidigare.",
    "Figures from these periods on cannot be compared with earlier ones.",
)


@dataclass(frozen=True)
class Fact:
    """One line: a term, what is so, more lines under it, and where it is said."""

    term: str
    words: str
    lines: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def policy_name(view: View) -> str | None:
    """Which policy the figure is under: the one chosen, or the one told of its content."""
    return view.codes.get("policy") or view.content.policy


def policy_title(view: View) -> str:
    """The policy in a few words; nothing where the figure has none."""
    name = policy_name(view)
    if name is None:
        return ""
    if name == NOT_STATED:
        return _("källan säger inte vilka som lämnas utanför")
    one = _policy(name)
    return formats.said(one.title) if one else name


def facts(view: View) -> list[Fact]:
    """The lines of the definition, in the order one asks."""
    table = view.table
    measure = measure_of(table)
    found = [Fact(_("Talet"), formats.said(table.definition))]
    if table.why is not None:
        found.append(Fact(_("Varför det spelar roll"), formats.said(table.why)))
    if measure is not None:
        found += _of_measure(measure, view)
    elif view.content.limit is not None:
        found.append(Fact(_("Gräns"), numbers.long(view.content.limit, view.content)))
    found += _of_policy(view)
    found += _of_breaks(view)
    found.append(Fact(_("Utgivare"), formats.said(table.publisher)))
    if measure is not None:
        found += _shown(measure)
    return found


def sources(view: View) -> list[Source]:
    """Where the figure and its definition can be read, each once."""
    measure = measure_of(view.table)
    own = view.cell().source
    others = [one for one in view.table.sources if one.title != own.title]
    said = [] if view.table.made_up else [own, *others]
    if measure is not None:
        said += [one.source() for one in measure.file.sources]
    return list(dict.fromkeys(said))


def origin(source: Source) -> str:
    """Where the figure itself comes from, in one line: an assumption's title and section are told too."""
    return ", ".join(filter(None, (source.title, source.section)))


def _of_measure(measure: Measure, view: View) -> list[Fact]:
    waiting = measure.counts is Counts.WAITING
    guaranteed = measure.only_guaranteed
    marked = _(" och som avsändaren har märkt med vårdgaranti") if guaranteed else ""
    whole = (
        _("Alla som väntar vid månadens slut") if waiting else _("Alla vars väntan slutade under månaden")
    ) + marked
    if measure.length is not Length.WAIT:
        return _of_length(measure)
    found = []
    if measure.limit is not None:
        above = (
            _("De i nämnaren som då har väntat högst %(days)s")
            if waiting
            else _("De i nämnaren som hade väntat högst %(days)s")
        )
        found.append(Fact(_("Täljare"), above % {"days": numbers.days(measure.limit)}))
    found.append(
        Fact(_("Nämnare"), whole, sources=[measure.file.guaranteed.source.source()] if guaranteed else [])
    )
    if measure.limit is not None and measure.file.limit is not None:
        said = _("%(days)s. Dagen då väntan börjar är dag 0, och sista dagen räknas med.")
        found.append(
            Fact(
                _("Gräns"),
                said % {"days": numbers.days(measure.limit)},
                sources=[measure.file.limit.source.source()],
            )
        )
    if (basis := view.codes.get("basis")) is not None:
        found.append(Fact(_("Så räknas väntan"), basis_words(basis)))
    return found


def _of_length(measure: Measure) -> list[Fact]:
    """The same of a length that is no wait from a decision."""
    since = _("en medicinsk måldag") if measure.length is Length.PAST_TARGET else _("båda tiderna")
    found = [
        Fact(
            _("Nämnare"),
            _("Alla som vården började för under månaden och som har %(what)s") % {"what": since},
        )
    ]
    if measure.limit is not None and measure.file.limit is not None:
        inside = formats.said(measure.length.within(measure.limit))
        limit = [measure.file.limit.source.source()]
        found = [
            Fact(_("Täljare"), _("De i nämnaren som räknas %(within)s") % {"within": inside}),
            *found,
            Fact(_("Gräns"), numbers.capital(inside), sources=limit),
        ]
    return found


def basis_words(basis: str) -> str:
    """How waiting is counted on a basis."""
    if basis == Basis.DERIVED.value:
        return _("Ur varje kontakts beslut och slut")
    return _("Ur månadens fil över väntande, så som regionen sände den")


def _of_breaks(view: View) -> list[Fact]:
    """From which periods the figures are not comparable with those before."""
    breaks = view.table.breaks
    if not breaks:
        return []
    return [
        Fact(
            formats.said(_BREAKS),
            formats.said(_NOT_ONE_SERIES),
            [f"{periods.told(view.table, one.since)}: {formats.said(one.what)}" for one in breaks],
            list(dict.fromkeys(one.source for one in breaks)),
        )
    ]


def _of_policy(view: View) -> list[Fact]:
    name = policy_name(view)
    if name is None:
        return []
    if name == NOT_STATED:
        return [Fact(_("Vilka som lämnas utanför"), _("Källan säger det inte."))]
    one = _policy(name)
    if one is None:
        return []
    return [
        Fact(
            _("Vilka som lämnas utanför"),
            f"{numbers.capital(formats.said(one.title))}. {formats.said(one.definition)}",
            [usage(use.who, use.since) for use in one.used_by],
            [use.source for use in one.used_by],
        )
    ]


def usage(who: Text, since: date | None) -> str:
    """Who counts so, and from when where the sources say."""
    if since is None:
        return _("Används av: %(who)s") % {"who": formats.said(who)}
    return _("Används av: %(who)s, från %(day)s") % {"who": formats.said(who), "day": formats.iso(since)}


def _shown(measure: Measure) -> list[Fact]:
    file = measure.file
    rounding = (
        _("Andelen avrundas till hela procent, en gång.")
        if file.rounding.decimals == 0
        else _("Andelen avrundas till %(decimals)s decimaler, en gång.")
        % {"decimals": file.rounding.decimals}
    )
    return [
        Fact(_("Avrundning"), rounding, sources=[file.rounding.source.source()]),
        Fact(
            _("Små tal"),
            _("Tal om färre än %(fewest)s visas inte, och inte heller tal som skulle röja dem.")
            % {"fewest": file.disclosure.fewest},
            sources=[file.disclosure.source.source()],
        ),
        Fact(
            _("Granskning"),
            _("Skrivet av %(author)s. %(checker)s. Ses över senast %(day)s.")
            % {
                "author": file.author,
                "checker": _("Granskat av %(who)s") % {"who": file.checker}
                if file.checker
                else _("Ingen utanför projektet har granskat det än"),
                "day": formats.iso(file.review_by),
            },
        ),
    ]


def _policy(name: str) -> ExclusionPolicy | None:
    try:
        return policy(name)
    except NotFound:
        return None
