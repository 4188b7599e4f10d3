"""Whom a figure is about, as sentences say it: our measures by what they count, published tables by name.

A sentence has holes: `share` begins it, `where` says the place, `days` the limit, `within` that with its
word. A table that nobody has written sentences for is told by its own titles (`sentences`). Here does not
belong any number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vardvag.events.model import Phase
from vardvag.service.pages.statistics.tables import measure_of
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Counts, Measure
from vardvag.statistics.open_table import Content, OpenTable, Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """`within`: the sentence of a share within a limit. `who`: those it is about. `nobody`: none of them."""

    within: str
    who: str
    nobody: str
    count: str = ""
    """How many they are; empty where it is told by the content's title."""


def subject_of(table: OpenTable, content: Content, kind: str | None = None) -> Subject | None:
    """Whom *content* of *table* is about; None where no sentence has been written."""
    measure = measure_of(table)
    if measure is not None:
        return _measured(measure)
    published = _PUBLISHED.get((table.id, kind or content.id)) or _PUBLISHED.get((table.id, None))
    return published() if published else None


def tells_share(content: Content) -> bool:
    """Whether *content* is a share within a limit, which the sentence of the subject is about."""
    return content.unit is Unit.PER_CENT and content.limit is not None


def _measured(measure: Measure) -> Subject | None:
    if measure.file.specialities is not None:
        return None
    if measure.length is not Length.WAIT:
        return {
            Length.PAST_TARGET: _return_visit,
            Length.UNTIL_ASSESSED: _emergency_assessed,
            Length.STAY: _emergency_left,
        }[measure.length]()
    return {
        (Counts.WAITING, Phase.FIRST_CONTACT): _waiting_visit,
        (Counts.WAITING, Phase.OPERATION): _waiting_operation,
        (Counts.DONE, Phase.FIRST_CONTACT): _done_visit,
        (Counts.DONE, Phase.OPERATION): _done_operation,
        (Counts.DONE, Phase.PRIMARY_CONTACT): _primary_contact,
        (Counts.DONE, Phase.PRIMARY_ASSESSMENT): _assessment,
    }.get((measure.counts, measure.phase), lambda: None)()


def _waiting_visit() -> Subject:
    return Subject(
        _("%(share)s som väntar på första besök %(where)s har väntat högst %(days)s"),
        _("dem som väntar på första besök"),
        _("Ingen väntade på första besök %(where)s %(when)s"),
        _("%(number)s väntar på första besök %(where)s"),
    )


def _waiting_operation() -> Subject:
    return Subject(
        _("%(share)s som väntar på operation eller åtgärd %(where)s har väntat högst %(days)s"),
        _("dem som väntar på operation eller åtgärd"),
        _("Ingen väntade på operation eller åtgärd %(where)s %(when)s"),
        _("%(number)s väntar på operation eller åtgärd %(where)s"),
    )


def _done_visit() -> Subject:
    return Subject(
        _("%(share)s som fick ett första besök %(where)s hade väntat högst %(days)s"),
        _("dem som fick ett första besök"),
        _("Ingen fick ett första besök %(where)s %(when)s"),
        _("%(number)s fick ett första besök %(where)s"),
    )


def _done_operation() -> Subject:
    return Subject(
        _("%(share)s som fick en operation eller åtgärd %(where)s hade väntat högst %(days)s"),
        _("dem som fick en operation eller åtgärd"),
        _("Ingen fick en operation eller åtgärd %(where)s %(when)s"),
        _("%(number)s fick en operation eller åtgärd %(where)s"),
    )


def _return_visit() -> Subject:
    return Subject(
        _("%(share)s som kom på återbesök %(where)s kom senast på sin måldag"),
        _("dem som kom på återbesök"),
        _("Ingen med måldag kom på återbesök %(where)s %(when)s"),
    )


def _emergency_assessed() -> Subject:
    return Subject(
        _("%(share)s på akuten %(where)s bedömdes inom %(days)s"),
        _("dem som bedömdes på akuten"),
        _("Ingen bedömdes på akuten %(where)s %(when)s"),
    )


