"""The part of the store that keeps what was said of access, and gives the facts that decisions rest on.

The facts take the same number of queries whether there is such a plan or not, so that nobody learns from the
time it takes. Here does not belong any decision (`contracts.access`), nor what records add up to (`known`).
"""

from __future__ import annotations

from dataclasses import replace

from django.db import connections

from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.access.known import with_records
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.provider import Provider
from vardvag.contracts.access.records import KINDS, AccessRecord, Represented, kind_of
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.said import Said
from vardvag.service.store import access_models, models
from vardvag.service.store.questions import Question
from vardvag.service.store.records import from_plain, to_plain

_NOBODY = "?"
"""Asked about where there is nobody to ask about, so that the query is made all the same."""

_FACTS = """
SELECT 'plan', hers.person_id, caregiver, unit, own_access_open, birth_year, protected
FROM care_plan AS hers JOIN care_person ON care_person.person_id = hers.person_id WHERE plan_id = %s
UNION ALL SELECT 'unit', hsa_id, NULL, NULL, NULL, NULL, NULL
FROM care_unit WHERE caregiver = (SELECT caregiver FROM care_plan WHERE plan_id = %s)
UNION ALL SELECT 'staff', staff, NULL, NULL, NULL, NULL, NULL FROM care_takingpart WHERE plan_id = %s
UNION ALL SELECT 'need', staff, NULL, NULL, NULL, NULL, NULL FROM care_otherneed WHERE plan_id = %s
"""
"""The plan and three lists by one question: every reading asks it, before anything is shown."""
_SAID = Question(
    access_models.AccessStatement, lambda rows, values: rows.filter(person_id=values[0]).order_by("id")
)
_KNOWN = Question(models.Person, lambda rows, values: rows.filter(person_id__in=values))
_REPRESENTED = next(kind for kind, content in KINDS.items() if content is Represented)


class AccessStatements:
    """`contracts.store.PlanStore`, as much of it as is about what access rests on."""

    _alias: str

    def append_access_record(self, record: AccessRecord) -> None:
        """Keep what was said. Records are never changed."""
        access_models.AccessStatement.objects.using(self._alias).create(
            record_id=record.record_id,
            person_id=record.person,
            kind=kind_of(record.content),
            at=record.at.utc,
            content=to_plain(record.content),
            said=to_plain(record.said),
            unit=record.unit,
        )

    def access_records(self, person: PersonId) -> tuple[AccessRecord, ...]:
        """All that has been said of access to a person's data, in the order it was kept."""
        return tuple(
            AccessRecord(
                row.record_id,
                person,
                Moment.of(row.at),
                from_plain(KINDS[row.kind], row.content),
                from_plain(Said, row.said),
                row.unit,
            )
            for row in _SAID.rows(self._alias, person)
        )

    def represented(self, by: PersonId) -> tuple[PersonId, ...]:
        """Those whom somebody has been said to act for, now or before."""
        said = access_models.AccessStatement.objects.using(self._alias).filter(kind=_REPRESENTED)
        people = said.filter(content__by=by).order_by("person_id").values_list("person_id", flat=True)
        return tuple(PersonId(one) for one in people.distinct())

    def add_block_lifter(self, caregiver: str, staff: str, documented_as: str) -> None:
        """Keep that a caregiver has authorised somebody to lift inner blocks, and where."""
        access_models.BlockLifter.objects.using(self._alias).create(
            caregiver=caregiver, staff=staff, documented_as=documented_as
        )

    def may_lift_blocks(self, caregiver: str, staff: str) -> bool:
        """Whether a caregiver has authorised somebody to lift inner blocks."""
        lifters = access_models.BlockLifter.objects.using(self._alias)
        return lifters.filter(caregiver=caregiver, staff=staff).exists()

    def access_facts(self, plan_id: PlanId) -> AccessFacts | None:
        """What a decision needs to know of a plan; None when there is no such plan."""
        facts = self._without_records(plan_id)
        # Asked for an unknown plan too: an answer about nothing takes the same queries as one about somebody.
        said = self.access_records(facts.person if facts else PersonId(_NOBODY))
        protected = self._protected({one.content.by for one in said if isinstance(one.content, Represented)})
        return with_records(facts, said, protected) if facts else None

    def _without_records(self, plan_id: PlanId) -> AccessFacts | None:
        """What is known of a plan before anything is said of access to it."""
        plan: AccessFacts | None = None
        found: dict[str, set[str]] = {"unit": set(), "staff": set(), "need": set()}
        with connections[self._alias].cursor() as cursor:
            cursor.execute(_FACTS, [plan_id] * 4)
            for kind, name, caregiver, unit, is_open, born, protected in cursor.fetchall():
                if kind != "plan":
                    found[kind].add(name)
                    continue
                plan = AccessFacts(
                    PersonId(name),
                    frozenset(),
                    frozenset(),
                    own_access_open=bool(is_open),
                    provider=Provider(caregiver),
                    unit=unit,
                    born=born,
                    protection=Protection(protected),
                )
        if plan is None:
            return None
        return replace(
            plan,
            units=frozenset(found["unit"]),
            taking_part=frozenset(found["staff"]),
            other_need=frozenset(found["need"]),
        )

    def _protected(self, people: set[PersonId]) -> frozenset[PersonId]:
        """Those of *people* with a protected identity, as far as they are kept here."""
        known = _KNOWN.rows(self._alias, *sorted({_NOBODY, *people}))
        unprotected = Protection.NONE.value
        return frozenset(PersonId(one.person_id) for one in known if one.protected != unprotected)
