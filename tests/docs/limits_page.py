"""The reference page of the limits: every dated value that a clock is run by, with its source.

Here do not belong the examples (`clocks_page`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from page_parts import MADE, cited, table

from vardvag.base.dated import DatedValue
from vardvag.clocks.breach_rules import breach_rules
from vardvag.clocks.covered import exemptions
from vardvag.clocks.discharge_rules import discharge_rules
from vardvag.clocks.limit_files import LimitFile, shipped, statute
from vardvag.clocks.limits import Limit, LimitVersion
from vardvag.clocks.practice import practice
from vardvag.clocks.reasons import REASONS
from vardvag.clocks.reporting import receivers
from vardvag.clocks.words import KINDS, WAITS


def limits_page() -> str:
    """Every limit of every file, with each version and its source; and what stands beside the limits."""
    parts = [
        "# Limits",
        MADE,
        "Everything that a clock is run by, as dated values with their sources. A clock follows the version "
        "in force on the day it starts. What each rule means is shown in "
        "[clocks by example](clocks-by-example.md).",
        *_file(statute()),
        "# Limits that are not the guarantee",
        "They are run only when somebody asks for them by name, and each clock says what it is. How to write "
        "one of your own: [add a limit](../how-to/add-a-limit.md).",
    ]
    for file in shipped().values():
        parts += _file(file)
    for section in (_not_covered, _breach, _practice, _discharge, _reporting):
        parts += section()
    return "\n\n".join(parts) + "\n"


def _file(file: LimitFile) -> Iterator[str]:
    """One file: what its limits are, and each of them."""
    kind = KINDS[file.kind]
    yield f"## {file.title.sv}"
    yield (
        f"*{file.title.en}.* `{file.name}.yaml`: {kind.en} (*{kind.sv}*)."
        + (f" {file.about.en}" if file.about else "")
    )
    for limit in file.limits:
        yield f"### {limit.title.sv}"
        yield f"*{limit.title.en}.* {WAITS[limit.about].sv.capitalize()}. In code: `{limit.name}`."
        yield _history(limit)


def _history(limit: Limit) -> str:
    rows = [
        (
            *_dates(entry),
            entry.value.days,
            f"{entry.value.law} {entry.value.paragraph}",
            entry.value.wording,
            _terms(entry.value),
            _grounds(entry.value),
            cited(entry.source),
        )
        for entry in limit.history
    ]
    titles = ("from", "to", "days", "paragraph", "wording", "terms", "time not counted", "source")
    return table(titles, rows)


def _terms(version: LimitVersion) -> str:
    terms = [
        f"called {version.called.sv}" if version.called else "",
        "only if the caregiver judged it needed" if version.if_needed else "",
        {"doctor": "by a doctor", "licensed": "by licensed staff"}.get(version.by or "", ""),
        "only where the patient is listed" if version.listed_only else "",
    ]
    return "; ".join(term for term in terms if term)


def _grounds(version: LimitVersion) -> str:
    if version.not_counted is None:
        return "not known"
    return ", ".join(sorted(version.not_counted)) or "none"


def _dates(entry: DatedValue[object]) -> tuple[object, object]:
    return entry.valid_from, entry.valid_to or "until further notice"


def _not_covered() -> Iterable[str]:
    rows = [
        (
            f"`{one.reason}`",
            f"{REASONS[one.reason].sv} (*{REASONS[one.reason].en}*)",
            one.told_by.en,
            one.but.en if one.but else None,
            "; ".join(cited(source) for source in one.sources),
        )
        for one in exemptions().values()
    ]
    return (
        "# What the guarantee does not cover",
        "From `clocks/coverage.yaml`. A wait that it does not cover has no clock; the reason is told.",
        table(("reason", "says", "told by", "but", "source"), rows),
    )


def _breach() -> Iterable[str]:
    rules = breach_rules()
    laws = [
        (
            *_dates(entry),
            f"{entry.value.law} {entry.value.paragraph}",
            entry.value.wording,
            cited(entry.source),
        )
        for entry in rules.law
    ]
    rows = [
        (
            f"{duty.title.sv} (*{duty.title.en}*)",
            "the act" if duty.in_law else "practice",
            ", ".join(f"`{kind}`" for kind in duty.done_by),
            ", ".join(f"`{kind}`" for kind in duty.after) or None,
            cited(duty.source),
        )
        for duty in rules.duties
    ]
    return (
        "# What a passed limit obliges to",
        f"From `clocks/breach.yaml`. {rules.about.en} {rules.deadline.en}",
        table(("from", "to", "paragraph", "wording", "source"), laws),
        table(("duty", "stands in", "done by the event", "once", "source"), rows),
    )


def _practice() -> Iterable[str]:
    rows = []
    for name, one in practice().items():
        if one.source is not None:
            rows.append((f"`{name}`", f"{one.says.sv} (*{one.says.en}*)", cited(one.source)))
        for option, reading in one.options.items():
            rows.append(
                (f"`{name}`: `{option}`", f"{reading.says.sv} (*{reading.says.en}*)", cited(reading.source))
            )
    return (
        "# Practice and readings",
        "From `clocks/practice.yaml`: what the ordinance leaves open. Where there are several readings the "
        "first is the ordinance's, and the one used if nothing else is chosen.",
        table(("question", "reading", "source"), rows),
    )


def _discharge() -> Iterable[str]:
    rules = discharge_rules()
    rows = [
        (
            f"{clock.title.sv} (*{clock.title.en}*)",
            *_dates(entry),
            f"{entry.value.hours} hours" if entry.value.hours is not None else f"{entry.value.days} days",
            f"{entry.value.law} {entry.value.paragraph}",
            clock.says.en,
            cited(entry.source),
        )
        for clock in rules.clocks.values()
        for entry in clock.history
    ]
    rows += [
        (
            f"{rules.liability_title.sv} (*{rules.liability_title.en}*)",
            *_dates(entry),
            f"{entry.value.days} days; {entry.value.days_after} if after {entry.value.after:%H:%M}",
            f"{entry.value.law} {entry.value.paragraph}",
            "after the notice that the patient is ready for discharge, if every condition is met",
            cited(entry.source),
        )
        for entry in rules.liability
    ]
    return (
        "# Discharge from inpatient care",
        f"From `clocks/discharge.yaml`. {rules.about.en}",
        table(("clock", "from", "to", "limit", "paragraph", "says", "source"), rows),
    )


def _reporting() -> Iterable[str]:
    rows = [
        (
            *_dates(entry),
            f"{entry.value.name.sv} (*{entry.value.name.en}*)",
            f"{entry.value.law} {entry.value.paragraph}",
            cited(entry.source),
        )
        for entry in receivers()
    ]
    return (
        "# Who keeps the national database",
        "From `clocks/reporting.yaml`.",
        table(("from", "to", "receiver", "paragraph", "source"), rows),
    )
