"""Plans made up by hypothesis: whatever a plan can hold, and nothing that it refuses.

Shared by the laws of documents, of time and of versions. Here stands no rule: what a plan refuses is tried
in tests/unit/contracts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from vardvag.base.dated import Source
from vardvag.base.moments import Moment
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.duration import Duration
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind, overlapping
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId, StepId
from vardvag.contracts.instructions import Instruction
from vardvag.contracts.lead_time import LeadTime
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.sip import (
    Consent,
    Intervention,
    Participant,
    ParticipantKind,
    PrincipalKind,
    Sip,
    SipGoal,
)
from vardvag.contracts.slots import Slot
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import ClinicalTarget, Owner, OwnerKind, PlannedStep, ReportedAs, SourcePlan
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.contracts.wishes import Declined, Wishes
from vardvag.events.model import NATIONAL_PHASES

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    str.strip
)
maybe = st.none() | words
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: Moment(at.replace(tzinfo=UTC))
)
points = st.builds(ContactPoint, words, words, words)
asks = st.builds(
    WhomToAsk, points, person=st.none() | points, team=st.none() | points, unit=st.none() | points
)
unit_owners = st.builds(Owner, st.sampled_from([OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT]), words, words)
owners = st.one_of(
    st.builds(Owner, st.sampled_from([OwnerKind.PATIENT, OwnerKind.RELATIVE]), words), unit_owners
)
told = st.builds(ReportedAs, words, words, words, st.booleans(), words, words, st.integers(1, 5), maybe)
said = st.one_of(
    st.builds(Said, st.sampled_from(Speaker), st.just(Way.LOG_IN), words),
    st.builds(Said, st.sampled_from(Speaker), st.sampled_from(sorted(set(Way) - {Way.LOG_IN})), words, words),
)
windows = st.one_of(
    days.map(Window),
    st.builds(lambda day, more: Window(day + timedelta(more), day), days, st.integers(0, 99)),
)
whens: st.SearchStrategy[When] = st.one_of(
    days.map(Done),
    moments.map(Booked),
    st.builds(Requested, moments, days, words, words),
    windows,
    words.map(NoTimeYet),
)
wishes = st.builds(
    Wishes,
    said,
    not_weekdays=st.frozensets(st.integers(1, 7), max_size=3),
    earliest=st.none() | st.times(time(7), time(9)),
    latest=st.none() | st.times(time(10), time(18)),
    wait_until=st.none() | days,
    words=st.text(max_size=5),
    declined=st.lists(st.builds(Declined, moments, words, days), max_size=2).map(tuple),
)
slots = st.builds(Slot, words, moments, st.integers(1, 90), words, moments, st.none() | st.booleans())
referrals = st.builds(
    lambda reference, unit, marks: Referral(reference, unit, tuple(sorted(marks, key=lambda mark: mark.on))),
    words,
    words,
    st.lists(st.builds(ReferralMark, st.sampled_from(ReferralStatus), days), min_size=1, max_size=3),
)
flags = st.none() | st.booleans()
bookings = st.builds(BookingTerms, words, words, flags, flags, flags, flags)
instructions = st.builds(Instruction, words, words, st.integers(0, 9), st.integers(0, 9))
sources = st.builds(Source, words, section=words, date=st.none() | days)


def periods() -> st.SearchStrategy[tuple[date | None, date | None]]:
    """A first and a last day, either of which may be unknown."""
    pairs = st.builds(lambda day, more: (day, day + timedelta(more)), days, st.integers(0, 900))
    return st.builds(
        lambda pair, first, last: (pair[0] if first else None, pair[1] if last else None),
        pairs,
        st.booleans(),
        st.booleans(),
    )


@st.composite
def fixed_contacts(draw: st.DrawFn) -> FixedContact:
    begins, ends = draw(periods())
    return FixedContact(
        draw(words),
        draw(st.sampled_from(FixedContactKind)),
        draw(words),
        draw(words),
        draw(words),
        draw(asks),
        begins,
        ends,
        draw(maybe),
        draw(maybe),
        draw(maybe),
    )


@st.composite
def sips(draw: st.DrawFn) -> Sip:
    opened, closed = draw(days), draw(st.none() | st.integers(0, 99))
    consent = Consent(True, draw(days), draw(said))
    return Sip(
        draw(words),
        opened,
        draw(words),
        consent,
        draw(
            st.lists(
                st.builds(Intervention, words, st.none() | st.sampled_from(PrincipalKind), maybe, maybe),
                max_size=2,
            ).map(tuple)
        ),
        draw(flags),
        draw(st.sampled_from([None, PrincipalKind.REGION, PrincipalKind.MUNICIPALITY])),
        draw(maybe),
        draw(st.lists(st.builds(SipGoal, words, st.booleans()), max_size=2).map(tuple)),
        draw(
            st.lists(
                st.builds(Participant, words, st.sampled_from(ParticipantKind), words, st.booleans()),
                max_size=2,
            ).map(tuple)
        ),
        draw(maybe),
        draw(st.none() | days),
        None if closed is None else opened + timedelta(closed),
        None if closed is None else draw(words),
    )


@st.composite
def handovers(draw: st.DrawFn, steps: list[StepId]) -> HandOver:
    principals = st.builds(Principal, unit_owners, words, asks)
    made = HandOver(
        draw(words),
        tuple(draw(st.lists(st.sampled_from(steps), min_size=1, max_size=2, unique=True))),
        draw(principals),
        draw(principals),
        draw(moments),
        draw(words),
    )
    later = Moment(made.offered_at.utc + timedelta(hours=draw(st.integers(0, 99))))
    match draw(st.sampled_from(["open", "accepted", "declined"])):
        case "accepted":
            return made.accepted(draw(words), later)
        case "declined":
            return made.declined(draw(words), later, draw(words))
    return made


stays = st.builds(
    Discharge,
    words,
    *[st.none() | moments] * 4,
    flags,
    *[st.none() | moments] * 3,
    flags,
    st.none() | days,
    flags,
)
joined = st.builds(
    JoinedPlan,
    st.sampled_from(CarePlanType),
    words,
    words,
    words,
    words,
    st.booleans(),
    moments,
    maybe,
    st.lists(words, max_size=2).map(tuple),
    st.none() | days,
    maybe,
)


@st.composite
def steps(draw: st.DrawFn, number: int, earlier: list[PlannedStep]) -> PlannedStep:
    on_pathway = draw(st.booleans())
    after = [step.step_id for step in earlier]
    lead = st.builds(
        LeadTime, st.integers(0, 99), sources, st.none() | st.sampled_from(after) if after else st.none()
    )
    return PlannedStep(
        step_id=StepId(f"s{number}"),
        what=draw(words),
        owner=draw(owners),
        when=draw(whens),
        ask=draw(asks),
        where=draw(maybe),
        preparation=draw(maybe),
        pathway=PathwayId(draw(words)) if on_pathway else None,
        phase=draw(st.sampled_from(NATIONAL_PHASES)) if on_pathway else None,
        target=draw(st.none() | st.builds(ClinicalTarget, days, words, days)),
        depends_on=tuple(step for step in after if draw(st.booleans())),
        source_plan=draw(st.none() | st.builds(SourcePlan, words, words, words)),
        reported_as=draw(st.none() | told) if on_pathway else None,
        responsible=draw(maybe),
        approved_for_patient=draw(st.booleans()),
        internal_note=draw(maybe),
        patient_note=draw(maybe),
        duration=draw(st.builds(Duration, st.integers(1, 60), st.none() | st.integers(1, 600))),
        slots=draw(st.lists(slots, max_size=2).map(tuple)),
        wishes=draw(st.none() | wishes),
        booking=draw(st.none() | bookings),
        referral=draw(st.none() | referrals),
        instructions=draw(st.lists(instructions, max_size=2).map(tuple)),
        lead_time=draw(st.none() | lead),
    )


@st.composite
def plans(draw: st.DrawFn) -> PatientContract:
    made: list[PlannedStep] = []
    for number in range(draw(st.integers(0, 4))):
        made.append(draw(steps(number, made)))
    contacts: list[FixedContact] = []
    for one in draw(st.lists(fixed_contacts(), max_size=3)):
        if not overlapping([*contacts, one]):
            contacts.append(one)
    known = [step.step_id for step in made]
    return PatientContract(
        plan_id=PlanId(draw(words)),
        person=PersonId(draw(words)),
        caregiver=draw(words),
        what_matters=draw(st.text(max_size=10)),
        coordinator=Coordinator(draw(words), draw(words), draw(words), draw(asks)),
        steps=tuple(made),
        care_team=draw(st.frozensets(words, max_size=3)),
        version=draw(st.integers(0, 9)),
        fixed_contacts=tuple(contacts),
        sips=draw(st.lists(sips(), max_size=2).map(tuple)),
        handovers=draw(st.lists(handovers(known), max_size=2).map(tuple)) if known else (),
        stays=draw(st.lists(stays, max_size=1).map(tuple)),
        source_plans=draw(st.lists(joined, max_size=2).map(tuple)),
        wishes=draw(st.none() | wishes),
    )
