"""Count the facts that an agreement asks for from the contacts received: from people to cells, no further.

What an agreement needs and no measure counts (a report handed in, a response rate) is left to files of facts.
Here does not belong counting one measure (`count_measure`), nor what a fact is worth (`agreements`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from vardvag.agreements.asked import asked_facts
from vardvag.agreements.model import Agreement
from vardvag.base.cells import Cell, CellKey
from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.statistics.measure import measures
from vardvag.usecases.count_measure import count_measure
from vardvag.warehouse.store import Store


def count_facts(
    agreement: Agreement,
    store: Store,
    *,
    places: Collection[str] | None = None,
    given: Collection[CellKey] = (),
    as_known: date | None = None,
) -> list[Cell]:
    """The cells that *agreement* asks for and a measure counts, in the order that it asks for them.

    Of *places* (None: of everybody it asks of), and not those *given* elsewhere. What a region has not
    reported is a cell that says so. `as_known` counts what had been received up to that day. WrongUse for a
    policy or a basis that the measure does not allow.
    """
    known = measures()
    wanted = [
        one.key
        for one in asked_facts(agreement)
        if one.key.measure in known and one.key not in given and (places is None or one.key.place in places)
    ]
    counted = {cell.key: cell for keys in _alike(wanted) for cell in _counted(store, keys, as_known)}
    return [counted[key] for key in wanted if key in counted]


def refuse_empty(store: Store) -> None:
    """BadInput for a store that holds nothing, or that is none."""
    if not store.exists:
        finding = Finding(
            rule="store-empty",
            message=Text(
                "Inga kontakter har laddats i lagret", "No contacts have been loaded into the store"
            ),
            remedy=Text(
                f"Ladda dem med: vardvag load FIL --store {store.path}",
                f"Load them with: vardvag load FILE --store {store.path}",
            ),
            file=str(store.path),
        )
        raise BadInput(Text("lagret kan inte användas", "the store cannot be used"), [finding])


def _alike(keys: Iterable[CellKey]) -> list[list[CellKey]]:
    """The keys that one count answers together: of one measure, policy and basis."""
    together: defaultdict[tuple[object, ...], list[CellKey]] = defaultdict(list)
    for key in keys:
        together[key.measure, key.policy, key.basis].append(key)
    return list(together.values())


def _counted(store: Store, keys: list[CellKey], as_known: date | None) -> list[Cell]:
    periods = [Month.parse(key.period) for key in keys]
    return count_measure(
        store,
        keys[0].measure,
        first=min(periods),
        last=max(periods),
        policy=keys[0].policy,
        basis=keys[0].basis,
        as_known=as_known,
    )
