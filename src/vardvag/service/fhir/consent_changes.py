"""A Consent that somebody wrote, as what is said of access: given or withdrawn, objected to or lifted.

Each goes by its use-case, which decides by law, logs and keeps the record. Here does not belong how a Consent
is shown (`consents`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.said import Speaker
from vardvag.service.fhir import canonical
from vardvag.service.fhir.changes import unfit
from vardvag.service.fhir.consents import (
    ACCESS,
    AUTHOR,
    CUSTODIAN,
    INNER,
    KINDS,
    OUTER,
    PARTICIPATION,
    RECIPIENT,
    RULES,
    SCOPE,
)
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.request import fault
from vardvag.service.fhir.voices import voice_in
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.object_to_sharing import lift_block, object_to_sharing
from vardvag.usecases.record_consent import record_consent, withdraw_consent
from vardvag.usecases.show_plan import Denied

_ACTIONS = {
    (ACCESS, False): Action.RECORD_CONSENT,
    (ACCESS, True): Action.WITHDRAW_CONSENT,
    (OUTER, False): Action.OBJECT_TO_SHARING,
    (OUTER, True): Action.LIFT_BLOCK,
    (INNER, False): Action.OBJECT_TO_SHARING,
    (INNER, True): Action.LIFT_BLOCK,
}
_TAKEN = frozenset(
    {
        "resourceType",
        "id",
        "meta",
        "status",
        "scope",
        "category",
        "patient",
        "provision",
        "policyRule",
        "extension",
    }
)
_OF_PROVISION = frozenset({"type", "period", "actor", "dataPeriod", "provision"})
_KIND_OF = {code: kind for kind, code in KINDS.items()}


def kind_of(resource: Resource) -> str:
    """What kind of Consent it is. Unfit when it is none of ours."""
    codings = [
        (coding.get("system"), coding.get("code"))
        for category in resource.get("category", ())
        for coding in category.get("coding", ({},))
    ]
    known = [(canonical.CONSENT_KIND, code) for code in (ACCESS, *KINDS.values())]
    if len(codings) != 1 or codings[0] not in known:
        raise unfit(
            "Consent.category",
            f"Ange en kod ur {canonical.CONSENT_KIND}: {ACCESS}, {INNER} eller {OUTER}.",
            f"Give one code of {canonical.CONSENT_KIND}: {ACCESS}, {INNER} or {OUTER}.",
        )
    return str(codings[0][1])


def action_of(resource: Resource, *, ends: bool = False) -> Action:
    """What the law is asked about giving a Consent, or (*ends*) taking it back. Unfit as `kind_of`."""
    return _ACTIONS[kind_of(resource), ends]


def keep_new(reader: Reader, plan: PlanId, written: Resource) -> str:
    """Keep what a new Consent says, by its use-case. Gives its record. Unfit, BadInput, or Fault 403."""
    _refuse_lost(written)
    kind, provision = kind_of(written), written["provision"]
    said = _said(reader, written)
    who = {role: _actors(provision, role) for role in (RECIPIENT, CUSTODIAN, AUTHOR)}
    if kind == ACCESS:
        return _kept(_consent(reader, plan, provision, who[RECIPIENT], said | {"staff": _staff(provision)}))
    if provision.get("type") != "deny":
        raise unfit("Consent.provision.type", "En spärr har type deny.", "A block is of type deny.")
    for role in (CUSTODIAN, AUTHOR):
        if len(who[role]) > 1:
            raise unfit("Consent.provision.actor", f"Ange en {role}.", f"Give one {role}.")
    days = {key: _day(provision, key) for key in ("start", "end")}
    return _kept(
        object_to_sharing(
            reader.store,
            reader.actor,
            plan,
            _KIND_OF[kind],
            reader.now,
            provider=next(iter(who[CUSTODIAN]), None),
            unit=next(iter(who[AUTHOR]), None),
            information_from=days["start"],
            information_until=days["end"],
            excluded=_left_out(provision),
            **said,
        )
    )


def _said(reader: Reader, written: Resource) -> dict[str, Any]:
    """Her own word, and how it came: nobody else's counts here."""
    speaker, way, name = voice_in(written, reader.actor)
    if speaker is not Speaker.PATIENT:
        raise unfit(
            "Consent.extension",
            "Det är bara patientens eget ord som gäller här.",
            "It is only the patient's own word that counts here.",
        )
    return {"way": way, "name": name}


