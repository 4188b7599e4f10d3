"""What each region of a settlement got for each of its inhabitants, and which population that is.

The population is the one in the agreement's key: who got what is then told in the agreement's own terms.
Where the key has none it is the region's at the last year-end held that is no later than the agreement's last
year, and it is named. Here does not belong how an amount was reached (`agreements`), nor how it is drawn
(`service`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from vardvag.agreements.overview import Row
from vardvag.base.regions import REGIONS, population, population_series

_YEAR_END = re.compile(r"\d{4}-12-31")
_CODES = {one.code for one in REGIONS}


@dataclass(frozen=True, slots=True)
class PerInhabitant:
    """One region. `kronor` per inhabitant, exact; None while the amount is undetermined.

    `series` names the year-end that the population is of; None when it is the one in the agreement's key.
    """

    region: str
    kronor: Fraction | None
    population: int
    series: str | None


def per_inhabitant(payees: Iterable[Row], year: int | None = None) -> tuple[PerInhabitant, ...]:
    """Every region among *payees*, in their order, others left out; *year* is the agreement's last."""
    lent = year_end(year)
    return tuple(_of(payee, lent) for payee in payees if payee.recipient in _CODES)


def year_end(year: int | None) -> str:
    """The last year-end no later than that of *year* whose population is held for every region.

    `2011-12-31` for 2011, `2019-12-31` for 2025 and for None; for a year before all that are held, the first.
    """
    year_ends = filter(_YEAR_END.fullmatch, population_series())
    held = sorted(one for one in year_ends if set(population(one)) == _CODES)
    return max((one for one in held if year is None or one <= f"{year}-12-31"), default=held[0])


def _of(payee: Row, lent: str) -> PerInhabitant:
    series = None if payee.population else lent
    people = payee.population or population(lent)[payee.recipient]
    kronor = None if payee.kronor is None else Fraction(int(payee.kronor), people)
    return PerInhabitant(payee.recipient, kronor, people, series)
