"""Search, `$everything` and what is included: which resources, then which of them may be seen, then a page.

Here does not belong HTTP (`views`), nor the decision on access (`permitted`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from vardvag.contracts.identifiers import PlanId
from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.paging import LARGEST_PAGE, PAGE, Page, base, bundle, on_page
from vardvag.service.fhir.permitted import NOBODYS, Reader, of_log
from vardvag.service.fhir.request import fault
from vardvag.service.fhir.search import ANSWERED, PARAMETERS, Match, is_personal, matcher, referred
from vardvag.service.store.fhir_versions import Version

Parameters = Sequence[tuple[str, str]]


def search(
    reader: Reader, kind: str, page: Page, *, strict: bool, allowed: Iterable[str] | None = None
) -> Resource:
    """The Bundle of one page. *allowed* are the types that may be included (a token's scopes); None: all.

    Fault 400 for a value that cannot be one, and for an unknown parameter when *strict*.
    """
    matches, used = _matches(kind, page.parameters, strict=strict)
    count = _count(page.parameters)
    found = [one for one in _seen(reader, kind, matches) if all(match(one.whole) for match in matches)]
    shown = [one.whole for one in found]
    here, _ = on_page(page, shown, count)
    near = [
        *_included(reader, kind, here, found, page.parameters, allowed),
        *_pointing(reader, kind, here, page.parameters, allowed),
    ]
    included = list({(one["resourceType"], one["id"]): one for one in near}.values())
    address = f"{base()}/{page.path}"
    query = [(name, value) for name, value in used if not is_personal(name, value)]
    return bundle(page, shown, included, count, f"{address}?{urlencode(query)}" if query else address)


def everything(reader: Reader, identifier: str, page: Page, allowed: Iterable[str] | None) -> Resource | None:
    """All that there is about a patient and that may be seen; None when there is no such patient to see."""
    patient = reader.read("Patient", identifier)
    if patient is None or patient.person is None:
        return None
    mine = set(reader.candidates())
    plans = [one for one in reader.store.plans_of_person(patient.person) if one in mine]
    found = [patient, *reader.of_plans(reader.versions.of_plans(plans))]
    told = reader.consents(lambda one: patient.whole["id"] in one["patient"]["reference"])
    found += [history[0] for history in told]
    wanted = {
        reference for one in found for kind in _REFERENCES for reference in _to_organizations(one.whole, kind)
    }
    found += [one for one in reader.versions.of_nobody() if "/".join(one.key) in wanted]
    if allowed is not None:
        found = [one for one in found if one.key[0] in set(allowed)]
    shown = [one.whole for one in found]
    return bundle(page, shown, [], _count(page.parameters), f"{base()}/{page.path}")


_REFERENCES = (
    ("PractitionerRole", "organization"),
    ("ServiceRequest", "performer"),
    ("Encounter", "service-provider"),
)


def _to_organizations(resource: Resource, named: tuple[str, str]) -> list[str]:
    kind, name = named
    return referred(resource, kind, name) if resource["resourceType"] == kind else []


def matches_of(kind: str, parameters: Parameters) -> list[Match]:
    """The conditions of a conditional create. Fault 400 for any that is not held."""
    return _matches(kind, parameters, strict=True)[0]


def _matches(kind: str, parameters: Parameters, *, strict: bool) -> tuple[list[Match], list[tuple[str, str]]]:
    matches, used = [], []
    for name, value in parameters:
        plain = name.partition(":")[0]
        if plain in ANSWERED:
            used.append((name, value))
            continue
        match = matcher(kind, name, value) if value else None
        if match is not None:
            matches.append(match)
            used.append((name, value))
        elif strict:
            known = ", ".join(sorted({*PARAMETERS[kind], *ANSWERED}))
            raise fault(
                400,
                "not-supported",
                f"Sökparametern {name!r} finns inte för {kind}. Det finns: {known}.",
                f"There is no search parameter {name!r} for {kind}. There are: {known}.",
            )
    return matches, used


def _count(parameters: Parameters) -> int:
    text = next((value for name, value in reversed(parameters) if name == "_count"), str(PAGE))
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise fault(400, "value", "_count: skriv ett heltal.", "_count: give a whole number.")
    return min(int(text), LARGEST_PAGE)


def _seen(reader: Reader, kind: str, matches: Sequence[Match]) -> list[Version]:
    """What may be seen of a type. Only plans that something matches in are asked about, so only they are
    logged: nobody has read the others."""
    if kind == "AuditEvent":
        return [of_log(one) for one in reader.log().values()]
    if kind == "Consent":
        wanted = reader.consents(lambda one: all(match(one) for match in matches))
        return [history[0] for history in wanted]
    if kind in NOBODYS:
        return list(reader.versions.of_nobody())
    candidates = reader.candidates()
    if kind == "Patient":
        persons = reader.versions.persons_of(candidates)
        kept = {one.person: one for one in reader.versions.of_persons(set(persons.values()))}
        hit = {person for person, one in kept.items() if all(match(one.whole) for match in matches)}
        return reader.patients([plan_id for plan_id, person in persons.items() if person in hit])
    rows = reader.versions.of_plans(candidates, [kind])
    return reader.of_plans(one for one in rows if all(match(one.whole) for match in matches))


def _included(
    reader: Reader,
    kind: str,
    shown: Sequence[Resource],
    found: Sequence[Version],
    parameters: Parameters,
    allowed: Iterable[str] | None,
) -> list[Resource]:
    asked = [value.split(":") for name, value in parameters if name == "_include"]
    names = [one[1] for one in asked if len(one) in (2, 3) and one[0] == kind]
    targets = {one[1]: one[2] for one in asked if len(one) == 3}
    wanted = {
        reference
        for resource in shown
        for name in names
        for reference in referred(resource, kind, name)
        if targets.get(name) in (None, reference.split("/")[0])
    }
    if allowed is not None:
        wanted = {one for one in wanted if one.split("/")[0] in set(allowed)}
    if not wanted:
        return []
    keys = {f"{one['resourceType']}/{one['id']}" for one in shown}
    plans: list[PlanId] = sorted({one.plan for one in found if one.plan})
    near = [
        *reader.of_plans(reader.versions.of_plans(plans, {one.split("/")[0] for one in wanted})),
        *reader.patients(plans),
        *reader.versions.of_nobody(),
    ]
    return [one.whole for one in near if "/".join(one.key) in wanted - keys]


def _pointing(
    reader: Reader,
    kind: str,
    shown: Sequence[Resource],
    parameters: Parameters,
    allowed: Iterable[str] | None,
) -> list[Resource]:
    """What points to a resource that is shown, by `_revinclude`: of plans already decided on."""
    asked = [value.split(":") for name, value in parameters if name == "_revinclude"]
    wanted = {(one[0], one[1]) for one in asked if len(one) == 2 or (len(one) == 3 and one[2] == kind)}
    wanted = {one for one in wanted if one[0] in PARAMETERS and (allowed is None or one[0] in set(allowed))}
    keys = {f"{one['resourceType']}/{one['id']}" for one in shown}
    if not (wanted and keys):
        return []
    rows = reader.of_plans(reader.versions.of_plans(reader.plans_seen(), {one for one, _ in wanted}))
    return [
        one.whole
        for one in rows
        if any(keys & set(referred(one.whole, *each)) for each in wanted if each[0] == one.key[0])
        and "/".join(one.key) not in keys
    ]
