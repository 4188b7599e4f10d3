"""How it went with sources, on Django's models: `contracts.rivta.source_state.SourceStates`.

Here does not belong who may see it: use-cases ask first.
"""

from __future__ import annotations

from collections.abc import Iterable

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.rivta.source_state import Circuit, SourceState
from vardvag.service.store import models
from vardvag.service.store.records import from_plain, to_plain


class DjangoSourceStates:
    """States and circuits in the database *alias*."""

    def __init__(self, alias: str = "care") -> None:
        self._alias = alias

    def states(self, plan_id: PlanId) -> tuple[SourceState, ...]:
        """The states of a plan's sources, in order of source and contract."""
        rows = models.SourceStateRow.objects.using(self._alias).filter(plan_id=plan_id)
        return tuple(from_plain(SourceState, row.state) for row in rows.order_by("source", "contract"))

    def keep(self, plan_id: PlanId, states: Iterable[SourceState]) -> None:
        """Keep states of a plan in place of earlier ones of the same source and contract."""
        for state in states:
            models.SourceStateRow.objects.using(self._alias).update_or_create(
                plan_id=plan_id,
                source=state.source,
                contract=state.contract,
                defaults={"state": to_plain(state)},
            )

    def circuit(self, source: str) -> Circuit:
        """The circuit of a source; a closed one for a source that has not failed."""
        row = models.SourceCircuit.objects.using(self._alias).filter(source=source).first()
        if row is None:
            return Circuit(source)
        return Circuit(source, row.failures, None if row.open_until is None else Moment.of(row.open_until))

    def keep_circuit(self, circuit: Circuit) -> None:
        """Keep a circuit in place of the earlier one."""
        models.SourceCircuit.objects.using(self._alias).update_or_create(
            source=circuit.source,
            defaults={
                "failures": circuit.failures,
                "open_until": None if circuit.open_until is None else circuit.open_until.utc,
            },
        )
