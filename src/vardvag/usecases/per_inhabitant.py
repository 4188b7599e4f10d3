"""What each region of a settlement got for each of its inhabitants, and which population that is.

The population is the one in the agreement's key: who got what is then told in the agreement's own terms.
Where the key has none it is the region's at the last year-end held, which is named. Here does not belong how
an amount was reached (`agreements`), nor how it is drawn (`service`).
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


def per_inhabitant(payees: Iterable[Row]) -> tuple[PerInhabitant, ...]:
    """Every region among *payees*, in their order. Other recipients are left out."""
    return tuple(_of(payee) for payee in payees if payee.recipient in _CODES)


def last_year_end() -> str:
    """The last year-end whose population is held for every region: `2019-12-31`."""
    year_ends = filter(_YEAR_END.fullmatch, population_series())
    return max(one for one in year_ends if set(population(one)) == _CODES)


def _of(payee: Row) -> PerInhabitant:
    series = None if payee.population else last_year_end()
    people = payee.population or population(last_year_end())[payee.recipient]
    kronor = None if payee.kronor is None else Fraction(int(payee.kronor), people)
    return PerInhabitant(payee.recipient, kronor, people, series)
