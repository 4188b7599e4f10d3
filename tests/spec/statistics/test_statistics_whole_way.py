"""The whole way as a small worked example on every engine, and each rule of it turned wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from engines_at_hand import OPENED, EnginesAtHand
from turned_engine import Turned, TurnedEngine
from vardvag.base.cells import Days, Ratio
from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.events.arrow import to_table
from vardvag.events.model import Contact, Details, Deviation, Phase, Reported
from vardvag.statistics import reference
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.figures import Figure
from vardvag.statistics.from_contacts import contact_columns, make_standing
from vardvag.statistics.length import Length
from vardvag.statistics.measure import measure
from vardvag.statistics.policy import policy
from vardvag.statistics.reference_whole_way import ways as ways_one_by_one
from vardvag.statistics.whole_way import Part, Ways, refuse_without_way
from vardvag.statistics.whole_way_steps import FURTHER, ways_of_standing
from vardvag.usecases.tell_whole_way import tell_whole_way
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

Way = str | OpenEngine
SEPTEMBER = Month(2019, 9)
MEASURE = measure("done-operation-within-90")


def contact(
    name: str,
    decided: str,
    held: str | None,
    referral: str | None = None,
    referred: str | None = None,
    place: str = "08",
    **more: Any,
) -> Contact:
    """An operation of 2019, if nothing else is said; days as `06-01`."""
    decided_on, started_on, referred_on = (
        None if day is None else date.fromisoformat(f"2019-{day}") for day in (decided, held, referred)
    )
    assert decided_on is not None
    month = SEPTEMBER if started_on is None else Month.of(started_on)
    return waiting_contact(
        month,
        0,
        decided_on,
        place,
        contact_id=name,
        reported=Reported.WAITING if started_on is None else Reported.DONE,
        started_on=started_on,
        details=Details(referral_id=referral, referred_on=referred_on),
        **more,
    )


def visit(name: str, decided: str, held: str | None, referral: str, **more: Any) -> Contact:
    """A first contact."""
    return contact(f"first contact, {name}", decided, held, referral, phase=Phase.FIRST_CONTACT, **more)


def examined(name: str, decided: str, held: str, referral: str, **more: Any) -> Contact:
    return contact(f"examination, {name}", decided, held, referral, phase=Phase.EXAMINATION, **more)


# Each operation of September, and the days of the whole way and its parts: to the visit, to the decision, to
# treatment. Without days: not linked.
Expected = Mapping[str, tuple[int | None, ...]]
EXPECTED: Expected = {
    "all the way": (243, 59, 92, 92),
    "second by the same referral": (272, 59, 185, 28),
    "its own date alone": (76, None, None, 45),
    "visit after the decision": (111, None, None, 50),
    "visit never held": (86, None, None, 55),
    "visit held before it was decided": (55, None, None, 33),
    "visit waits, with a start": (65, None, None, 34),
    "examined before the first contact": (124, 19, 12, 93),
    "visit on the day of the decision": (51, 20, 0, 31),
    "no referral id": (),
    "no referral id but a date": (),
    "referred on the day of the decision": (),
    "examined and no more": (),
    "visit decided after the operation": (),
    "referral of another year of birth": (),
    "referral of another sex": (),
    "referral of another region": (),
    "first contact replaced": (),
}
OPERATIONS = [
    contact("all the way", "06-01", "09-01", "A"),
    contact("second by the same referral", "09-02", "09-30", "A"),
    contact("its own date alone", "08-01", "09-15", "B", "07-01"),
    contact("visit after the decision", "08-01", "09-20", "C"),
    contact("visit never held", "08-01", "09-25", "D"),
    contact("visit held before it was decided", "08-01", "09-03", "E"),
    contact("visit waits, with a start", "08-01", "09-04", "P"),
    contact("examined before the first contact", "06-01", "09-02", "F"),
    contact("visit on the day of the decision", "08-01", "09-01", "O"),
    contact("no referral id", "08-01", "09-10"),
    contact("no referral id but a date", "08-01", "09-10", "", "07-01"),
    contact("referred on the day of the decision", "08-01", "09-10", "G", "08-01"),
    contact("examined and no more", "08-01", "09-10", "H"),
    contact("visit decided after the operation", "08-01", "09-10", "I"),
    contact("referral of another year of birth", "08-01", "09-10", "J", "07-01"),
    contact("referral of another sex", "08-01", "09-10", "K"),
    contact("referral of another region", "08-01", "09-10", "L"),
    contact("first contact replaced", "08-01", "09-10", "M"),
]
EARLIER = [
    visit("all the way", "01-03", "03-01", "A", referred="01-01"),
    visit("all the way, again", "01-04", "05-01", "A"),
    visit("all the way, after the decision", "05-02", "07-01", "A"),
    examined("all the way", "03-01", "04-01", "A"),
    visit("after the decision", "06-01", "09-05", "C"),
    visit("never held", "07-01", None, "D"),
    visit("held before it was decided", "07-10", "07-01", "E"),
    replace(visit("waits, with a start", "07-01", "07-20", "P"), reported=Reported.WAITING),
    examined("before the first contact", "05-01", "05-08", "F"),
    visit("after the examination", "05-10", "05-20", "F"),
    visit("on the day of the decision", "07-12", "08-01", "O"),
    examined("and no more", "07-01", "07-10", "H", referred="06-01"),
    visit("decided after the operation", "08-02", "08-20", "I", referred="07-01"),
    visit("another year of birth", "06-01", "07-01", "J", birth_year=1951),
    visit("not in two persons' region", "06-01", "07-01", "J", place="12"),
    visit("another sex", "06-01", "07-01", "K", sex=1),
    visit("another region", "06-01", "07-01", "L", place="12"),
    visit("replaced", "06-01", "07-01", "M"),
]
NOT_COUNTED = [
    contact("still waits", "08-01", None, "N", "07-01"),
    replace(contact("waits, with a start", "08-01", "09-10", "N", "07-01"), reported=Reported.WAITING),
    contact("held in October", "08-01", "10-01", "N", "07-01"),
    contact("held before it was decided", "09-20", "09-10", "N", "07-01"),
    contact("outside the guarantee", "08-01", "09-10", "N", "07-01", guaranteed=False),
    contact("chose to wait", "06-01", "09-10", "N", "05-01", deviation=Deviation.PATIENT_CHOSEN),
    examined("in September", "08-01", "09-10", "N", referred="07-01"),
]
CORRECTED = [visit("right", "06-01", "07-01", "another", replaces="first contact, replaced")]


def of(expected: Expected) -> Ways:
    """The same as the engines count it."""
    days: dict[Part, dict[int, int]] = {}
    for at, part in enumerate(Part):
        found = Counter(long for way in expected.values() if way and (long := way[at]) is not None)
        days[part] = dict(found)
    return Ways(len(expected), days)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("ways") / "store")
    history = [*OPERATIONS, *EARLIER, *NOT_COUNTED]
    for load, day in ((history, "2019-10-20"), (CORRECTED, "2019-11-20")):
        made.load(to_table(load), Moment.parse(day), cube_steps)
    return made


def test_the_whole_way_of_those_operated_in_september(store: Store, way: Way) -> None:
    rows = tell_whole_way(
        store, MEASURE, first=SEPTEMBER, last=SEPTEMBER, policy="pvv-over-limit", engine=way, inside=True
    )
    by_place = {row.place: row for row in rows}
    for place in ("08", "SE"):
        row = by_place[place]
        assert (row.linked.value, row.visited.value) == (Ratio(9, 18), Ratio(4, 18))
        medians = {part: row.lengths[part, Figure.MEDIAN].value for part in Part}
        assert medians == {
            Part.WHOLE: Days(86, 9),
            Part.TO_VISIT: Days(20, 4),
            Part.TO_DECISION: Days(12, 4),
            Part.TO_TREATMENT: Days(45, 9),
        }
        others = (Figure.P10, Figure.P25, Figure.P75, Figure.P90)
        assert [row.lengths[Part.WHOLE, one].value for one in others] == [
            Days(days, 9) for days in (51, 65, 124, 272)
        ]
    assert set(by_place["01"].statuses) == {Shown.MISSING}


def test_each_way_in_plain_python_and_its_parts_add_up(store: Store) -> None:
    stands = reference.known(store.snapshot().received())
    each = ways_one_by_one(stands, MEASURE, policy("pvv-over-limit"), SEPTEMBER, SEPTEMBER)["08", SEPTEMBER]
    found = sorted(tuple(way.days(part) for part in Part) for way in each if way.began_on)
    assert found == sorted((way for way in EXPECTED.values() if way), key=lambda way: (way[0], way[1] or 0))
    for whole, *parts in found:
        assert None in parts or sum(parts) == whole  # type: ignore[arg-type]


def test_before_the_correction_the_replaced_contact_was_linked(store: Store) -> None:
    asked = {"first": SEPTEMBER, "last": SEPTEMBER, "policy": "pvv-over-limit", "inside": True}
    rows = tell_whole_way(store, MEASURE, as_known=date(2019, 10, 20), **asked)  # type: ignore[arg-type]
    assert next(row.linked.value for row in rows if row.place == "08") == Ratio(10, 18)


def test_a_policy_leaves_out_the_same_treatments_as_of_the_share(store: Store) -> None:
    """Whoever chose to wait, and waited 101 days, is counted under a policy that leaves out nobody."""
    [*_, row] = tell_whole_way(
        store, MEASURE, first=SEPTEMBER, last=SEPTEMBER, policy="nobody", by="country", inside=True
    )
    assert row.linked.value == Ratio(10, 19)


def test_without_any_link_there_is_no_way_and_not_one_of_0_days(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = Store(tmp_path_factory.mktemp("unlinked") / "store")
    unlinked = [contact(f"operation {number}", "08-01", "09-10") for number in range(9)]
    store.load(to_table(unlinked), Moment.parse("2019-10-20"), cube_steps)
    rows = tell_whole_way(store, MEASURE, first=SEPTEMBER, last=SEPTEMBER)
    [row] = [row for row in rows if row.place == "08"]
    assert row.linked.value == Ratio(0, 9)
    assert set(row.statuses) == {Shown.NOT_APPLICABLE}
    assert all(one.value is None for one in row.lengths.values())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("waiting-operation-within-90", "räknar väntande"),
        ("done-first-visit-within-90", "där börjar vägen"),
    ],
)
def test_a_measure_that_has_no_way_says_why(store: Store, name: str, said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        tell_whole_way(store, measure(name), first=SEPTEMBER, last=SEPTEMBER)
    assert said in refused.value.text.sv


def test_a_measure_of_another_length_than_the_wait_has_no_way() -> None:
    stay = replace(MEASURE, file=MEASURE.file.model_copy(update={"length": Length.STAY}))
    with pytest.raises(WrongUse, match="wait from the decision"):
        refuse_without_way(stay)


TURNED = tuple(
    Turned(name, MEASURE.id, step, right, wrong)
    for name, step, right, wrong in (
        ("an empty id links", "one_persons", "<> ''", "= ''"),
        ("an id of two years of birth links", "one_persons", "min(birth_year) = max(birth_year)", "true"),
        ("an id of two sexes links", "one_persons", "min(sex) = max(sex)", "true"),
        ("another region's id links", "links", "one_persons.region = contact.region AND", ""),
        ("the referral's date is not looked at", "links", "referred_on < con", "decided_on < con"),
        ("an examination is a first contact", "links", "phase = 1", "phase IN (1, 3)"),
        ("an operation is a first visit", "links", "contact.phase = 1 AND", ""),
        ("a visit held before its decision counts", "links", "on >= contact.decided_on", "on IS NOT NULL"),
        ("a visit still waited for is held", "links", "contact.reported = 'done'", "true"),
        ("who waits is treated", "treated", "reported = 'done' AND", ""),
        ("who is treated before the decision counts", "treated", "started_on >= decided_on", "true"),
        ("those outside the guarantee count", "treated", " AND guaranteed", ""),
        ("another kind of contact counts", "treated", "phase = 2", "phase IN (2, 3)"),
        ("nobody is left out", "treated", "deviation IN (1)", "deviation IN (9)"),
        (
            "a date on the day of the decision links",
            "treated",
            "referred_on < decided_on",
            "referred_on <= decided_on",
        ),
        ("a link by the row's own date is none", "ways", "+ treated.is_referred", ""),
        ("a link to another region", "ways", "links.region = treated.region AND", ""),
        ("what is decided later links", "ways", "AND links.decided_on <= treated.decided_on", ""),
        ("the way begins with the last", "ways", "min(links.known_from)", "max(links.known_from)"),
        ("a visit after the decision counts", "ways", "links.held_on <= treated.decided_on", "true"),
        ("a visit on the day of the decision does not", "ways", "held_on <= treated", "held_on < treated"),
        ("the last visit is the first", "ways", "min(CASE WHEN links.held_on", "max(CASE WHEN links.held_on"),
        ("another month's are counted", "ways", "BETWEEN", "+ 1 BETWEEN"),
        ("the unlinked are not counted", "ways", "LEFT JOIN", "JOIN"),
        ("a way is counted once by its day", "whole_way", "count(*)", "1"),
        ("who is not linked has a wait", "parted", "began_on IS NOT NULL", "true"),
    )
)


def september(engine: OpenEngine) -> Ways | None:
    found = ways_of_standing(engine, MEASURE, policy("pvv-over-limit"), SEPTEMBER, SEPTEMBER)
    return found.get(("08", SEPTEMBER))


@pytest.mark.parametrize("name", OPENED)
def test_every_rule_turned_wrong_is_noticed(
    store: Store, engines: EnginesAtHand, name: str, tmp_path: Path
) -> None:
    """The contacts that stand are written once and read, because Spark would plan them anew for each rule.

    Even so it needs seconds for each, and tries every third.
    """
    unnoticed = []
    with engines.open(name) as engine:
        make_standing(engine, store.snapshot(), further=FURTHER)
        columns, standing = contact_columns(further=FURTHER), tmp_path / "standing.parquet"
        rows = engine.arrow(f"SELECT {', '.join(columns.names)} FROM known_latest")
        parquet.write_table(rows.cast(columns), standing)
        engine.read("standing", tmp_path, [standing], columns)
        make_steps(engine, [Step("known_latest", "SELECT * FROM standing")])
        assert september(engine) == of(EXPECTED)
        for turned in TURNED[:: 3 if name == "spark" else 1]:
            wrong = TurnedEngine(engine, turned)
            if september(wrong) == of(EXPECTED) or not wrong.found:
                unnoticed.append(turned.name)
    assert unnoticed == []
