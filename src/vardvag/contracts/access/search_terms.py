"""Which terms staff may search and filter people by: patientdatalagen (2008:355) 2 kap. 8 §.

Sensitive personal data (article 9.1 of the data protection regulation) and offences may not be terms, nor
may that somebody has received support from social services or measures under the aliens act. Allowed all
the same: health, and measures under LPT or LRV. The terms that are no such data and that the work needs are
listed as ours. A term that is not listed is refused. Here does not belong the exception that the Government
may make for compilations (third paragraph): none is known to us, so none is here.
"""

from __future__ import annotations

from enum import StrEnum

from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import PDL

PARAGRAPH = f"{PDL} 2 kap. 8 §"


class Term(StrEnum):
    """What a list of people could be searched or filtered by."""

    HEALTH = "health"
    COMPULSORY_CARE = "compulsory_care"
    """Measures under LPT or LRV."""
    SOCIAL_SUPPORT = "social_support"
    """That somebody has received support or another measure of social services."""
    ALIENS_ACT = "aliens_act"
    OFFENCE = "offence"
    ETHNIC_ORIGIN = "ethnic_origin"
    POLITICAL_OPINION = "political_opinion"
    BELIEF = "belief"
    UNION = "union"
    GENETIC = "genetic"
    BIOMETRIC = "biometric"
    SEX_LIFE = "sex_life"
    PLAN = "plan"
    NAME = "name"
    UNIT = "unit"
    DAY = "day"
    GUARANTEE = "guarantee"
    """How a legal clock stands."""
    STEP_STATE = "step_state"


_HEALTH = frozenset({Term.HEALTH, Term.COMPULSORY_CARE})
_WORK = frozenset({Term.PLAN, Term.NAME, Term.UNIT, Term.DAY, Term.GUARANTEE, Term.STEP_STATE})


def may_search_by(term: str) -> Decision:
    """Whether a list of people may be searched or filtered by *term*."""
    if term in _HEALTH:
        return permit(
            "search.health",
            f"{PARAGRAPH} andra stycket",
            "Uppgifter om hälsa och om vård enligt LPT eller LRV får vara sökbegrepp.",
            "Data on health, and on care under LPT or LRV, may be search terms.",
        )
    if term in _WORK:
        return permit(
            "search.work",
            f"{PDL} 2 kap. 4 § första stycket 2",
            "Sökbegreppet behövs för arbetet och är ingen känslig uppgift.",
            "The work needs the term, and it is no sensitive data.",
        )
    return refuse(
        "search.forbidden",
        f"{PARAGRAPH} första stycket",
        "Det får inte användas som sökbegrepp.",
        "It may not be used as a search term.",
    )
