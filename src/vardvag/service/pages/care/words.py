"""A plan in words: its steps as a time line, its clocks and standings as sentences, whom to ring.

What a plan itself says (a step, a place, a name) was written in Swedish and is marked as such on an English
page. Here does not belong any date or limit: they come from the overview and its clocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardvag.base.days import days_waited
from vardvag.base.kronor import NBSP
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.reasons import REASONS
from vardvag.contracts.overview import Overview, State, StepView
from vardvag.contracts.standing import Standing, Waiting, waiting_of
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.times import Booked, NoTimeYet, Requested, Window, day_of
from vardvag.contracts.whom_to_ask import ContactPoint
from vardvag.service.look import formats
from vardvag.service.look.table import StatusWord
from vardvag.service.look.timeline import State as Mark
from vardvag.service.look.timeline import TimelineStep
from vardvag.service.pages.care import labels

MARKS = {
    State.DONE: Mark.DONE,
    State.BOOKED: Mark.BOOKED,
    State.REQUESTED: Mark.NO_TIME,  # asked for, and no time in the patient's hand
    State.WINDOW: Mark.WINDOW,
    State.NO_TIME: Mark.NO_TIME,
}
KINDS = {
    Standing.PASSED: "over",
    Standing.BOOKED_AFTER: "over",
    Standing.NEAR_END: "soon",
    Standing.UNKNOWN: "rest",
    Standing.DAYS_LEFT: "within",
    Standing.BOOKED_WITHIN: "within",
}


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to turn to. `telephone` is the address that a telephone rings; empty when the way is another."""

    name: SafeString | str
    channel: str
    hours: SafeString | str
    telephone: str


def in_swedish(text: str) -> SafeString | str:
    """Words of the plan itself, marked as Swedish where the page is not."""
    return text if formats.language() == "sv" else format_html('<span lang="sv">{}</span>', text)


def ring(point: ContactPoint) -> Ring:
    """A contact point, with a link to ring where its channel is a telephone number."""
    digits = re.sub(r"[\s-]", "", point.channel)
    is_number = re.fullmatch(r"\+?[0-9]+", digits) is not None
    return Ring(
        in_swedish(point.name),
        # A number that is broken over two lines is read as two.
        point.channel.replace(" ", NBSP) if is_number else point.channel,
        in_swedish(point.hours),
        f"tel:{digits}" if is_number else "",
    )


def ring_line(point: ContactPoint) -> SafeString:
    """Whom to turn to on one line, with the number to ring."""
    whom = ring(point)
    number = (
        format_html('<a class="nowrap" href="{}">{}</a>', whom.telephone, whom.channel)
        if whom.telephone
        else whom.channel
    )
    return format_html("{}, {}, {}", whom.name, number, whom.hours)


def in_law(text: str) -> str:
    """Where something stands in law, spelt out, with the number kept beside its sign."""
    return (
        text.replace("HSF (", "hälso- och sjukvårdsförordningen (")
        .replace(" kap. ", f"{NBSP}kap.{NBSP}")
        .replace(" §", f"{NBSP}§")
    )


def when(view: StepView) -> str:
    """The day or time of a step; nothing where there is none."""
    match view.step.when:
        case Booked(at) if view.state is State.BOOKED:
            return formats.moment(at)
        case Window(latest):
            return _("senast den %(day)s") % {"day": formats.day(latest)}
        case NoTimeYet() | Requested():
            return ""
    return formats.day(day_of(view.step.when))


