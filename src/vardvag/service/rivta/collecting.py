"""Collect for the plans that one member of staff takes part in, with the installation's sources and store.

The job is somebody's: each plan is decided and logged as hers, and only plans whose care she takes part in
are asked about. Here does not belong the table of how it went (`cli/collect`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.rivta.source import Send
from vardvag.usecases.collect_sources import Collection, Collector, collect_sources
from vardvag.usecases.read_configuration import Configuration
from vardvag.usecases.read_sources import NumbersInFile, read_sources
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class Staff:
    """Who the job is done for, as the log has her: her log-in, her name and the unit she works at."""

    subject: str
    name: str
    unit: str
    role: str = Role.COORDINATOR
    person: None = None


def collect_for(
    staff: Staff, plan: str | None = None, *, wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[PlanId, Collection | Denied]]:
    """Each plan and how it went, one after the other. BadInput and WrongUse for files that cannot be used."""
    from vardvag.service.configuration import configuration

    configured = configuration()
    if "care" not in configured.profiles:
        raise WrongUse(Text("Här körs inte vårdens del.", "The care part does not run here."))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
    import django

    django.setup()
    from vardvag.service.rivta.transport import send

    return _collect(staff, plan, configured, wait, send)


def _collect(
    staff: Staff, plan: str | None, configured: Configuration, wait: Callable[[float], None], send: Send
) -> Iterator[tuple[PlanId, Collection | Denied]]:
    from vardvag.service.store.repository import DjangoPlanStore
    from vardvag.service.store.source_states import DjangoSourceStates
    from vardvag.service.today import now

    if configured.collect_sources is None or configured.collect_numbers is None:
        raise WrongUse(
            Text(
                "Ange VARDVAG_COLLECT_SOURCES och VARDVAG_COLLECT_NUMBERS: "
                "källorna, och numren att fråga dem med.",
                "Set VARDVAG_COLLECT_SOURCES and VARDVAG_COLLECT_NUMBERS: "
                "the sources, and the numbers to ask by.",
            )
        )
    sources = read_sources(configured.collect_sources)
    collector = Collector(send, NumbersInFile(configured.collect_numbers), now, wait)
    plans, states = DjangoPlanStore(), DjangoSourceStates()
    chosen = (PlanId(plan),) if plan is not None else plans.plans_taken_part_in(staff.subject)
    for plan_id in chosen:
        yield plan_id, collect_sources(plans, states, collector, sources, staff, plan_id)