def _consent(
    reader: Reader, plan: PlanId, provision: Resource, recipients: list[str], said: dict[str, Any]
) -> AccessKept | Denied:
    if provision.get("type") != "permit" or not 1 <= len(recipients) <= 2:
        raise unfit(
            "Consent.provision",
            "Ett samtycke har type permit och en actor IRCP: enheten, eller vårdgivaren och enheten. En i "
            "personalen kan anges också.",
            "A consent is of type permit with an actor IRCP: the unit, or the caregiver and the unit. One of "
            "the staff can be given too.",
        )
    for name in ("dataPeriod", "provision"):
        if name in provision:
            raise unfit(
                f"Consent.provision.{name}",
                "Ett samtycke gäller allt som visas; det kan inte begränsas så.",
                "A consent is to all that is shown; it cannot be narrowed so.",
            )
    provider = recipients[0] if len(recipients) == 2 else None
    until = _moment(provision.get("period", {}).get("end"), "end")
    return record_consent(
        reader.store, reader.actor, plan, recipients[-1], reader.now, provider=provider, until=until, **said
    )


def keep_end(reader: Reader, plan: PlanId, record: str, kept: Resource, written: Resource) -> None:
    """Withdraw a consent, or lift an outer block, when *written* says that it is inactive. Else Unfit."""
    said = _said(reader, written)
    same = {key: one for key, one in written.items() if key not in ("meta", "status", "extension")}
    if same != {key: one for key, one in kept.items() if key not in ("meta", "status")}:
        raise unfit(
            "Consent",
            "Det som är sagt ändras inte. Sätt status inactive för att ta tillbaka det, och skapa ett nytt.",
            "What was said is not changed. Set status inactive to take it back, and create another.",
        )
    if written["status"] == kept["status"]:
        return
    if written["status"] != "inactive":
        raise unfit(
            "Consent.status",
            "Det kan bara tas tillbaka: status inactive.",
            "It can only be taken back: status inactive.",
        )
    if kind_of(kept) == ACCESS:
        _kept(withdraw_consent(reader.store, reader.actor, plan, record, reader.now, **said))
    else:
        _kept(lift_block(reader.store, reader.actor, plan, record, reader.now, **said))


def _kept(answer: AccessKept | Denied) -> str:
    if isinstance(answer, Denied):
        raise fault(403, "forbidden", "Det är inte din sak att säga.", "It is not yours to say.", "Consent")
    return answer.records[0]


def _refuse_lost(written: Resource) -> None:
    """Unfit for what is not kept of a Consent."""
    for key in sorted(set(written) - _TAKEN):
        raise unfit(f"Consent.{key}", "Elementet sparas inte här.", "The element is not kept here.")
    for one in written.get("extension", ()):
        if one["url"] != canonical.SAID_BY:
            raise unfit("Consent.extension", "Tillägget sparas inte här.", "The extension is not kept here.")
    if _codes(written.get("scope")) != [(SCOPE, "patient-privacy")]:
        raise unfit("Consent.scope", "Scope är patient-privacy.", "The scope is patient-privacy.")
    if set(written["category"][0]) != {"coding"}:
        raise unfit("Consent.category", "Bara koden sparas.", "Only the code is kept.")
    if written.get("policyRule", _rule(written)) != _rule(written):
        raise unfit(
            "Consent.policyRule",
            f"Lagrummet är {_rule(written)['text']}.",
            f"The paragraph is {_rule(written)['text']}.",
        )
    if written.get("status") != "active":
        raise unfit("Consent.status", "Ett nytt är active.", "A new one is active.")
    if "provision" not in written:
        raise unfit("Consent.provision", "Säg vad det gäller.", "Say what it is about.")
    for key in sorted(set(written["provision"]) - _OF_PROVISION):
        raise unfit(f"Consent.provision.{key}", "Elementet sparas inte här.", "The element is not kept here.")
    if set(written["provision"].get("period", ())) - ({"end"} if kind_of(written) == ACCESS else set()):
        raise unfit(
            "Consent.provision.period",
            "Det gäller från att det sägs, och en spärr tills den hävs: ange bara end, för ett samtycke.",
            "It holds from when it is said, and a block until it is lifted: give only end, for a consent.",
        )
    for number, actor in enumerate(written["provision"].get("actor", ())):
        named = _unit_of(actor) or (kind_of(written) == ACCESS and _staff_of(actor))
        if _role_of(actor) is None or not named:
            raise unfit(
                f"Consent.provision.actor[{number}]",
                f"En actor har en roll ({RECIPIENT}, {CUSTODIAN} eller {AUTHOR}) och en Organization med "
                "identifier; i ett samtycke kan en IRCP vara en Practitioner med identifier.",
                f"An actor has a role ({RECIPIENT}, {CUSTODIAN} or {AUTHOR}) and an Organization by "
                "identifier; in a consent an IRCP can be a Practitioner by identifier.",
            )


