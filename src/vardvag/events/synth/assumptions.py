"""How the made-up country is: its specialities, their pace, how often what happens.

**Every number is invented.** None is taken from any region, register or agreement; they are chosen so that
month ends look like a country's. Here does not belong drawing (`pathways`), nor what is real: regions and
municipalities (`base`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Speciality:
    """One made-up speciality. Shares are of the pathways that have a first contact.

    `pace` multiplies every wait; `youngest` and `oldest` are the ages of its patients.
    """

    code: str
    title: Text
    pace: float
    operated: float
    examined: float
    returning: float
    youngest: int
    oldest: int
    professions: tuple[str, ...] = ("XS915", "XS915", "XS915", "XS919")


SPECIALITIES = {
    one.code: one
    for one in (
        Speciality(
            "X01",
            Text("Påhittad specialitet 1 (rörelseorganen)", "Made-up speciality 1 (bones and joints)"),
            *(1.1, 0.6, 0.35, 0.5, 15, 90),
        ),
        Speciality(
            "X02",
            Text("Påhittad specialitet 2 (ögon)", "Made-up speciality 2 (eyes)"),
            *(1.0, 0.65, 0.15, 0.5, 5, 95),
        ),
        Speciality(
            "X03",
            Text("Påhittad specialitet 3 (hud)", "Made-up speciality 3 (skin)"),
            *(0.9, 0.3, 0.1, 0.4, 1, 90),
        ),
        Speciality(
            "X04",
            Text("Påhittad specialitet 4 (buken)", "Made-up speciality 4 (abdomen)"),
            *(1.0, 0.5, 0.5, 0.4, 15, 90),
        ),
        Speciality(
            "X05",
            Text(
                "Påhittad specialitet 5 (barns psykiska hälsa)",
                "Made-up speciality 5 (children)",
            ),
            *(1.0, 0.0, 0.3, 0.8, 5, 16),
            ("XS917", "XS917", "XS915", "XS919"),
        ),
    )
}
"""By codes of the form of an MVO that no code list holds, so that nobody takes them for real ones."""

SPECIALITY_WEIGHTS = (24, 24, 22, 22, 8)
CHILD_PSYCHIATRY = "X05"
"""The only one whose contacts may have deviation 3 (SoV)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How waits come about, in days and shares."""

    usual_wait: float = 62.0
    spread: float = 1.7
    emergencies: float = 0.2
    slower_a_year: float = 0.02
    more_a_year: float = 0.015
    summer_decisions: float = 0.55
    summer_closed: float = 0.4
    christmas_decisions: float = 0.3
    chose_to_wait: float = 0.028
    chose_to_wait_later: float = 0.038
    could_not: float = 0.01
    special_cause: float = 0.05
    regretted: float = 0.2
    closed_without_care: float = 0.02
    not_guaranteed: float = 0.03
    own_request: float = 0.15
    private: float = 0.2
    unknown_municipality: float = 0.01


PACE = Pace()

MORE_CHOOSE_FROM = date(2019, 3, 1)
"""The share who chose to wait rose from 4-5 % to 7 % of those waiting for operations during 2019."""

TREND_YEAR = 2018
"""The year in which the trends are at nought."""

LARGE_FROM = 1_000_000
"""A region with at least so many inhabitants has clinics for each speciality, and a private caregiver."""

NO_CAREGIVER = "SE00000000"
"""How the HSA-id of a made-up private caregiver begins, before the region's code: no organisation has it."""

CONTACT_FORMS = ("1", "1", "1", "1", "1", "2", "8", "81")
"""Mostly visits; 8 is telephone, 81 video."""
