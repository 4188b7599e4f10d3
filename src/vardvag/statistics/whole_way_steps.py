"""Who was treated in each month, and by which linked contacts the way there is known, as named SQL steps.

The engines only link, filter and count; percentiles are `whole_way`. Here does not belong what a way is
(`whole_way`), nor which months can be told (`whole_way_cells`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.days import Month
from vardvag.engines.dialects import Dialect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.events.model import Phase
from vardvag.statistics.flow_steps import counted_sql
from vardvag.statistics.from_contacts import make_standing
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.whole_way import Part, Ways
from vardvag.warehouse.snapshot import Snapshot

FURTHER = ("referral_id", "referred_on", "birth_year", "sex")
"""What is read of a contact beside what every figure reads."""

_DONE = "done"

_FROM_TO = {
    Part.WHOLE: ("began_on", "started_on"),
    Part.TO_VISIT: ("began_on", "seen_on"),
    Part.TO_DECISION: ("seen_on", "decided_on"),
    Part.TO_TREATMENT: ("decided_on", "started_on"),
}

_ONE_PERSONS = """
SELECT region, referral_id FROM known_latest
WHERE referral_id <> ''
GROUP BY region, referral_id
HAVING min(birth_year) = max(birth_year) AND min(sex) = max(sex)
"""

_LINKS = f"""
SELECT contact.region, contact.referral_id, contact.decided_on,
    CASE WHEN contact.referred_on < contact.decided_on THEN contact.referred_on
        ELSE contact.decided_on END AS known_from,
    CASE WHEN contact.phase = {int(Phase.FIRST_CONTACT)} THEN 1 ELSE 0 END AS is_first,
    CASE WHEN contact.phase = {int(Phase.FIRST_CONTACT)} AND contact.reported = 'done'
            AND contact.started_on >= contact.decided_on THEN contact.started_on END AS held_on
FROM known_latest AS contact
JOIN one_persons ON one_persons.region = contact.region AND one_persons.referral_id = contact.referral_id
"""


def whole_way_steps(
    measure: Measure, policy: ExclusionPolicy, first: Month, last: Month, dialect: Dialect
) -> list[Step]:
    """The steps from `known_latest` to `whole_way`: region, month of treatment, part, days and number."""
    waited = dialect.days_between("decided_on", "started_on")
    over = "false" if measure.limit is None else f"{waited} > {measure.limit}"
    treated = f"""
SELECT region, contact_id, referral_id, decided_on, started_on,
    CASE WHEN referred_on < decided_on THEN 1 ELSE 0 END AS is_referred,
    {dialect.month_index("started_on")} AS treated_in
FROM known_latest
WHERE reported = 'done' AND started_on >= decided_on
    AND {counted_sql(measure, policy)} AND {policy.counts_sql("deviation", over)}
"""
    ways = f"""
SELECT treated.region, treated.contact_id, treated.treated_in, treated.decided_on, treated.started_on,
    CASE WHEN max(links.is_first + treated.is_referred) > 0 THEN min(links.known_from) END AS began_on,
    min(CASE WHEN links.held_on <= treated.decided_on THEN links.held_on END) AS seen_on
FROM treated
LEFT JOIN links ON links.region = treated.region AND links.referral_id = treated.referral_id
    AND links.decided_on <= treated.decided_on
WHERE treated.treated_in BETWEEN {first.index} AND {last.index}
GROUP BY treated.region, treated.contact_id, treated.treated_in, treated.decided_on, treated.started_on
"""
    of_way = [(f"'{_DONE}'", "0", "true"), *(_of_part(part, dialect) for part in Part)]
    parted = "UNION ALL".join(
        f"""
SELECT region, treated_in, {name} AS part, CAST({days} AS INTEGER) AS days FROM ways WHERE {known}
"""
        for name, days, known in of_way
    )
    whole_way = """
SELECT region, treated_in, part, days, CAST(count(*) AS BIGINT) AS number FROM parted
WHERE days IS NOT NULL GROUP BY region, treated_in, part, days
"""
    return [
        Step("one_persons", _ONE_PERSONS),
        Step("links", _LINKS),
        Step("treated", treated),
        Step("ways", ways, kept=True),
        Step("parted", parted),
        Step("whole_way", whole_way),
    ]


def _of_part(part: Part, dialect: Dialect) -> tuple[str, str, str]:
    """Its name, its days, and of which ways it is told: of those whose beginning is known."""
    return f"'{part}'", dialect.days_between(*_FROM_TO[part]), "began_on IS NOT NULL"


def ways_on(
    engine: OpenEngine,
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    first: Month,
    last: Month,
) -> Mapping[tuple[str, Month], Ways]:
    """By region and month of treatment, from *first* to *last*, counted on *engine*.

    BadInput when a file of the store is gone or cut short.
    """
    if not snapshot.contact_files():
        return {}
    make_standing(engine, snapshot, further=FURTHER)
    return ways_of_standing(engine, measure, policy, first, last)


def ways_of_standing(
    engine: OpenEngine, measure: Measure, policy: ExclusionPolicy, first: Month, last: Month
) -> Mapping[tuple[str, Month], Ways]:
    """The same of the contacts that stand on *engine* already, with what is read `FURTHER` of them."""
    made = make_steps(engine, whole_way_steps(measure, policy, first, last, engine.dialect))
    done: dict[tuple[str, Month], int] = {}
    days: dict[tuple[str, Month], dict[Part, dict[int, int]]] = {}
    for region, month, part, length, number in engine.rows(
        f"SELECT region, treated_in, part, days, number FROM {made}"
    ):
        at = region, Month.from_index(month)
        if part == _DONE:
            done[at] = number
        else:
            days.setdefault(at, {}).setdefault(Part(part), {})[length] = number
    return {at: Ways(number, days.get(at, {})) for at, number in done.items()}