def time_line(
    overview: Overview,
    today: date,
    links: dict[str, tuple[str, str]] | None = None,
    *,
    mark_next: bool = True,
    to_staff: bool = False,
    further: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> list[TimelineStep]:
    """The whole way. *links* gives steps, by their identifier, an address and its words; *further* more.

    *to_staff* shows the notes that are for staff alone.
    """
    following = overview.next_step if mark_next else None
    return [
        TimelineStep(
            MARKS[view.state],
            in_swedish(view.step.what),
            when(view),
            [*_lines(view), *(_to_staff(view) if to_staff else ())],
            _note(view, today),
            next=following is not None and following.step.step_id == view.step.step_id,
            link=(links or {}).get(view.step.step_id, ("", ""))[0],
            link_text=(links or {}).get(view.step.step_id, ("", ""))[1],
            further=(further or {}).get(view.step.step_id, ()),
        )
        for view in overview.steps
    ]


def _lines(view: StepView) -> Sequence[str]:
    """Where, who is responsible, what happens next. Of what is done, only who did it."""
    owner = in_swedish(view.step.owner.name)
    if view.state is State.DONE:
        return [owner]
    lines: list[str] = [in_swedish(view.step.where)] if view.step.where else []
    if isinstance(view.step.when, Requested):
        wanted = formats.moment(view.step.when.wanted)
        lines.append(_("Begärd tid, inte bekräftad: %(when)s.") % {"when": wanted})
    if isinstance(view.step.when, NoTimeYet | Requested):
        lines.append(in_swedish(view.step.when.next_action))
    if view.step.referral is not None:
        mark = view.step.referral.latest
        lines.append(str(labels.REFERRALS[mark.status]).format(day=formats.day(mark.on)))
    if view.step.target is not None:
        lines.append(_("Medicinskt måldatum: den %(day)s.") % {"day": formats.day(view.step.target.day)})
    if view.step.patient_note:
        lines.append(in_swedish(view.step.patient_note))
    if view.step.owner.name == view.ask.name:
        return [*lines, format_html(_("Ansvar: {}."), ring_line(view.ask))]
    if view.step.owner.kind is not OwnerKind.PATIENT:
        lines.append(format_html(_("Ansvar: {}."), owner))
    return [*lines, format_html(_("Frågor? {}."), ring_line(view.ask))]


def _to_staff(view: StepView) -> Sequence[str]:
    note = view.step.internal_note
    if not note:
        return ()
    said = format_html('<span class="staff-note">{}</span>', in_swedish(note))
    return [format_html(_("Bara för personalen: {}"), said)]


def _note(view: StepView, today: date) -> str:
    if view.no_limit is not None:
        # Said of what is to come; of what is done it would only be noise.
        return "" if view.state is State.DONE else formats.said(view.no_limit)
    sentences = [clock_words(clock, today) for clock in view.clocks]
    waiting = waiting_of(view, today)
    if waiting is not None and waiting.standing is Standing.BOOKED_AFTER:
        sentences.append(_("Tiden ligger efter garantins sista dag."))
    return " ".join(sentences)


def clock_words(clock: GuaranteeClock, today: date) -> str:
    """One clock as a sentence or two."""
    last = clock.last_day
    if clock.certainty is not Certainty.DETERMINED or last is None or clock.started_on is None:
        why = formats.said(REASONS[clock.reason]) if clock.reason else ""
        return _("Garantins sista dag går inte att räkna ut. %(why)s.") % {"why": why}
    said = {
        "last": formats.day(last),
        "days": clock.days,
        "day": days_waited(clock.started_on, clock.stopped_on or today),
    }
    paused = last != clock.started_on + timedelta(days=clock.days)
    if clock.stopped_on is not None:
        words = (
            _("Garantin hölls inte: vården gavs dag %(day)s, gränsen är %(days)s dagar.")
            if clock.overdue_on(clock.stopped_on)
            else _("Garantin hölls: vården gavs dag %(day)s av %(days)s.")
        )
    elif clock.overdue_on(today):
        words = _("Garantin gick ut den %(last)s (%(days)s dagar). I dag är det dag %(day)s.")
    else:
        words = _("Garanti till och med den %(last)s (%(days)s dagar). I dag är det dag %(day)s.")
    return words % said + (" " + _("Dagar som lagen undantar räknas inte.") if paused else "")


def standing_words(waiting: Waiting) -> StatusWord:
    """A standing as a status: word, shape and colour."""
    left = waiting.days_left or 0
    if waiting.standing is Standing.PASSED:
        words = _("Garantin gick ut den %(last)s") % {"last": formats.day(waiting.clock.last_day)}
    elif waiting.standing is Standing.BOOKED_AFTER:
        words = _("Bokad efter garantins sista dag")
    elif waiting.standing is Standing.UNKNOWN:
        words = _("Garantins sista dag är inte känd")
    elif waiting.standing is Standing.BOOKED_WITHIN:
        words = _("Bokad inom garantin")
    else:
        words = days_left(left)
    return StatusWord(KINDS[waiting.standing], words)


def days_left(left: int) -> str:
    """How much is left of a guarantee that has not been passed."""
    if left == 0:
        return _("Sista dagen av garantin är i dag")
    if left == 1:
        return _("1 dag kvar av garantin")
    return _("%(left)s dagar kvar av garantin") % {"left": left}