def _rule(written: Resource) -> Resource:
    return {"text": RULES[kind_of(written)]}


def _codes(value: Resource | None) -> list[tuple[str | None, str | None]]:
    return [(one.get("system"), one.get("code")) for one in (value or {}).get("coding", ())]


def _role_of(actor: Resource) -> str | None:
    codes = [one.get("code") for one in actor["role"].get("coding", ()) if one.get("system") == PARTICIPATION]
    return codes[0] if len(codes) == 1 and codes[0] in (RECIPIENT, CUSTODIAN, AUTHOR) else None


def _unit_of(actor: Resource) -> str | None:
    return _value(actor) if actor["reference"].get("type", "Organization") == "Organization" else None


def _staff_of(actor: Resource) -> str | None:
    """One of the staff, by her log-in: a consent lets nobody else of the unit read."""
    practitioner = actor["reference"].get("type") == "Practitioner" and _role_of(actor) == RECIPIENT
    return _value(actor) if practitioner else None


def _value(actor: Resource) -> str | None:
    value = actor["reference"].get("identifier", {}).get("value")
    return value if isinstance(value, str) else None


def _staff(provision: Resource) -> str | None:
    """The one of the staff to whom a consent is narrowed; None when it is to all at the unit."""
    named = [one for one in map(_staff_of, provision.get("actor", ())) if one is not None]
    if len(named) > 1:
        raise unfit(
            "Consent.provision.actor",
            "Ett samtycke gäller en enhet eller en i dess personal: skriv ett för var och en.",
            "A consent is to a unit or to one of its staff: write one for each.",
        )
    return named[0] if named else None


def _actors(provision: Resource, role: str) -> list[str]:
    rows = (one for one in provision.get("actor", ()) if _role_of(one) == role)
    return [unit for unit in map(_unit_of, rows) if unit is not None]


def _left_out(provision: Resource) -> frozenset[InformationKind]:
    """The kinds of data that a block leaves outside it: one inner provision that permits them."""
    rows = provision.get("provision", ())
    if not rows:
        return frozenset()
    codes = [(one.get("system"), one.get("code")) for one in rows[0].get("class", ())]
    known = {one.value for one in InformationKind}
    right = {(canonical.INFORMATION_KIND, one) for one in known}
    permits = set(rows[0]) == {"type", "class"} and rows[0]["type"] == "permit"
    if len(rows) > 1 or not permits or not codes or not set(codes) <= right:
        raise unfit(
            "Consent.provision.provision",
            f"Det som lämnas utanför: en provision med type permit och class ({', '.join(sorted(known))}).",
            f"What is left outside: one provision of type permit with class ({', '.join(sorted(known))}).",
        )
    return frozenset(InformationKind(str(one)) for _, one in codes)


def _moment(text: str | None, name: str) -> Moment | None:
    found: Moment | None = _read(Moment.parse, text, f"Consent.provision.period.{name}")
    return found


def _day(provision: Resource, name: str) -> date | None:
    text = provision.get("dataPeriod", {}).get(name)
    found: date | None = _read(date.fromisoformat, text, f"Consent.provision.dataPeriod.{name}")
    return found


def _read(reads: Callable[[str], Any], text: str | None, place: str) -> Any:
    try:
        return None if text is None else reads(text)
    except (Unreadable, ValueError) as problem:
        raise unfit(place, "Det går inte att läsa.", "It cannot be read.") from problem
