"""Notices: written with the change, decided anew when sent, lost never, and holding nothing of the plan."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from example_plan import ORTHOPAEDICS, example
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.notices.notice import ATTEMPTS, HELD, KEPT, NoticeState
from vardvag.contracts.notices.subscription import NoticeWay, Topic
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import Conflict
from vardvag.usecases.answer_version import answer_version
from vardvag.usecases.change_plan import change_plan
from vardvag.usecases.choose_notices import NoticesShown, choose_notices, show_notices
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.offer_contract import offer
from vardvag.usecases.send_notices import NotDelivered, Round, send_notices
from vardvag.usecases.show_plan import Denied

NOW = Moment.parse("2019-09-25T09:00")
WAYS = (NoticeWay.PAGE, NoticeWay.EMAIL)
MAIL = "astrid@exempel.se"
HER_YES = Yes(Speaker.PATIENT, Way.TELEPHONE, "Astrid Exempelsson")


@dataclass(frozen=True)
class Who:
    subject: str
    role: str
    unit: str | None = None
    name: str = "N"
    person: str | None = None


SAM = Who("samordnare", "coordinator", ORTHOPAEDICS)


class Mailbox:
    """A channel that keeps what it is given; it fails as many times as it is told to."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.got: list[tuple[str, str]] = []

    def deliver(self, notice_id: str, address: str) -> None:
        if self.fails:
            self.fails -= 1
            raise NotDelivered("mail-server-not-reached")
        self.got.append((notice_id, address))


