"""The store keeps plans, their history, events and the log, and loses or bends nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from example_plan import ORTHOPAEDICS, Example, example
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, NotFound, WrongUse
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayLink, PersonId, PlanId
from vardvag.contracts.log import LogEntry, verify
from vardvag.contracts.overview import State
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import Conflict, PlanStore
from vardvag.contracts.times import Booked, Done, NoTimeYet, Window
from vardvag.events.model import EventKind, Reported
from vardvag.usecases.export_steps import export_steps
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.read_log import read_log
from vardvag.usecases.show_plan import Denied, PlanView, show_plan

TODAY = date(2019, 9, 25)
NOW = Moment.parse("2019-09-25T09:00")


@dataclass(frozen=True)
class Who:
    """Somebody logged in, as the service would hand over."""

    subject: str
    name: str
    role: str
    person: str | None = None
    unit: str | None = None


COORDINATOR = Who("samordnare", "Maria Exempel", "coordinator", unit=ORTHOPAEDICS)
COLLEAGUE = Who("kollega", "Nils Exempel", "coordinator", unit=ORTHOPAEDICS)
ANALYST = Who("analytiker", "Ada Exempel", "region_analyst")
FINANCE = Who("ekonom", "Eva Exempel", "region_finance")


def patient(kept: Example) -> Who:
    return Who("astrid", "Astrid Exempelsson", "patient", person=kept.person.person_id)


@pytest.fixture
def kept(store: Any) -> Example:
    made = example(TODAY)
    made.keep(store)
    return made


def test_store_gives_back_what_it_was_given(store: PlanStore, kept: Example) -> None:
    assert store.read(kept.plan.plan_id) == replace(kept.plan, version=1)
    assert store.person(kept.person.person_id) == kept.person
    assert set(store.events(kept.pathway)) == set(kept.events)
    facts = store.access_facts(kept.plan.plan_id)
    assert facts is not None
    assert (facts.person, facts.taking_part, facts.own_access_open) == (
        kept.person.person_id,
        {"samordnare"},
        True,
    )


def test_an_event_keeps_its_time_and_the_day_it_is_about(store: PlanStore, kept: Example) -> None:
    """As `clocks` asks for them: an offer is of a day, and a notice of a moment, also in the doubled hour."""
    [one, *_] = kept.events
    made = [
        replace(
            one, event_id=f"at-{number}", kind=EventKind.OFFER_MADE, on=at.legal_day, at=at, for_day=for_day
        )
        for number, (at, for_day) in enumerate(
            (
                (Moment.parse("2019-09-20T11:59:59.123456"), date(2019, 10, 31)),
                (Moment.parse("2019-10-27T02:30:00+02:00"), None),
                (Moment.parse("2019-10-27T02:30:00+01:00"), date(2020, 2, 29)),
            )
        )
    ]
    for event in made:
        store.append_event(event)
    assert set(store.events(kept.pathway)) == {*kept.events, *made}
    neither = [event for event in store.events(kept.pathway) if event in kept.events]
    assert all(event.at is None and event.for_day is None for event in neither)


def test_events_from_before_their_time_was_kept_are_read_and_still_cannot_be_changed(
    store: PlanStore, kept: Example
) -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    before = store.events(kept.pathway)
    call_command("migrate", "care", "0005", database="care", verbosity=0)
    call_command("migrate", "care", database="care", verbosity=0)
    assert store.events(kept.pathway) == before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        models.Event.objects.using("care").update(unit="ändrad")


def test_links_join_contacts_elsewhere_to_a_pathway(store: PlanStore, kept: Example) -> None:
    link = PathwayLink("exempeljournal", "K-1", example(TODAY).pathway)
    store.add_pathway(link.pathway, kept.person.person_id, [link])
    assert store.links(link.pathway) == (link,)


def test_what_does_not_exist_is_told(store: PlanStore) -> None:
    with pytest.raises(NotFound):
        store.read(PlanId("ingen"))
    with pytest.raises(NotFound):
        store.person(PersonId("ingen"))
    assert store.access_facts(PlanId("ingen")) is None


def test_every_version_is_kept(store: PlanStore, kept: Example) -> None:
    changed = store.save(replace(kept.plan, what_matters="Att dansa."), 1)
    assert changed.version == 2
    assert [plan.what_matters for plan in store.history(kept.plan.plan_id)] == [
        kept.plan.what_matters,
        "Att dansa.",
    ]


def test_of_two_who_saw_the_same_version_one_wins(store: PlanStore, kept: Example) -> None:
    store.save(replace(kept.plan, what_matters="Att dansa."), 1)
    with pytest.raises(Conflict) as told:
        store.save(replace(kept.plan, what_matters="Att sjunga."), 1)
    assert (told.value.expected, told.value.current) == (1, 2)
    assert store.read(kept.plan.plan_id).what_matters == "Att dansa."


@pytest.mark.parametrize("table", ["PlanVersion", "Event", "LogWaiting", "LogRecord"])
def test_the_database_itself_refuses_to_change_what_happened(
    store: PlanStore, kept: Example, table: str
) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    show_plan(store, COORDINATOR, kept.plan.plan_id, NOW)
    if table == "LogRecord":
        store.log()  # gives the row its place in the chain
    rows = getattr(models, table).objects.using("care")
    column = {"PlanVersion": "version", "Event": "unit"}.get(table, "reason")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        rows.update(**{column: 99 if column == "version" else "ändrad"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        rows.all()._raw_delete("care")


def test_a_waiting_row_may_go_only_when_the_very_same_stands_in_the_chain(
    store: PlanStore, kept: Example
) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    show_plan(store, COORDINATOR, kept.plan.plan_id, NOW)
    [waiting] = models.LogWaiting.objects.using("care").values()
    place = {"number": 1, "previous": "0" * 64, "digest": "1" * 64, "scheme": 2}
    waited_as = waiting.pop("id")
    models.LogRecord.objects.using("care").create(
        **{**waiting, "who": "somebody else"}, **place, waited_as=waited_as
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        models.LogWaiting.objects.using("care").filter(pk=waited_as).delete()


def test_rows_are_chained_in_the_order_they_became_visible_and_none_is_passed_by(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was committed late has a low id; here that is made by giving the id."""
    from vardvag.service import chained_log
    from vardvag.service.store import models

    monkeypatch.setattr(chained_log, "_AT_A_TIME", 2)
    entries = [LogEntry(NOW, f"w{n}", "X", "r", None, "a", None, None, True, "r", "p", "s") for n in range(6)]
    for entry in entries[1:4]:
        store.append_log(entry)
    assert [row.entry.who for row in store.log()] == ["w1", "w2", "w3"]
    late = chained_log._said(entries[0])
    models.LogWaiting.objects.using("care").create(id=-1, **late)
    for entry in entries[4:]:
        store.append_log(entry)
    assert [row.entry.who for row in store.log()] == ["w1", "w2", "w3", "w0", "w4", "w5"]
    assert verify(store.log()) == []
    assert list(store.each_log_row()) == list(store.log())
    assert not models.LogWaiting.objects.using("care").exists()


