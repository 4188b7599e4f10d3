"""The same split in OpenFisca-Core, the nearest peer: how long it takes, and how many kronor it is off.

Written as a country of OpenFisca is: those who share are its persons, the pot is a group they are in, and
the split is a formula over a whole column. The formula is as kind as the model allows: populations are
integers, so that only amounts are kept in 32 bits. OpenFisca-Core is installed for measuring alone (the
dependency group bench); nothing of the package imports it, and without it this file has no comparisons and
says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cases_money import POT, SIZES, recipients
from kronor_off import Off, off
from side_by_side import Comparison, Run, Way

from vardvag.base.apportion import apportion
from vardvag.base.regions import population

PEER = "openfisca-core"
NEEDS = f"needs {PEER}: .venv/bin/python -m pip install --require-hashes -r requirements/bench.txt"
SERIES = "2018-12-31"
YEAR = "2019"


class Kept(StrEnum):
    """How the amounts are kept."""

    SINGLE = "OpenFisca, floats of 32 bits (its own)"
    DOUBLE = "OpenFisca, floats of 64 bits (set by hand)"
    WHOLE = "OpenFisca, rounded to integers of 32 bits"


def skipped() -> str | None:
    """Why nothing is measured here; None when it is."""
    return None if find_spec("openfisca_core") else NEEDS


def weights_of(number: int) -> dict[str, int]:
    """The regions by their real population; others as `cases_money` makes them up."""
    return dict(population(SERIES)) if number == 21 else recipients(number)


def country(kept: Kept) -> Any:
    """A system of OpenFisca in which a pot is shared by population."""
    import numpy
    from openfisca_core import entities, periods, taxbenefitsystems, variables

    person = entities.build_entity("recipient", "recipients", "Who shares the pot", is_person=True)
    sharer = {"key": "sharer", "plural": "sharers", "label": "Shares it"}
    group = entities.build_entity("pot", "pots", "A sum to share", roles=[sharer])

    class inhabitants(variables.Variable):  # noqa: N801  # OpenFisca calls a variable as its class
        value_type = int
        entity = person
        definition_period = periods.YEAR
        label = "Inhabitants"

    class amount(variables.Variable):  # noqa: N801
        value_type = float
        entity = group
        definition_period = periods.YEAR
        label = "Kronor in the pot"

    class all_inhabitants(variables.Variable):  # noqa: N801
        value_type = int
        entity = group
        definition_period = periods.YEAR
        label = "The inhabitants of all that share it"

        def formula(pot, period):  # noqa: N805  # as OpenFisca calls it
            return pot.sum(pot.members("inhabitants", period))

    class payout(variables.Variable):  # noqa: N801
        value_type = int if kept is Kept.WHOLE else float
        entity = person
        definition_period = periods.YEAR
        label = "Kronor to each"

        def formula(recipient, period):  # noqa: N805
            pot = recipient.pot
            share = pot("amount", period) * recipient("inhabitants", period) / pot("all_inhabitants", period)
            return numpy.rint(share) if kept is Kept.WHOLE else share

    system = taxbenefitsystems.TaxBenefitSystem([person, group])
    system.add_variables(inhabitants, amount, all_inhabitants, payout)
    if kept is Kept.DOUBLE:
        for name in ("amount", "payout"):
            system.get_variable(name).dtype = numpy.float64
    return system


def simulation(system: Any, pot: int, weights: Mapping[str, int]) -> Any:
    """Everybody in one group, built from columns: the quick way that its documentation gives for many."""
    import numpy
    from openfisca_core.simulations import SimulationBuilder

    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("recipient", list(weights))
    group = builder.declare_entity("pot", ["pot"])
    builder.join_with_persons(group, ["pot"] * len(weights), ["sharer"] * len(weights))
    made = builder.build(system)
    made.set_input("inhabitants", YEAR, numpy.array(list(weights.values())))
    made.set_input("amount", YEAR, numpy.array([pot]))
    return made


def split(system: Any, pot: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole kronor to each, as `apportion` answers."""
    amounts = simulation(system, pot, weights).calculate("payout", YEAR)
    return {who: round(float(amount)) for who, amount in zip(weights, amounts, strict=True)}


def _split(number: int, kept: Kept) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        weights, system = weights_of(number), country(kept)
        return lambda: split(system, POT, weights)

    return prepare


def _formulas(number: int, kept: Kept) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        made = simulation(country(kept), POT, weights_of(number))

        def run() -> object:
            for name in ("payout", "all_inhabitants"):  # it would answer what it has kept
                made.delete_arrays(name)
            return made.calculate("payout", YEAR)

        return run

    return prepare


def _apportion(number: int) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        weights = weights_of(number)
        return lambda: apportion(POT, weights)

    return prepare


def splitting(number: int) -> Comparison:
    """Split one pot over so many, ours first."""
    ways = [
        Way("`apportion`", _apportion(number)),
        Way(Kept.SINGLE, _split(number, Kept.SINGLE)),
        Way(f"{Kept.SINGLE}, the formulas alone", _formulas(number, Kept.SINGLE)),
        Way(Kept.DOUBLE, _split(number, Kept.DOUBLE)),
        Way(Kept.WHOLE, _split(number, Kept.WHOLE)),
    ]
    whose = f"their population on {SERIES}" if number == 21 else "weights made up for the measuring"
    return Comparison(
        f"openfisca-{number}",
        f"Beside OpenFisca-Core: a pot over {number:,} {SIZES[number]}".replace(",", " "),
        ways,
        f"By {whose}. OpenFisca builds its simulation from the columns, computes, and answers whole kronor"
        " by recipient, as `apportion` does; its system of variables is made beforehand. *The formulas alone*"
        " have the simulation at hand and leave the answer in a column. OpenFisca computes columns in NumPy,"
        " so it is quick where there are many; what it is off by stands below.",
        rounds=5 if number < 1000 else 3,
    )


def comparisons(_large: bool) -> list[Comparison]:
    """All beside OpenFisca; none where it is not installed."""
    return [] if skipped() else [splitting(number) for number in SIZES]


def offs() -> Sequence[Off]:
    """How far OpenFisca's splits are from the exact one; none where it is not installed."""
    if skipped():
        return []
    found = []
    for number in SIZES:
        weights = weights_of(number)
        exact = apportion(POT, weights)
        what = f"{POT // 10**6} million over {number}"
        found += [off(what, kept, exact, split(country(kept), POT, weights)) for kept in Kept]
    return found