@pytest.fixture
def made(store: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    # A notice is made at the time of its change, which the repository reads off the clock.
    monkeypatch.setattr("vardvag.service.store.repository.now", lambda: NOW)
    known = example(date(2019, 9, 25))
    known = replace(known, plan=replace(known.plan, care_team=frozenset({"skota"})))
    known.keep(store)
    return known


@pytest.fixture
def astrid(made: Any) -> Who:
    return Who("astrid", "patient", person=made.person.person_id)


def choose(
    store: Any, who: Who, made: Any, *topics: Topic, way: NoticeWay = NoticeWay.EMAIL, address: str = MAIL
) -> Any:
    return choose_notices(store, who, made.plan.plan_id, topics, way, address, NOW, WAYS)


def move(store: Any, made: Any, day: str = "2019-11-04", version: int = 1, who: Who = SAM) -> Any:
    at = Moment.parse(f"{day}T08:30")
    return move_step(store, who, made.plan.plan_id, made.operation, at, version, NOW, yes=HER_YES)


def say(store: Any, made: Any, who: Who, words: str, version: int = 1) -> Any:
    """A change that is of no time and no contact."""
    from vardvag.contracts.access.decision import Action

    return change_plan(
        store,
        who,
        made.plan.plan_id,
        Action.WRITE_WHAT_MATTERS,
        version,
        NOW,
        lambda plan: replace(plan, what_matters=words),
    )


def send(store: Any, box: Any, at: Moment = NOW) -> Round:
    return send_notices(store, {NoticeWay.EMAIL: box}, lambda: at)


def rows() -> list[Any]:
    from vardvag.service.store import models

    return list(models.Notice.objects.using("care").order_by("id"))


def later(wait: timedelta) -> Moment:
    return Moment.of(NOW.utc + wait)


def test_a_changed_time_is_told_once_with_nothing_of_the_plan_in_it(
    store: Any, made: Any, astrid: Who
) -> None:
    chosen = choose(store, astrid, made, Topic.CHANGED_TIME)
    assert (chosen.topics, chosen.way, chosen.address) == ((Topic.CHANGED_TIME,), NoticeWay.EMAIL, MAIL)
    move(store, made)
    [row] = rows()
    said = {name: value for name, value in vars(row).items() if name != "_state"}
    assert set(said) == {
        "id", "notice_id", "person_id", "plan_id", "subscriber", "role", "version", "asks", "made_at",
        "state", "attempts", "next_at", "held_until", "done_at", "topics", "way", "reason",
    }  # fmt: skip
    assert (said["topics"], said["way"], said["reason"], said["version"]) == ([], None, "", 2)
    box = Mailbox()
    done = send(store, box)
    assert (done.sent, done.withheld, done.put_off, done.last_sent) == (1, 0, 0, NOW)
    assert box.got == [(row.notice_id, MAIL)]
    assert send(store, box).sent == 0
    [told] = show_notices(store, astrid, made.plan.plan_id, NOW, WAYS).told
    assert (told.topics, told.state, told.way) == (
        (Topic.CHANGED_TIME,),
        NoticeState.SENT,
        NoticeWay.EMAIL,
    )
    receipt = [one.entry for one in store.log(made.person.person_id) if one.entry.action == "receive_notice"]
    assert [(one.who, one.role, one.allowed, one.rule) for one in receipt] == [
        ("astrid", "patient", True, "own.notices")
    ]


def test_only_what_was_chosen_is_queued_and_never_to_the_one_who_changed_it(
    store: Any, made: Any, astrid: Who
) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    choose(store, SAM, made, Topic.NEW_VERSION)
    nurse = Who("skota", "care_staff", ORTHOPAEDICS)
    choose(store, nurse, made, Topic.NEW_VERSION, way=NoticeWay.PAGE, address="")
    say(store, made, SAM, "Att gå.")
    assert [one.subscriber for one in rows()] == ["skota"]
    say(store, made, astrid, "Att gå till båten.", 2)
    assert [one.subscriber for one in rows()] == ["skota", "samordnare", "skota"]


def test_a_change_that_is_not_kept_tells_nobody(store: Any, made: Any, astrid: Who) -> None:
    choose(store, astrid, made, Topic.NEW_VERSION)
    with pytest.raises(Conflict):
        move(store, made, version=7)
    with pytest.raises(Killed), store.transaction():
        _move_and_die(store, made)
    assert rows() == []


def _move_and_die(store: Any, made: Any) -> None:
    move(store, made)
    assert len(rows()) == 1
    raise Killed


def test_what_waits_for_her_answer_is_told(store: Any, made: Any, astrid: Who) -> None:
    from vardvag.contracts.offers import Offered

    choose(store, astrid, made, Topic.TO_CONFIRM, way=NoticeWay.PAGE)
    plan = made.plan.plan_id
    offer(store, SAM, plan, Offered.CONTRACT, NOW)
    answer_version(store, SAM, plan, 1, NOW, confirmed=True, speaker=Speaker.CARE)
    answer_version(store, astrid, plan, 1, NOW, confirmed=True, speaker=Speaker.PATIENT)
    assert [(one.subscriber, one.asks) for one in rows()] == [("astrid", True)] * 2
    assert send(store, Mailbox()).sent == 2


def test_access_is_decided_when_it_is_sent(store: Any, made: Any, astrid: Who) -> None:
    from vardvag.service.store import models

    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    models.Person.objects.using("care").update(own_access_open=False)
    box = Mailbox()
    done = send(store, box)
    assert (done.sent, done.withheld, box.got) == (0, 1, [])
    assert [(one.state, one.reason) for one in rows()] == [("withheld", "own.not-granted")]
    last = store.log(made.person.person_id)[-1].entry
    assert (last.action, last.allowed, last.rule) == ("receive_notice", False, "own.not-granted")
    models.Person.objects.using("care").update(own_access_open=True)
    # What was withheld is not told of later, either.
    assert show_notices(store, astrid, made.plan.plan_id, NOW, WAYS).told == ()


def test_staff_who_take_part_no_longer_are_told_nothing(store: Any, made: Any) -> None:
    nurse = Who("skota", "care_staff", ORTHOPAEDICS)
    choose(store, nurse, made, Topic.CHANGED_CONTACT)
    store.save(replace(store.read(made.plan.plan_id), care_team=frozenset()), 1, author="samordnare")
    assert send(store, Mailbox()).withheld == 1
    assert [one.reason for one in rows()] == ["staff.no-need"]
    assert show_notices(store, nurse, made.plan.plan_id, NOW, WAYS) == Denied()


def test_a_change_of_what_is_hidden_from_her_is_no_news(store: Any, made: Any, astrid: Who) -> None:
    plan = store.read(made.plan.plan_id)
    step = plan.step(made.operation)
    hidden = plan.with_step(replace(step, approved_for_patient=False))
    store.save(hidden, 1)
    choose(store, astrid, made, *list(Topic)[:3])
    move(store, made, version=2)
    assert len(rows()) == 1
    assert show_notices(store, astrid, made.plan.plan_id, NOW, WAYS).told == ()
    assert send(store, Mailbox()).withheld == 1
    assert [one.reason for one in rows()] == ["nothing-shown"]


@pytest.mark.parametrize("level", [one for one in Protection if one is not Protection.NONE])
def test_of_somebody_protected_nothing_leaves_the_service(
    store: Any, made: Any, astrid: Who, level: Protection
) -> None:
    from vardvag.service.store import models

    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    models.Person.objects.using("care").update(protected=level.value)
    box = Mailbox()
    assert (send(store, box).sent, box.got) == (1, [])
    shown = show_notices(store, astrid, made.plan.plan_id, NOW, WAYS)
    assert isinstance(shown, NoticesShown)
    assert (shown.ways, shown.address) == ((NoticeWay.PAGE,), "")
    assert [one.way for one in shown.told] == [NoticeWay.PAGE]
    with pytest.raises(BadInput) as refused:
        choose(store, astrid, made, Topic.CHANGED_TIME)
    assert [one.rule for one in refused.value.findings] == ["notice-protected"]


def test_what_cannot_be_delivered_is_tried_again_and_at_last_said_to_have_failed(
    store: Any, made: Any, astrid: Who
) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    box = Mailbox(fails=1)
    assert send(store, box).put_off == 1
    assert send(store, box, later(timedelta(seconds=59))).sent == 0
    assert send(store, box, later(timedelta(minutes=1))).sent == 1
    move(store, made, "2019-11-05", 2)
    down, at = Mailbox(fails=99), NOW
    for _ in range(ATTEMPTS):
        done = send(store, down, at)
        at = Moment.of(at.utc + timedelta(hours=7))
    assert (done.given_up, done.standing[NoticeState.FAILED], done.standing[NoticeState.WAITING]) == (1, 1, 0)
    assert (rows()[-1].state, rows()[-1].reason) == ("failed", "mail-server-not-reached")
    newest = show_notices(store, astrid, made.plan.plan_id, NOW, WAYS).told[0]
    assert (newest.state, newest.way) == (NoticeState.FAILED, NoticeWay.EMAIL)


def test_whoever_chooses_nothing_keeps_no_address_and_is_told_nothing_that_waits(
    store: Any, made: Any, astrid: Who
) -> None:
    from vardvag.service.store import models

    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    gone = choose(store, astrid, made)
    assert (gone.topics, gone.address) == ((), "")
    assert not models.Subscription.objects.using("care").exists()
    box = Mailbox()
    assert (send(store, box).withheld, box.got) == (1, [])
    assert [one.reason for one in rows()] == ["not-chosen"]


def test_another_address_takes_the_place_of_the_first(store: Any, made: Any, astrid: Who) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    choose(store, astrid, made, Topic.CHANGED_TIME, address="ny@exempel.se")
    box = Mailbox()
    send(store, box)
    assert [address for _, address in box.got] == ["ny@exempel.se"]


@pytest.mark.parametrize(
    "who",
    [
        Who("annan", "patient", person="annan"),
        Who("främling", "coordinator", ORTHOPAEDICS),
        Who("främling", "care_staff", ORTHOPAEDICS),
        Who("granskare", "log_reviewer", ORTHOPAEDICS),
        Who("ombud", "proxy", person="annan"),
        Who("analytiker", "region_analyst"),
        Who("kommunen", "social_care", "SE-KOMMUN"),
    ],
)
def test_whoever_may_not_read_follows_nothing_and_the_attempt_is_logged(
    store: Any, made: Any, who: Who
) -> None:
    assert choose(store, who, made, Topic.NEW_VERSION) == Denied()
    assert show_notices(store, who, made.plan.plan_id, NOW, WAYS) == Denied()
    attempts = [one.entry for one in store.log(made.person.person_id)]
    assert [(one.action, one.allowed) for one in attempts] == [("choose_notices", False)] * 2


def test_an_inner_block_stops_a_notice_to_another_unit(store: Any, made: Any, astrid: Who) -> None:
    from vardvag.usecases.object_to_sharing import object_to_sharing

    nurse = Who("skota", "care_staff", "SE-EXEMPEL-RONTGEN")
    choose(store, nurse, made, Topic.CHANGED_TIME)
    object_to_sharing(store, astrid, made.plan.plan_id, BlockKind.INNER, NOW)
    move(store, made)
    assert send(store, Mailbox(), later(timedelta(minutes=1))).withheld == 1
    assert [one.reason for one in rows()] == ["staff.inner-block"]


def test_two_who_send_at_once_do_not_take_the_same(store: Any, made: Any, astrid: Who) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    first = store.take_notice(NOW)
    assert first is not None
    assert store.take_notice(NOW) is None
    again = store.take_notice(later(HELD))
    assert (again.notice_id, again.attempts) == (first.notice_id, 2)


class Killed(BaseException):
    """What happens to a process that is killed: nothing after it is done."""


class Struck:
    """A channel that delivers as *box* does, and is then killed."""

    def __init__(self, box: Mailbox) -> None:
        self.box = box

    def deliver(self, notice_id: str, address: str) -> None:
        self.box.deliver(notice_id, address)
        raise Killed


def test_interrupted_after_delivery_it_is_delivered_again_under_the_same_name(
    store: Any, made: Any, astrid: Who
) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    box = Mailbox()
    with pytest.raises(Killed):
        send(store, Struck(box))
    assert send(store, box).sent == 0
    assert send(store, box, later(HELD)).sent == 1
    assert len(box.got) == 2
    assert len(set(box.got)) == 1


@pytest.fixture
def mail_folder(tmp_path: Any, _django: None) -> Iterator[Any]:
    from django.test import override_settings

    backend = "vardvag.service.notices.folder_backend.FolderBackend"
    with override_settings(NOTICES_FOLDER=tmp_path / "post", EMAIL_BACKEND=backend):
        yield tmp_path / "post"


def test_a_process_killed_after_delivery_leaves_one_letter_in_the_folder(
    store: Any, made: Any, astrid: Who, mail_folder: Any
) -> None:
    from django.db import connections

    from vardvag.service.notices.email import EmailChannel

    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    connections["care"].close()
    child = os.fork()
    if child == 0:

        class KillMe(EmailChannel):
            def deliver(self, notice_id: str, address: str) -> None:
                super().deliver(notice_id, address)
                os.kill(os.getpid(), signal.SIGKILL)

        send(store, KillMe())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert [one.state for one in rows()] == ["waiting"]
    [letter] = mail_folder.glob("*.eml")
    assert send(store, EmailChannel(), later(HELD)).sent == 1
    assert list(mail_folder.glob("*.eml")) == [letter]
    text = letter.read_bytes().decode("utf-8", "replace")
    assert rows()[0].notice_id in text
    assert "Exempel; inte skickat" in text
    for word in ("Astrid", "operation", "Operation", "vård", "Ortoped", made.plan.plan_id):
        assert word not in text


def test_what_is_over_is_forgotten_after_a_while(store: Any, made: Any, astrid: Who) -> None:
    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    send(store, Mailbox())
    send(store, Mailbox(), later(KEPT))
    assert len(rows()) == 1
    send(store, Mailbox(), later(KEPT + timedelta(seconds=1)))
    assert rows() == []


def test_a_destroyed_person_leaves_no_subscription_and_no_notice(store: Any, made: Any, astrid: Who) -> None:
    from vardvag.service.store import models
    from vardvag.service.store.graves import DjangoGraves
    from vardvag.usecases.destroy_record import Tombstone

    choose(store, astrid, made, Topic.CHANGED_TIME)
    move(store, made)
    graves = DjangoGraves()
    with graves.transaction():
        graves.bury(Tombstone(made.person.person_id, NOW, "Ark Ivarie", "r", "dnr 1"))
        graves.erase(made.person.person_id)
    assert rows() == []
    assert not models.Subscription.objects.using("care").exists()
    assert send(store, Mailbox()).sent == 0