def test_after_so_many_rows_they_are_chained_though_nobody_asks(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vardvag.service import chained_log
    from vardvag.service.store import models

    monkeypatch.setattr(chained_log, "CHAINED_EVERY", 2)
    for number in range(5):
        store.append_log(LogEntry(NOW, f"w{number}", "X", "r", None, "a", None, None, True, "r", "p", "s"))
    assert models.LogRecord.objects.using("care").count() == 4
    assert models.LogWaiting.objects.using("care").count() == 1


def test_migrations_match_the_models(database: str) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "care", check=True, dry_run=True, verbosity=0, skip_checks=True)


def test_migrations_can_be_undone(database: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", "care", "zero", database="care", verbosity=0, skip_checks=True)
    assert "care_plan" not in connections["care"].introspection.table_names()
    call_command("migrate", "care", database="care", verbosity=0, skip_checks=True)


# Showing a plan --------------------------------------------------------------------------------------------


def test_the_patient_and_the_coordinator_see_the_same_plan_and_clock(store: PlanStore, kept: Example) -> None:
    for actor in (patient(kept), COORDINATOR):
        shown = show_plan(store, actor, kept.plan.plan_id, NOW)
        assert isinstance(shown, PlanView)
        visit, picture, surgery, _smoking, training = shown.overview.steps
        assert [clock.started_on for clock in surgery.clocks] == [date(2019, 7, 7)]  # 80 days before
        assert [clock.last_day for clock in surgery.clocks] == [date(2019, 10, 5)]
        assert [clock.stopped_on for clock in visit.clocks] == [date(2019, 6, 22)]
        assert (picture.clocks, picture.no_limit is None) == ((), False)
        assert shown.overview.next_step is not None
        assert shown.overview.next_step.step.what == "Röntgen av höften"
        assert [gap.step for gap in shown.overview.gaps] == [training.step]


@pytest.mark.parametrize("actor", [COLLEAGUE, ANALYST, FINANCE], ids=lambda actor: actor.role)
def test_those_who_may_not_see_a_plan_cannot_tell_whether_it_exists(
    store: PlanStore, kept: Example, actor: Who
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    answers, queries = [], []
    for plan_id in (kept.plan.plan_id, PlanId("finns-inte")):
        with CaptureQueriesContext(connections["care"]) as asked:
            answers.append(show_plan(store, actor, plan_id, NOW))
        queries.append(len(asked))
    assert answers == [Denied(), Denied()]
    assert queries[0] == queries[1]


@pytest.mark.parametrize(
    "odd", ["", "x" * 5000, "a\x00b", "a\nb"], ids=["empty", "long", "nul", "line break"]
)
def test_what_cannot_be_an_identifier_is_a_plan_that_does_not_exist(store: PlanStore, odd: str) -> None:
    assert show_plan(store, COORDINATOR, PlanId(odd), NOW) == Denied()
    assert [(row.entry.plan, row.entry.allowed) for row in store.log()] == [("?", False)]


def test_the_log_row_is_kept_before_anything_is_read(store: PlanStore, kept: Example) -> None:
    """When reading fails, the attempt is in the log all the same."""

    class Failing:
        def __getattr__(self, name: str) -> Any:
            if name == "read":
                raise RuntimeError("the disk is gone")
            return getattr(store, name)

    with pytest.raises(RuntimeError):
        show_plan(Failing(), COORDINATOR, kept.plan.plan_id, NOW)
    assert [row.entry.action for row in store.log()] == ["read_plan"]


def test_every_attempt_is_logged_and_the_patient_reads_the_log(store: PlanStore, kept: Example) -> None:
    for actor in (COORDINATOR, COLLEAGUE, FINANCE):
        show_plan(store, actor, kept.plan.plan_id, NOW)
    show_plan(store, COLLEAGUE, PlanId("finns-inte"), NOW)
    rows = read_log(store, patient(kept), kept.plan.plan_id, NOW)
    assert not isinstance(rows, Denied)
    assert [(row.entry.who, row.entry.action, row.entry.allowed) for row in rows] == [
        ("samordnare", "read_plan", True),
        ("kollega", "read_plan", False),
        ("ekonom", "read_plan", False),
        ("astrid", "read_log", True),
    ]
    assert rows[0].entry.unit == ORTHOPAEDICS
    assert "4 kap. 1 §" in rows[0].entry.paragraph
    assert isinstance(read_log(store, COORDINATOR, kept.plan.plan_id, NOW), Denied)
    assert verify(store.log()) == []
    assert len(store.log()) == 6


def test_the_list_holds_what_may_be_opened(store: PlanStore, kept: Example) -> None:
    assert [view.plan.plan_id for view in open_plan_list(store, COORDINATOR, NOW)] == [kept.plan.plan_id]
    assert [view.plan.plan_id for view in open_plan_list(store, patient(kept), NOW)] == [kept.plan.plan_id]
    for actor in (COLLEAGUE, ANALYST, FINANCE, Who("annan", "Bo", "patient", person="annan")):
        assert open_plan_list(store, actor, NOW) == []
    assert len(store.log()) == 2


def test_the_list_begins_with_the_plan_whose_next_step_comes_first(store: PlanStore, kept: Example) -> None:
    for day in (30, 26, 28):
        smoking = replace(kept.plan.steps[3], when=Window(date(2019, 9, day)))
        store.save(replace(kept.plan, plan_id=PlanId(f"plan-{day}"), steps=(smoking,)), 0)
    shown = [view.overview.next_step for view in open_plan_list(store, COORDINATOR, NOW)]
    assert [step and step.step.when for step in shown] == [
        Window(date(2019, 9, day)) for day in (26, 28, 30)
    ] + [Booked(Moment.parse("2019-10-01T10:20"))]


# Moving a step ---------------------------------------------------------------------------------------------


HER_YES = Yes(Speaker.PATIENT, Way.TELEPHONE, "Alva Exempel")


def move(
    store: PlanStore,
    kept: Example,
    to: str,
    version: int = 1,
    actor: Who = COORDINATOR,
    yes: Yes | None = HER_YES,
) -> Any:
    return move_step(
        store,
        actor,
        kept.plan.plan_id,
        kept.operation,
        Moment.parse(to),
        version,
        Moment.parse("2019-09-25T10:00"),
        yes=yes,
    )


def test_a_time_she_has_is_exchanged_only_with_her_yes(store: PlanStore, kept: Example) -> None:
    surgery = replace(kept.plan.step(kept.operation), when=NoTimeYet("Mottagningen ringer."))
    store.save(kept.plan.with_step(surgery), 1)
    first = move(store, kept, "2019-10-02T07:30", version=2, yes=None)
    assert first.plan.version == 3  # She had no time: nothing is rebooked.
    said_nothing = [None, "time-without-her"], [Yes(Speaker.CARE, Way.VISIT, "Sam"), "time-without-her"]
    unclear = [replace(HER_YES, name=" "), "said-by-whom"], [replace(HER_YES, way=Way.LOG_IN), "said-how"]
    for yes, rule in (*said_nothing, *unclear):
        with pytest.raises(BadInput) as told:
            move(store, kept, "2019-09-30T07:30", version=3, yes=yes)
        # Told together with what else stands against the time.
        assert {one.rule for one in told.value.findings} == {rule, "step-before-another"}
    assert store.read(kept.plan.plan_id).version == 3
    assert move(store, kept, "2019-10-03T07:30", version=3).plan.version == 4
    [accepted] = [
        one for one in store.plan_events(kept.plan.plan_id) if one.kind is PlanEventKind.TIME_ACCEPTED
    ]
    said = accepted.said
    assert (said.name, said.way, said.recorded_by) == ("Alva Exempel", Way.TELEPHONE, COORDINATOR.name)
    assert accepted.words == str(Moment.parse("2019-10-03T07:30"))
    assert move(store, kept, "2019-10-03T07:30", version=4, yes=None).plan.version == 5  # The same time.


def test_moving_a_step_books_it_in_the_plan_and_on_its_pathway(store: PlanStore, kept: Example) -> None:
    shown = move(store, kept, "2019-10-02T07:30")
    assert (shown.plan.version, shown.plan.step(kept.operation).when) == (
        2,
        Booked(Moment.parse("2019-10-02T07:30")),
    )
    newest = store.events(kept.pathway)[-1]
    assert (newest.kind, newest.on, newest.source) == (EventKind.BOOKED, TODAY, "vardvag")
    assert [row.entry.action for row in store.log()] == ["move_step"]


def test_the_first_day_a_step_can_have_is_the_day_it_becomes_possible(
    store: PlanStore, kept: Example
) -> None:
    """The same day as the step it depends on, the day of the decision, and today are all early enough."""
    assert move(store, kept, "2019-10-01T07:30").plan.version == 2  # the X-ray's day
    free = kept.plan.with_step(replace(kept.plan.step(kept.operation), depends_on=()))
    store.save(free, 2)
    with pytest.raises(BadInput) as told:
        move(store, kept, "2019-09-25T08:00", version=3)
    assert [one.rule for one in told.value.findings] == ["time-passed"]  # it is ten o'clock
    today = move(store, kept, "2019-09-25T11:00", version=3)
    assert today.plan.step(kept.operation).when == Booked(Moment.parse("2019-09-25T11:00"))
    assert move(store, kept, "2019-07-07T08:00", version=4).plan.step(kept.operation).when == Done(
        date(2019, 7, 7)
    )


def test_a_conflict_changes_nothing(store: PlanStore, kept: Example) -> None:
    move(store, kept, "2019-10-02T07:30")
    with pytest.raises(Conflict):
        move(store, kept, "2019-10-03T07:30", version=1)
    assert store.read(kept.plan.plan_id).version == 2
    assert len(store.events(kept.pathway)) == len(kept.events) + 1
    assert [row.entry.action for row in store.log()] == ["move_step", "move_step"]


def test_two_coordinators_at_the_same_time(store: PlanStore, kept: Example, in_thread: Any) -> None:
    waiting = [in_thread(lambda day=day: move(store, kept, f"2019-10-0{day}T07:30")) for day in (2, 3, 4)]
    outcomes = [type(future.exception()) for future in waiting]
    assert sorted(outcome.__name__ for outcome in outcomes) == ["Conflict", "Conflict", "NoneType"]
    assert store.read(kept.plan.plan_id).version == 2
    assert verify(store.log()) == []
    assert len(store.log()) == 3


def test_everything_against_a_time_is_told_at_once(store: PlanStore, kept: Example) -> None:
    with pytest.raises(BadInput) as told:
        move(store, kept, "2019-07-01T07:30")
    assert {finding.rule for finding in told.value.findings} == {
        "step-before-decision",
        "step-before-another",
    }
    training = kept.plan.steps[-1].step_id
    with pytest.raises(BadInput) as told:
        move_step(store, COORDINATOR, kept.plan.plan_id, training, NOW, 1, NOW)
    assert {finding.rule for finding in told.value.findings} == {"step-owner", "step-before-another"}
    visit = kept.plan.steps[0].step_id
    with pytest.raises(BadInput) as told:
        move_step(store, COORDINATOR, kept.plan.plan_id, visit, NOW, 1, NOW)
    assert {finding.rule for finding in told.value.findings} == {"step-done"}
    assert store.read(kept.plan.plan_id).version == 1


@pytest.mark.parametrize("who", ["patient", "kollega", "ekonom"])
def test_only_those_who_take_part_in_the_care_move_a_step(store: PlanStore, kept: Example, who: str) -> None:
    actor = {"patient": patient(kept), "kollega": COLLEAGUE, "ekonom": FINANCE}[who]
    assert move(store, kept, "2019-10-02T07:30", actor=actor) == Denied()
    assert store.read(kept.plan.plan_id).version == 1
    assert [row.entry.allowed for row in store.log()] == [False]


# Exporting -------------------------------------------------------------------------------------------------


def test_a_step_moved_into_the_month_is_done_instead_of_waiting(store: PlanStore, kept: Example) -> None:
    """The loop through the plan: the same step, exported before and after it was moved."""
    september, early_october = Month(2019, 9), date(2019, 10, 1)
    # The X-ray that must come first is booked on 1 October; put it earlier.
    picture = kept.plan.steps[1]
    ready = kept.plan.with_step(replace(picture, when=Done(date(2019, 9, 24))))
    store.save(ready, 1)

    (before,) = export_steps(store, ORTHOPAEDICS, september, early_october)
    assert (before.reported, before.started_on) == (Reported.WAITING, None)
    move(store, kept, "2019-09-27T07:30", version=2)
    (after,) = export_steps(store, ORTHOPAEDICS, september, early_october)
    assert (after.reported, after.started_on) == (Reported.DONE, date(2019, 9, 27))
    assert after.contact_id == before.contact_id
    assert after.decided_on == before.decided_on == date(2019, 7, 7)

    shown = show_plan(store, patient(kept), kept.plan.plan_id, Moment.parse("2019-10-01T09:00"))
    assert isinstance(shown, PlanView)
    surgery = shown.overview.steps[2]
    assert surgery.state is State.DONE
    assert [clock.stopped_on for clock in surgery.clocks] == [after.started_on]


def test_every_contact_that_leaves_is_logged_and_the_patient_reads_it(
    store: PlanStore, kept: Example
) -> None:
    contacts = export_steps(store, ORTHOPAEDICS, Month(2019, 9), date(2019, 10, 1), now=NOW)
    rows = read_log(store, patient(kept), kept.plan.plan_id, NOW)
    assert not isinstance(rows, Denied)
    assert [(row.entry.action, row.entry.unit) for row in rows] == [
        *[("export_contact", ORTHOPAEDICS)] * len(contacts),
        ("read_log", None),
    ]
    assert len(contacts) == 1


def test_a_time_that_has_passed_is_recorded_as_held(store: PlanStore, kept: Example) -> None:
    picture = replace(kept.plan.steps[1], when=Done(date(2019, 9, 10)))
    store.save(kept.plan.with_step(picture), 1)
    shown = move(store, kept, "2019-09-20T07:30", version=2)
    assert shown.plan.step(kept.operation).when == Done(date(2019, 9, 20))
    assert store.events(kept.pathway)[-1].kind is EventKind.STARTED


def test_a_month_that_has_not_ended_is_not_exported(store: PlanStore, kept: Example) -> None:
    with pytest.raises(WrongUse, match="2019-09-30"):
        export_steps(store, ORTHOPAEDICS, Month(2019, 9), date(2019, 9, 29))
    assert len(export_steps(store, ORTHOPAEDICS, Month(2019, 9), date(2019, 9, 30))) == 1


# The log's place ------------------------------------------------------------------------------------------


def test_a_row_from_before_the_second_scheme_and_one_after_it_make_one_chain(store: PlanStore) -> None:
    from vardvag.contracts.log import FIRST, FIRST_SCHEME, digest_of
    from vardvag.service.store import models

    entry = LogEntry(NOW, "x", "X", "coordinator", None, "test", None, None, True, "r", "p", "s")
    digest = digest_of(entry, 1, FIRST, FIRST_SCHEME)
    assert digest is not None
    said = {name: getattr(entry, name) for name in ("who", "name", "role", "action", "allowed", "rule")}
    said |= {"paragraph": "p", "reason": "s", "at": NOW.utc, "previous": FIRST, "digest": digest}
    models.LogRecord.objects.using("care").create(number=1, **said)
    models.LogHead.objects.using("care").filter(pk=1).update(rows=1, digest=digest)
    store.append_log(replace(entry, provider="A", process="höft", source="B", purpose="vård"))
    first, second = store.log()
    assert (first.scheme, first.entry, second.scheme) == (FIRST_SCHEME, entry, 2)
    assert (second.entry.provider, second.entry.process) == ("A", "höft")
    assert (second.entry.source, second.entry.purpose) == ("B", "vård")
    assert verify(store.log()) == []


def test_a_change_and_its_log_row_are_kept_together_or_not_at_all(store: PlanStore, kept: Example) -> None:
    entry = LogEntry(NOW, "x", "X", "coordinator", None, "test", None, None, True, "r", "p", "s")

    class Halted(Exception):
        pass

    def change() -> None:
        with store.transaction():
            store.append_log(entry)
            store.save(replace(kept.plan, what_matters="Halvt."), 1)
            raise Halted

    with pytest.raises(Halted):
        change()
    assert store.log() == ()
    assert store.read(kept.plan.plan_id).version == 1
    store.append_log(entry)
    assert [(row.number, row.entry) for row in store.log()] == [(1, entry)]
