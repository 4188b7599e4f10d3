"""A CareTeam that somebody wrote, as fixed contacts that are named, or whose last day is set.

Pure. A contact is never taken away: she stays as history, with her last day. Here does not belong who may
name one (`contracts/access`), nor what a CareTeam looks like (`parties`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.identifiers import new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.service.fhir import canonical
from vardvag.service.fhir.changes import asked_whom, unfit
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import plan_resource_id, resource_id
from vardvag.service.fhir.parties import care_team
from vardvag.usecases.name_contact import with_last_day, with_named

Unit = Callable[[Resource, str], str]
"""The unit that a reference at a place is to. Unfit when there is no such unit here."""
_KINDS = {str(int(kind)): kind for kind in FixedContactKind}


def changed_team(
    plan: PatientContract, written: Resource, unit: Unit, caregiver_of: Callable[[str], str]
) -> tuple[PatientContract, int]:
    """The plan with the contacts that *written* names or ends, and how many were named.

    Unfit and BadInput say what stands against it.
    """
    known = {_member(plan, one): one for one in plan.fixed_contacts}
    coordinator = f"PractitionerRole/{plan_resource_id('PractitionerRole', plan.plan_id)}"
    rows = list(_rows(written))
    missing = {*known, coordinator} - {row.get("member", {}).get("reference") for _, row in rows}
    if missing:
        raise unfit(
            "CareTeam.participant",
            "En kontakt tas inte bort: ange sista dagen som period.end. Skicka med alla som finns.",
            "A contact is not taken away: give the last day as period.end. Send all that there are.",
        )
    named = 0
    before = {one["member"]["reference"]: one for one in care_team(plan)["participant"]}
    for place, row in rows:
        reference = row.get("member", {}).get("reference")
        if reference in before and _but_period(row) != _but_period(before[reference]):
            raise unfit(place, "Bara period.end ändras.", "Only period.end is changed.")
        if reference in known:
            last = row.get("period", {}).get("end")
            if last is not None and _day(last, f"{place}.period.end") != known[reference].ends_on:
                plan = with_last_day(plan, known[reference].contact_id, _day(last, f"{place}.period.end"))
        elif reference != coordinator:
            plan = with_named(plan, _contact(plan, row, place, unit, caregiver_of))
            named += 1
    return plan, named


def same_team(written: Resource, kept: Resource) -> bool:
    """Whether the team that is kept has just those whom *written* names, and as it names them."""
    rows = kept.get("participant", ())
    told = [_said(row) for row in written.get("participant", ())]
    return sorted(told) == sorted(_said(row) for row in rows)


def _said(row: Resource) -> tuple[str, ...]:
    codes = [one.get("code", "") for role in row.get("role", ()) for one in role.get("coding", ())]
    days = row.get("period", {})
    called = row.get("member", {}).get("display", "")
    return called, days.get("start", ""), days.get("end", ""), *codes


def _rows(written: Resource) -> Iterator[tuple[str, Resource]]:
    for number, row in enumerate(written.get("participant", ())):
        yield f"CareTeam.participant[{number}]", row


def _but_period(row: Resource) -> Resource:
    member = {key: one for key, one in row.get("member", {}).items() if key not in ("display", "type")}
    return {key: one for key, one in row.items() if key != "period"} | {"member": member}


def _member(plan: PatientContract, contact: FixedContact) -> str:
    return f"PractitionerRole/{resource_id('PractitionerRole', plan.plan_id, contact.contact_id)}"


def _contact(
    plan: PatientContract, row: Resource, place: str, unit: Unit, caregiver_of: Callable[[str], str]
) -> FixedContact:
    """A new contact: her kind, her name, and the unit that she works at."""
    kept = ("role", "member", "onBehalfOf", "period", "extension")
    others = [one["url"] for one in row.get("extension", ()) if one["url"] != canonical.WHOM_TO_ASK]
    if set(row) - set(kept) or others:
        raise unfit(place, f"Här sparas {', '.join(kept)}.", f"Kept here: {', '.join(kept)}.")
    codings = [one for role in row.get("role", ()) for one in role.get("coding", ({},))]
    codes = [one.get("code") for one in codings if one.get("system") == canonical.FIXED_CONTACT]
    if len(codings) != 1 or len(codes) != 1 or codes[0] not in _KINDS:
        raise unfit(
            f"{place}.role",
            f"Ange en kod ur {canonical.FIXED_CONTACT}: {', '.join(_KINDS)}.",
            f"Give one code of {canonical.FIXED_CONTACT}: {', '.join(_KINDS)}.",
        )
    name = row.get("member", {}).get("display") or ""
    if not name.strip() or set(row.get("member", ())) - {"display", "type"}:
        raise unfit(
            f"{place}.member",
            "En ny kontakt har sitt namn som member.display, och ingen reference.",
            "A new contact has her name as member.display, and no reference.",
        )
    works_at = unit(row.get("onBehalfOf", {}), f"{place}.onBehalfOf")
    days = row.get("period", {})
    return FixedContact(
        contact_id=new_identifier(),
        kind=_KINDS[codes[0]],
        name=name,
        unit=works_at,
        caregiver=caregiver_of(works_at),
        ask=asked_whom(plan, row, place),
        begins_on=_day(days["start"], f"{place}.period.start") if "start" in days else None,
        ends_on=_day(days["end"], f"{place}.period.end") if "end" in days else None,
    )


def _day(value: str, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise unfit(place, "Skriv en dag som 2019-11-14.", "Give a day as 2019-11-14.") from problem
