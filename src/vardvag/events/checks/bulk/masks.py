"""For each rule, the rows of a batch in which it may find something.

A mask may point at too many rows, never at too few: the test that holds it compares every finding with those
of the rules on every row. Here does not belong what is right or wrong, nor what is asked of the whole file
(`doubles`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from vardvag.events.checks import conditions
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, EMERGENCY, HSA_IDS, SENDERS_IDS, Required
from vardvag.events.checks.bulk.columns import WIDE
from vardvag.events.checks.bulk.values import Mask, Values, both, day_number, either, month_or_none, yes
from vardvag.events.checks.dates import FIRST_DAYS, IN_THE_MONTH
from vardvag.events.checks.identity import holds_a_personnummer
from vardvag.events.checks.order import HOURS, REFERRAL
from vardvag.events.checks.persons import looks_like_a_name
from vardvag.events.checks.places import (
    in_another_county,
    is_hsa_id,
    no_municipality,
    of_another_region,
)
from vardvag.events.checks.values import UNWRITABLE
from vardvag.events.spellings import number_of

_LAST_NUMBER = 2**31 - 1
_DIGITS = "[0-9]{6}[-+ ]?[0-9]{4}"
_A_DAY = "[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])[-+ ]?[0-9]{4}"
"""What a personnummer is among ten digits; its check digit is left to the rule."""

_ALL_BUT_UNWRITABLE = bytes(sign for sign in range(256) if not UNWRITABLE.match(chr(sign)))


def _person(values: Values) -> Mask:
    return either(*(_person_in(values, name) for name in values.columns.names))


def _person_in(values: Values, name: str) -> Mask:
    column = values.columns[name]
    if column is None:
        return None
    if name in DATES:  # a day that can be read names nobody
        return values.hard(name)
    if name not in WIDE:
        return column.where(f"person in {name}", lambda text: holds_a_personnummer(name, text))
    assert column.wide is not None
    may_be = yes(pc.match_substring_regex(column.wide, _DIGITS))
    if may_be is None:
        return None
    return both(may_be, yes(pc.match_substring_regex(column.wide, _A_DAY)))


def _name(values: Values) -> Mask:
    return either(*(_name_in(values, name) for name in values.columns.names))


def _name_in(values: Values, name: str) -> Mask:
    column = values.columns[name]
    if column is None:
        return None
    if name in DATES:
        return values.hard(name)
    is_id = name in SENDERS_IDS
    if name not in WIDE:
        return column.where(f"name in {is_id}", lambda text: looks_like_a_name(text, is_id))
    spaced = yes(pc.match_substring(column.wide, " "))
    return None if spaced is None else both(spaced, yes(pc.match_substring_regex(column.wide, "[a-z]")))


def _replaces_itself(values: Values) -> Mask:
    own, other = values.columns["VardkontaktId"], values.columns["ErsattningsId"]
    if own is None or other is None:
        return None
    return yes(pc.equal(own.wide, other.wide))


def _required(values: Values) -> Mask:
    always, done = [], []
    for name, attribute in ATTRIBUTES.items():
        if attribute.required is Required.ALWAYS:
            always.append(values.lacks(name))
        elif attribute.required is Required.DONE:
            done.append(both(values.done, values.lacks(name)))
    return either(*always, *done)


def _code(values: Values) -> Mask:
    found = []
    for name, attribute in ATTRIBUTES.items():
        pattern, column = attribute.pattern, values.columns[name]
        if pattern is not None and column is not None:
            found.append(column.where(f"code of {name}", partial(_is_no, pattern)))
    return either(*found)


def _is_no(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is None


def _month(values: Values) -> Mask:
    column = values.columns["DatatGallerFor"]
    return None if column is None else column.where("no month", lambda text: month_or_none(text) is None)


def _any_hard(values: Values) -> Mask:
    return values.any_hard


def _rounded(values: Values) -> Mask:
    columns = (values.columns[name] for name in SENDERS_IDS)
    wide = (one.wide for one in columns if one is not None)
    return either(*(yes(pc.match_substring_regex(texts, r"^[0-9][0-9.,]*[eE][+]")) for texts in wide))


def _unwritable(values: Values) -> Mask:
    return either(*(_unwritable_in(values, name) for name in values.columns.names))


def _unwritable_in(values: Values, name: str) -> Mask:
    column = values.columns[name]
    if column is None:
        return None
    if name in DATES:  # a day that can be read holds none
        return values.hard(name)
    if column.wide is None:
        return column.where("control character", lambda text: UNWRITABLE.search(text) is not None)
    held = column.wide.buffers()[2]  # all the texts of the column, one after the other
    if held is None or not held.to_pybytes().translate(None, _ALL_BUT_UNWRITABLE):
        return None
    return yes(pc.match_substring_regex(column.wide, UNWRITABLE.pattern))


def _no_target_date(values: Values) -> Mask:
    return both(values.is_one_of("Fas", conditions.RETURN_VISIT), values.lacks("MedicinsktMaldatum"))


def _no_activity(values: Values) -> Mask:
    return both(values.is_one_of("Fas", *sorted(conditions.WITH_ACTIVITY)), values.lacks("Aktivitet"))


def _an_activity(values: Values) -> Mask:
    return both(values.is_one_of("Fas", *sorted(conditions.WITHOUT_ACTIVITY)), values.filled("Aktivitet"))


def _times_elsewhere(values: Values) -> Mask:
    given = either(*(values.filled(name) for name in EMERGENCY))
    if given is None:
        return None
    there = values.is_one_of("TypAkutverksamhet", conditions.SEVERAL_SPECIALITIES)
    return given if there is None else yes(pc.and_(given, pc.invert(there)))


def _no_emergency_type(values: Values) -> Mask:
    return both(
        values.is_one_of("Fas", conditions.EMERGENCY_VISIT),
        values.is_one_of("TypAkutverksamhet", conditions.NO_EMERGENCY),
    )


def _guaranteed(values: Values) -> Mask:
    return both(values.is_one_of("Fas", *sorted(conditions.NEVER_GUARANTEED)), values.guaranteed)


def _special_cause(values: Values) -> Mask:
    return values.is_one_of("Avvikelse", conditions.SPECIAL_CAUSE)


def _has_not_waited(values: Values) -> Mask:
    chose = values.is_one_of("Avvikelse", conditions.CHOSE_TO_WAIT)
    decided = values.day("BeslutAktivitet")
    if chose is None or decided is None:
        return None
    started, until = values.day("StartAktivitet"), values.last_day
    if started is not None and values.done is not None:
        until = pc.if_else(values.done, started, until)
    limited = values.is_one_of("Fas", conditions.FIRST_VISIT, conditions.OPERATION)
    within = yes(pc.less_equal(pc.subtract(until, decided), conditions.GUARANTEE_DAYS))
    target, in_time = values.day("MedicinsktMaldatum"), None
    if target is not None:
        in_time = both(values.is_one_of("Fas", conditions.RETURN_VISIT), yes(pc.less_equal(until, target)))
    hard = values.hard("BeslutAktivitet", "StartAktivitet", "MedicinsktMaldatum")
    return both(chose, either(both(limited, values.guaranteed, within), in_time, hard))


def _not_an_hsa_id(values: Values) -> Mask:
    columns = (values.columns[name] for name in HSA_IDS)
    return either(
        *(one.where("no HSA-id", lambda text: not is_hsa_id(text)) for one in columns if one is not None)
    )


def _another_region(values: Values) -> Mask:
    return values.columns.pair("Regionkod", "HSAIdRegion", of_another_region)


def _no_municipality(values: Values) -> Mask:
    column = values.columns["Lkf"]
    return None if column is None else column.where("no municipality", no_municipality)


def _another_county(values: Values) -> Mask:
    return values.columns.pair("Regionkod", "Lkf", in_another_county)


def _too_early(values: Values) -> Mask:
    found = [values.any_hard]
    for name, first in FIRST_DAYS.items():
        if (day := values.day(name)) is not None:
            found.append(yes(pc.less(day, pa.scalar(day_number(first), pa.int32()))))
    return either(*found)


def _after_the_month(values: Values) -> Mask:
    days = (values.day(name) for name in IN_THE_MONTH)
    late = (yes(pc.greater(day, values.last_day)) for day in days if day is not None)
    return either(values.hard(*IN_THE_MONTH), *late)


def _done_before_the_month(values: Values) -> Mask:
    started = values.day("StartAktivitet")
    if started is None:
        return None
    return either(yes(pc.less(started, values.first_day)), values.hard("StartAktivitet"))


def _born_later(values: Values) -> Mask:
    births, reported = values.columns["FodelseAr"], values.columns["DatatGallerFor"]
    if births is None or reported is None:
        return None
    return yes(pc.greater(births.numbers("born", _year), reported.numbers("year of month", _year_of_month)))


def _year(text: str) -> int | None:
    return min(number_of(text), _LAST_NUMBER) if text.isdecimal() else None


def _year_of_month(text: str) -> int | None:
    month = month_or_none(text)
    return None if month is None else month.year


def _started_before_decided(values: Values) -> Mask:
    return values.before("StartAktivitet", "BeslutAktivitet")


def _arrived_before_sent(values: Values) -> Mask:
    return values.before("AnkomstDatum", "RemissDatum")


def _referred_after_start(values: Values) -> Mask:
    return either(*(values.before("StartAktivitet", name) for name in REFERRAL))


def _referred_after_decision(values: Values) -> Mask:
    late = either(*(values.before("BeslutAktivitet", name) for name in REFERRAL))
    return both(values.is_one_of("Fas", conditions.OPERATION, conditions.EXAMINATION), late)


def _decided_after_referral(values: Values) -> Mask:
    late = values.before("RemissDatum", "BeslutAktivitet")
    return both(values.is_one_of("Fas", conditions.FIRST_VISIT), late)


def _hours(values: Values) -> Mask:
    """Where an hour is not later than one before it; the rule tells equal hours and bare days apart."""
    found = [values.hard(*HOURS)]
    for at, later in enumerate(HOURS):
        for earlier in HOURS[:at]:
            one, other = values.stamps(earlier), values.stamps(later)
            if one is not None and other is not None:
                found.append(yes(pc.less_equal(other.second, one.second)))
    return either(*found)


MASKS: Mapping[str, Callable[[Values], Mask]] = MappingProxyType(
    {
        "person": _person,
        "name": _name,
        "replaces-itself": _replaces_itself,
        "required": _required,
        "code": _code,
        "month": _month,
        "day": _any_hard,
        "day-two-ways": _any_hard,
        "rounded": _rounded,
        "control-character": _unwritable,
        "doubtful-time": _any_hard,
        "target-date": _no_target_date,
        "activity-missing": _no_activity,
        "activity-unexpected": _an_activity,
        "emergency-times": _times_elsewhere,
        "emergency-type": _no_emergency_type,
        "guarantee-phase": _guaranteed,
        "special-cause": _special_cause,
        "chosen-within-limit": _has_not_waited,
        "hsa-id": _not_an_hsa_id,
        "hsa-region": _another_region,
        "no-municipality": _no_municipality,
        "other-county": _another_county,
        "too-early": _too_early,
        "future": _after_the_month,
        "earlier-month": _done_before_the_month,
        "unborn": _born_later,
        "order": _started_before_decided,
        "arrival": _arrived_before_sent,
        "referral-after-start": _referred_after_start,
        "referral-after-decision": _referred_after_decision,
        "decision-after-referral": _decided_after_referral,
        "emergency-order": _hours,
    }
)
"""A mask for every rule about one row, by its id."""

WHOLE_FILE: Mapping[str, str] = MappingProxyType(
    {
        "twice": "doubled",
        "waiting-and-done": "doubled",
        "replacement-chain": "replaced",
        "replaced-here": "replaced",
    }
)
"""For every rule about several rows, which of `doubles.Candidates` it looks at."""