def _emergency_left() -> Subject:
    return Subject(
        _("%(share)s på akuten %(where)s lämnade den inom %(days)s"),
        _("dem som lämnade akuten"),
        _("Ingen lämnade akuten %(where)s %(when)s"),
    )


def _assessment() -> Subject:
    return Subject(
        _("%(share)s som fick en medicinsk bedömning i primärvården %(where)s fick den inom %(days)s"),
        _("dem som fick en medicinsk bedömning i primärvården"),
        _("Ingen fick en medicinsk bedömning i primärvården %(where)s %(when)s"),
    )


def _primary_contact() -> Subject:
    return Subject(
        _("%(share)s som sökte primärvården %(where)s fick kontakt %(within)s"),
        _("dem som sökte primärvården"),
        _("Ingen fick kontakt med primärvården %(where)s %(when)s"),
    )


def _telephone() -> Subject:
    return Subject(
        _("%(share)s som ringde primärvården %(where)s fick kontakt samma dag"),
        _("dem som ringde primärvården"),
        _("Ingen ringde primärvården %(where)s %(when)s"),
    )


def _child_assessment() -> Subject:
    return Subject(
        _(
            "%(share)s som fick en första bedömning i barn- och ungdomspsykiatrin "
            "%(where)s fick den inom %(days)s"
        ),
        _("dem som fick en första bedömning i barn- och ungdomspsykiatrin"),
        _("Ingen fick en första bedömning i barn- och ungdomspsykiatrin %(where)s %(when)s"),
    )


def _child_investigation() -> Subject:
    return Subject(
        _(
            "%(share)s som fick en fördjupad utredning i barn- och ungdomspsykiatrin "
            "%(where)s fick den inom %(days)s"
        ),
        _("dem som fick en fördjupad utredning i barn- och ungdomspsykiatrin"),
        _("Ingen fick en fördjupad utredning i barn- och ungdomspsykiatrin %(where)s %(when)s"),
    )


def _child_treatment() -> Subject:
    return Subject(
        _(
            "%(share)s som fick en fördjupad utredning eller behandling i barn- och ungdomspsykiatrin "
            "%(where)s fick den inom %(days)s"
        ),
        _("dem som fick en fördjupad utredning eller behandling i barn- och ungdomspsykiatrin"),
        _(
            "Ingen fick en fördjupad utredning eller behandling i barn- och ungdomspsykiatrin "
            "%(where)s %(when)s"
        ),
    )


def _long_waits() -> Subject:
    return Subject(
        _("%(share)s som väntar på besök %(where)s har väntat mer än %(days)s"),
        _("dem som väntar på besök"),
        _("Ingen väntade på besök %(where)s %(when)s"),
        _("%(number)s väntar på besök %(where)s"),
    )


_PUBLISHED: Mapping[tuple[str, str | None], Callable[[], Subject]] = {
    ("skr-waiting-by-days", "first-visit"): _waiting_visit,
    ("skr-waiting-by-days", "operation"): _waiting_operation,
    ("skr-waiting-by-month", "first-visit"): _waiting_visit,
    ("skr-waiting-by-month", "operation"): _waiting_operation,
    ("skr-done-within-60", "first-visit"): _done_visit,
    ("skr-done-within-60", "operation"): _done_operation,
    ("skr-child-psychiatry-done", "first-assessment"): _child_assessment,
    ("skr-child-psychiatry-done", "investigation"): _child_investigation,
    ("skr-child-psychiatry-done", "investigation-or-treatment"): _child_treatment,
    ("skr-telephone-same-day", None): _telephone,
    ("socialstyrelsen-key-figures", "assessment_within_3"): _assessment,
    ("socialstyrelsen-key-figures", "first_visit_within_90"): _done_visit,
    ("socialstyrelsen-key-figures", "operation_within_90"): _done_operation,
    ("ostergotland-waiting-visits", None): _long_waits,
}
"""By table, and by kind or else content; None for the whole table."""
