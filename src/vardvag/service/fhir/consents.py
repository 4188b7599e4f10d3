"""What has been said of access as Consent resources: consents given, and blocks (spärrar) that stand.

Pure. Records are only added, so the versions of a Consent are what the records added up to after each one
that is about it. Here does not belong who may see one (`consent_reading`), nor what one lets anybody read
(`contracts/access`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import Block, BlockKind
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.known import blocks_of, consents_of
from vardvag.contracts.access.law import PDL, SVOD
from vardvag.contracts.access.objection import PARAGRAPHS
from vardvag.contracts.access.records import (
    AccessRecord,
    BlockLifted,
    BlockRevoked,
    Consented,
    ConsentWithdrawn,
    Objected,
)
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.service.fhir import canonical
from vardvag.service.fhir.identifiers import of_unit
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.names import instant, patient_id, reference, resource_id

SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
RECIPIENT, CUSTODIAN, AUTHOR = "IRCP", "CST", "AUT"
"""Who may read; whose data they are; the unit that documented them."""
ACCESS, INNER, OUTER = "access", "inner-block", "outer-block"
KINDS = {BlockKind.INNER: INNER, BlockKind.OUTER: OUTER}
_SHOWN = {ACCESS: "Samtycke till att läsa", INNER: "Inre spärr", OUTER: "Yttre spärr"}
RULES = {
    ACCESS: f"{SVOD} 3 kap. 1 §",
    INNER: PARAGRAPHS[BlockKind.INNER],
    OUTER: PARAGRAPHS[BlockKind.OUTER],
}
"""The paragraph that each kind rests on, by its code."""
_EXISTS_RULE = {INNER: f"{PDL} 4 kap. 4 § tredje stycket", OUTER: f"{SVOD} 2 kap. 5 §"}
Name = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """One version of what was said: `record` is the one that began it, `last` the one that made this version.

    `provider` is whose data are blocked, or who may read.
    """

    record: AccessRecord
    last: AccessRecord
    number: int
    what: Block | Consent

    @property
    def identifier(self) -> str:
        """The id of the resource."""
        return consent_id(self.record.record_id)


def consent_id(record: str) -> str:
    """The id of the Consent that a record began."""
    return resource_id("Consent", record)


def versions_of(records: Sequence[AccessRecord]) -> Iterator[list[Kept]]:
    """Each consent and each block, with all its versions, the newest first."""
    for record in records:
        if not isinstance(record.content, Consented | Objected):
            continue
        touching = [one for one in records if one is record or _about(one) == record.record_id]
        kept = [
            Kept(record, last, number, _as_of(records[: records.index(last) + 1], record))
            for number, last in enumerate(touching, 1)
        ]
        yield kept[::-1]


def _about(record: AccessRecord) -> str | None:
    match record.content:
        case ConsentWithdrawn(consent):
            return consent
        case BlockLifted(block) | BlockRevoked(block):
            return block
    return None


def _as_of(records: Sequence[AccessRecord], record: AccessRecord) -> Block | Consent:
    if isinstance(record.content, Consented):
        return dict(consents_of(records))[record.record_id]
    return next(one.block for one in blocks_of(records) if one.record_id == record.record_id)


def resource_of(kept: Kept, name: Name) -> Resource:
    """The Consent with its version. *name* is what a unit or provider is called, where that is known."""
    what = kept.what
    found = _consent(kept.record, name) if isinstance(what, Consent) else _block(what, kept.record, name)
    meta = {"versionId": str(kept.number), "lastUpdated": instant(kept.last.at)} | found["meta"]
    return found | {"id": kept.identifier, "meta": meta, "status": _status(kept)}


def _status(kept: Kept) -> str:
    over = isinstance(kept.last.content, ConsentWithdrawn | BlockLifted)
    return "inactive" if over else "active"


def _consent(record: AccessRecord, name: Name) -> Resource:
    given: Any = record.content
    period = {"start": instant(given.begun)}
    period |= {"end": instant(given.ended)} if given.ended else {}
    provision: Resource = {
        "type": "permit",
        "period": period,
        "actor": [_actor(RECIPIENT, given.provider, name), _actor(RECIPIENT, given.unit, name)],
    }
    if given.staff is not None:
        # Log-ins of the staff are nobody's names: that it is one of them is said, and not who.
        somebody = {"type": "Practitioner", "display": "En namngiven i personalen"}
        provision["actor"].append({"role": _role(RECIPIENT), "reference": somebody})
    return _common(ACCESS, record.person, RULES[ACCESS], record.at) | {"provision": provision}


def _block(block: Block, record: AccessRecord, name: Name) -> Resource:
    provision: Resource = {"type": "deny", "period": {"start": instant(block.begun)}}
    if block.cancelled is not None:
        provision["period"]["end"] = instant(block.cancelled.at)
    provision["actor"] = [_actor(CUSTODIAN, block.provider, name)]
    if block.unit is not None:
        provision["actor"].append(_actor(AUTHOR, block.unit, name))
    if block.excluded:
        codes = [{"system": canonical.INFORMATION_KIND, "code": one.value} for one in sorted(block.excluded)]
        provision["class"] = codes
    days = {"start": block.information_from, "end": block.information_until}
    known = {key: day.isoformat() for key, day in days.items() if day is not None}
    provision |= {"dataPeriod": known} if known else {}
    lifted = [
        {
            "type": "permit",
            "period": {"end": instant(one.until)},
            "actor": [_actor(RECIPIENT, one.unit, name)],
        }
        for one in block.revokes
    ]
    if block.excluded:
        lifted.insert(0, {"type": "permit", "class": provision.pop("class")})
    provision |= {"provision": lifted} if lifted else {}
    kind = KINDS[block.kind]
    return _common(kind, record.person, RULES[kind], record.at) | {"provision": provision}


def existing(kind: str, plan: PlanId, person: PersonId, now: Moment) -> Resource:
    """That blocked data exist, and nothing more: not how many, whose, since when or what of (2 kap. 5 §)."""
    found = _common(kind, person, _EXISTS_RULE[kind], None)
    meta = {"versionId": "1", "lastUpdated": instant(now)} | found["meta"]
    named = {"id": resource_id("Consent", plan, kind), "meta": meta, "status": "active"}
    return found | named | {"provision": {"type": "deny"}}


def _common(kind: str, person: PersonId, rule: str, at: Moment | None) -> Resource:
    coding = {"system": canonical.CONSENT_KIND, "code": kind, "display": _SHOWN[kind]}
    found: Resource = {
        "resourceType": "Consent",
        "id": "",
        "meta": {"profile": [canonical.profile("vardvag-consent")]},
        "status": "active",
        "scope": {"coding": [{"system": SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [coding]}],
        "patient": reference("Patient", patient_id(person)),
    }
    found |= {"dateTime": instant(at)} if at is not None else {}
    return found | {"policyRule": {"text": rule}}


def _actor(role: str, unit: str, name: Name) -> Resource:
    named: Resource = {"type": "Organization", "identifier": of_unit(unit)}
    called = name(unit)
    return {"role": _role(role), "reference": named | ({"display": called} if called else {})}


def _role(code: str) -> Resource:
    return {"coding": [{"system": PARTICIPATION, "code": code}]}
