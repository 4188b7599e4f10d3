"""What stands around the steps of an example plan: named contacts, plans elsewhere, stays and hand-overs.

Here does not belong the SIP (`sips`), nor what anybody has said about the plan (`voices`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vardvag.clocks.discharge import Discharge
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.plan import Coordinator
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import OwnerKind, PlannedStep
from vardvag.contracts.synth.course import Setting, moment
from vardvag.contracts.synth.names import full_name
from vardvag.contracts.synth.units import ADVICE, Unit, telephone, unit
from vardvag.contracts.times import Booked, Done
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the steps."""

    contacts: tuple[FixedContact, ...]
    source_plans: tuple[JoinedPlan, ...]
    handovers: tuple[HandOver, ...]
    stays: tuple[Discharge, ...]


def around(
    at: Setting, coordinator: Coordinator, home: Unit, needs: Sequence[str], steps: Sequence[PlannedStep]
) -> Around:
    """All of it, for a plan with these *needs* and *steps*. *home* is the unit the coordinator works at."""
    municipal = any(step.owner.kind is OwnerKind.MUNICIPAL_UNIT for step in steps)
    return Around(
        _contacts(at, coordinator, home, municipal=municipal),
        tuple(_joined(at, steps)),
        _handovers(at, steps),
        (_stay(at),) if "stroke" in needs else (),
    )


def _contacts(
    at: Setting, coordinator: Coordinator, home: Unit, *, municipal: bool
) -> tuple[FixedContact, ...]:
    """The coordinator with the overall duty, her predecessor at times, a doctor, and one at home."""
    rng, contacts = at.rng, []
    named = at.today - timedelta(days=rng.randint(20, 400))
    chance = rng.random()
    if chance < 0.94:
        kind = FixedContactKind.OVERALL if municipal or rng.random() < 0.3 else FixedContactKind.CARE
        ends = at.today + timedelta(days=rng.randint(2, 13)) if chance < 0.08 else None
        contacts.append(
            FixedContact(
                f"{at.plan}-samordnare", kind, coordinator.name, home.hsa, home.caregiver,
                coordinator.ask, named, ends, coordinator.staff,
            )
        )  # fmt: skip
        if rng.random() < 0.35:
            first = named - timedelta(days=rng.randint(100, 700))
            before = full_name(rng)
            contacts.append(
                FixedContact(
                    f"{at.plan}-tidigare", kind, before, home.hsa, home.caregiver,
                    _reached(at, before, home), first, named - timedelta(days=1),
                )
            )  # fmt: skip
    if rng.random() < 0.8:
        where = unit(at.area, rng.choice(("vc", "pvc")), at.town)
        contacts.append(_other(at, "lakare", FixedContactKind.PHYSICIAN, where, "distriktsläkare"))
    if municipal and rng.random() < 0.8:
        where = unit(at.area, "hem", at.town)
        contacts.append(_other(at, "omsorg", FixedContactKind.HOME_CARE, where, "undersköterska"))
    return tuple(contacts)


def _other(at: Setting, key: str, kind: FixedContactKind, where: Unit, title: str) -> FixedContact:
    name = f"{full_name(at.rng)}, {title}"
    begins = at.today - timedelta(days=at.rng.randint(10, 900))
    note = "Ring dottern om han inte svarar." if at.rng.random() < 0.1 else None
    return FixedContact(
        f"{at.plan}-{key}", kind, name, where.hsa, where.caregiver,
        _reached(at, name, where), begins, internal_note=note,
    )  # fmt: skip


def _reached(at: Setting, name: str, where: Unit) -> WhomToAsk:
    person = ContactPoint(name, telephone(at.rng.randrange(95)), where.point.hours)
    return WhomToAsk(fallback=ADVICE, person=person, unit=where.point)


_TITLES = {
    CarePlanType.GP: "Genomförandeplan för hemtjänst",
    CarePlanType.VP: "Vårdplan",
    CarePlanType.RP: "Rehabiliteringsplan",
    CarePlanType.HP: "Habiliteringsplan",
}


def _joined(at: Setting, steps: Sequence[PlannedStep]) -> list[JoinedPlan]:
    """Plans that the units of the steps keep themselves, each one's own."""
    rng = at.rng
    roles = {step.owner.unit.rsplit("-", 1)[-1].lower() for step in steps if step.owner.unit}
    wanted = (
        ("hem", CarePlanType.GP),
        ("pvc", CarePlanType.VP),
        ("reh", CarePlanType.RP),
        ("hab", CarePlanType.HP),
    )
    joined = []
    for role, kind in wanted:
        if role not in roles or rng.random() > 0.7:
            continue
        by = unit(at.area, role, at.town)
        fetched = at.today - timedelta(days=rng.randint(1, 60))
        joined.append(
            JoinedPlan(
                kind=kind,
                system=f"Journalen hos {by.name}",
                identifier=f"PLAN-{rng.randrange(10**8):08d}",
                title=f"{_TITLES[kind]} ({by.name})",
                responsible=by.caregiver,
                approved_for_patient=rng.random() < 0.85,
                fetched_at=moment(fetched, 6),
                unit=by.hsa,
                expires_on=fetched + timedelta(days=rng.choice((30, 90, 180))),
            )
        )
    return joined


def _handovers(at: Setting, steps: Sequence[PlannedStep]) -> tuple[HandOver, ...]:
    """A step of care's that the municipality's health care is to take over: answered, or still open."""
    rng = at.rng
    left = [
        step
        for step in steps
        if step.owner.kind is OwnerKind.CARE_UNIT
        and step.phase is None
        and step.responsible is None
        and not isinstance(step.when, Done | Booked)
    ]
    if not left or rng.random() > 0.18:
        return ()
    step = rng.choice(left)
    taker = unit(at.area, "hsv", at.town)
    giver = Principal(step.owner, f"SE-SYNT-{at.area}", step.ask)
    offered = moment(at.today - timedelta(days=rng.randint(1, 20)), 10)
    offer = HandOver(
        f"{at.plan}-overlamning", (step.step_id,), giver, Principal(taker.owner, taker.caregiver, taker.ask),
        offered, full_name(rng),
    )  # fmt: skip
    if rng.random() < 0.3 and offered.legal_day < at.today - timedelta(days=2):
        why = "Vi har ingen arbetsterapeut förrän efter nyår."
        return (offer.declined(full_name(rng), moment(offered.legal_day + timedelta(days=1)), why),)
    return (offer,)


def _stay(at: Setting) -> Discharge:
    """A stay in inpatient care that support from both region and municipality followed."""
    rng = at.rng
    admitted = at.today - timedelta(days=rng.randint(15, 200))
    ready = admitted + timedelta(days=rng.randint(6, 11))
    return Discharge(
        pathway=f"{at.plan}-slutenvard",
        admitted_at=moment(admitted, 9, 40),
        admission_notice_at=moment(_later(admitted, rng.choice((0, 1, 1, 2))), 14, 5),
        ready_notice_at=moment(ready, 10, 15),
        sip_needed=True,
        sip_called_at=moment(_later(ready, rng.choice((0, 1, 2, 4))), 13, 0),
        discharged_at=moment(_later(ready, rng.choice((0, 1, 2, 3))), 15, 30),
        information_sent_at=moment(_later(ready, 4), 9, 0) if rng.random() < 0.8 else None,
        open_care_ready=True,
    )


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
