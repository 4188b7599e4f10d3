"""docs/reference/fhir.md: what the API holds, from the tables that it goes by."""

from __future__ import annotations

from page_parts import MADE, table

from vardvag.service.fhir import canonical
from vardvag.service.fhir.beside import OWNED
from vardvag.service.fhir.changes import ACTIONS, CREATED
from vardvag.service.fhir.profiles import definitions, supported
from vardvag.service.fhir.refusals import HOW_CREATED, NOT_CREATED, NOT_UPDATED
from vardvag.service.fhir.search import ANSWERED, PARAMETERS

INTRODUCTION = (
    "What the API under `/fhir` holds: FHIR R4 (4.0.1), JSON. How to use it: "
    "[Use the FHIR API](../how-to/use-the-fhir-api.md). Why it is as it is: "
    "[decision 26](../decisions/0026-fhir-made-of-the-plan.md). The same, for programs: "
    "`GET /fhir/metadata`.\n\n"
    "Not held, and so not in the capability statement: Practitioner, Location, Slot, Questionnaire; "
    "deletion, batch, patch, `_sort`, `_summary` and `_elements`; XML."
)

MEANING = {
    "Patient": "the person of a plan, by an opaque identifier; no personnummer is kept with a plan",
    "RelatedPerson": "a relative who has taken on a step",
    "Organization": "a caregiver, or a unit; says nothing of any person",
    "PractitionerRole": "the coordinator, and the fixed contacts of the four national types",
    "CareTeam": "who coordinates, and the fixed contacts with their days",
    "CarePlan": "the patientkontrakt; its activities are references",
    "Goal": "what matters to the patient, in her own words",
    "ServiceRequest": "a step that a unit is responsible for",
    "Task": "a step of the patient's own, or of a relative's",
    "Appointment": "the time of a step: agreed (`booked`), or asked for (`pending`)",
    "Encounter": "a step that has been held",
    "Consent": "a consent to read, or a block, as the patient said it; to whoever may only know that blocked "
    "data exist, that and nothing more",
    "Provenance": "which versions were kept together, by which caregiver and unit",
    "AuditEvent": "a row of the log about the patient, to the patient herself",
}


def fhir_page() -> str:
    """The page."""
    rows = [(f"`{kind}`", MEANING[kind], _can(kind), _law(kind)) for kind in PARAMETERS]
    searched = [
        (
            f"`{kind}`",
            ", ".join(f"`{name}` ({one.kind})" for name, one in own.items() if not name.startswith("_")),
        )
        for kind, own in PARAMETERS.items()
    ]
    owned = [(f"`{kind}`", ", ".join(f"`{name}`" for name in sorted(names))) for kind, names in OWNED.items()]
    ours = [(one["title"], f"`{one['id']}`", one["description"]) for one in definitions().values()]
    profiled = [
        (f"`{kind}`", ", ".join(f"`{url.rsplit('/', 1)[1]}`" for url in supported(kind)))
        for kind in PARAMETERS
        if supported(kind)
    ]
    return (
        "\n\n".join(
            [
                "# The FHIR API",
                MADE,
                INTRODUCTION,
                "## Types",
                "Every type is read, read in a version, searched for, and has its history.",
                table(("type", "is", "written", "asked of the law"), rows),
                "## Search",
                "Every type: `_id`, `_lastUpdated`; of the answer: "
                + ", ".join(f"`{one}`" for one in sorted(ANSWERED))
                + ". "
                "`_include` takes any parameter that is a reference; `_revinclude` too, of all but "
                "Organization, Consent and AuditEvent.",
                table(("type", "parameters"), searched),
                "## What the plan itself says",
                "A write of these elements is a change of the plan. Everything else is kept beside it and "
                "given back, but for `contained`, `text`, `implicitRules` and `modifierExtension`, which are "
                "refused. Of a relative no address, number or day of birth is kept, and of a Consent nothing "
                "beside what is listed.",
                table(("type", "elements"), owned),
                "## What is not written, and why",
                table(("type", "not created", "not updated"), _refused()),
                *(f"A {kind}: {how.en[0].lower()}{how.en[1:]}" for kind, how in HOW_CREATED.items()),
                "## Scopes",
                "`patient/…` opens to a patient, `user/…` to everybody else, `system/…` nothing: every "
                "access is a person's, by the law. A token for one patient (the claim `patient`) is kept to "
                "her, and `patient/…` then opens to everybody else too. "
                "`read`, `write` and `*` are understood as `rs`, `cud` "
                "and `cruds`. A scope with a search restriction opens nothing. Where to get a token: "
                "`GET /fhir/.well-known/smart-configuration`.",
                "## Profiles, extensions and codes of our own",
                "Served under `/fhir/StructureDefinition` and `/fhir/CodeSystem`; named by "
                f"`{canonical.BASE}/…`. Patient and Organization name HL7 Sweden's base profiles instead.",
                table(("title", "id", "what it says"), ours),
                table(("type", "profile"), profiled),
            ]
        )
        + "\n"
    )


def _refused() -> list[tuple[str, str, str]]:
    there = [kind for kind in PARAMETERS if kind in NOT_CREATED]
    return [
        (
            f"`{kind}`",
            NOT_CREATED[kind].en,
            NOT_UPDATED[kind].en if kind in NOT_UPDATED else "",
        )
        for kind in there
    ]


def _law(kind: str) -> str:
    """What the law is asked about a write."""
    asked = {
        "Consent": "`record_consent`, `withdraw_consent`, `object_to_sharing` or `lift_block`",
        "CarePlan": "`change_steps`; of a new one, `propose_offer`",
        "Task": "`change_steps`; of one that is only done, `do_own_step`",
    }
    return asked.get(kind, f"`{ACTIONS[kind].value}`" if kind in ACTIONS else "")


def _can(kind: str) -> str:
    done = [word for kinds, word in ((CREATED, "create"), (ACTIONS, "update")) if kind in kinds]
    return ", ".join(done) or "no"
