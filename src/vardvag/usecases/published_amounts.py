"""Tell in one figure what somebody has published as paid under an agreement in a year, and of which parts.

An amount told of more comes before one told of less, to the krona before rounded. Amounts are added only
where none of them counts the same money, and an amount to everybody is made of the recipients' own only where
all of them are published. Rounded stays rounded. Here does not belong whether it agrees with ours
(`agreements/reconcile`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vardvag.agreements.model import Agreement, Part
from vardvag.agreements.reconcile import ALL, Published, read_published
from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Told:
    """An amount as published. `exact` when it is to the krona, else it is rounded.

    `parts` are those it is told of, none when it is of all the year's money. `recipients` is how many
    recipients' amounts it was added from, 0 when it was published as one.
    """

    kronor: Kronor
    exact: bool
    parts: tuple[Text, ...]
    sources: tuple[Source, ...]
    recipients: int = 0


@dataclass(frozen=True, slots=True)
class _Claim:
    """One published amount, or the sum of one to each: which parts it is of, by their names."""

    of: frozenset[str]
    told: Told


def told_amount(agreement: Agreement, year: int, region: str | None = None) -> Told | None:
    """What is published as paid of *year*'s money: to everybody, or to *region*. None when nothing is held.

    What is told of the money of several years together is of none of them.
    """
    parts = {part.name: part for part in agreement.parts if part.pot.year == year}
    if region is not None:
        parts = {name: part for name, part in parts.items() if region in part.pot.recipients}
    published = [
        row
        for row in read_published(agreement.path.parent / "published.csv")
        if row.variant is None and row.on is None
    ]
    claims = [claim for claim in _claims(agreement, published, region) if claim.of and claim.of <= set(parts)]
    taken: list[_Claim] = []
    for claim in sorted(claims, key=lambda one: (-len(one.of), not one.told.exact)):
        if not any(claim.of & other.of for other in taken):
            taken.append(claim)
    return _together(taken, parts) if taken else None


def _claims(agreement: Agreement, published: Sequence[Published], region: str | None) -> Iterator[_Claim]:
    """Every amount told to *region*, or to everybody."""
    for row in published:
        if row.recipient == (region or ALL):
            of = _covered(agreement, row.parts, region)
            yield _Claim(of, Told(row.amount, row.to_the_krona, _titles(agreement, row.parts), (row.source,)))
    if region is not None:
        return
    each: dict[tuple[str, ...], dict[str, Published]] = {}
    for row in published:
        if row.recipient != ALL:
            each.setdefault(row.parts, {}).setdefault(row.recipient, row)
    for told_of, rows in each.items():
        of = _covered(agreement, told_of, None)
        everybody = {who for part in agreement.parts if part.name in of for who in part.pot.recipients}
        if everybody <= set(rows):
            chosen = rows.values()
            yield _Claim(
                of,
                Told(
                    Kronor.sum(row.amount for row in chosen),
                    all(row.to_the_krona for row in chosen),
                    _titles(agreement, told_of),
                    tuple(dict.fromkeys(row.source for row in chosen)),
                    len(rows),
                ),
            )


def _together(taken: Sequence[_Claim], parts: Mapping[str, Part]) -> Told:
    """The claims as one; they are of different parts."""
    everything = frozenset().union(*(claim.of for claim in taken)) == set(parts)
    titles = () if everything else tuple(title for claim in taken for title in claim.told.parts)
    return Told(
        Kronor.sum(claim.told.kronor for claim in taken),
        all(claim.told.exact for claim in taken),
        titles,
        tuple(dict.fromkeys(source for claim in taken for source in claim.told.sources)),
        max(claim.told.recipients for claim in taken),
    )


def _covered(agreement: Agreement, names: tuple[str, ...], region: str | None) -> frozenset[str]:
    """The names of the parts that *names*, or their beginnings, stand for; all without any."""
    return frozenset(
        part.name
        for part in agreement.parts
        if (region is None or region in part.pot.recipients)
        and (not names or any(part.name == told or part.name.startswith(f"{told}/") for told in names))
    )


def _titles(agreement: Agreement, names: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(told_title(agreement, name) for name in names)


def told_title(agreement: Agreement, name: str) -> Text:
    """The title of what *name* stands for in `published.csv`: a pot, a part, or all parts of a month."""
    for pot in agreement.all_pots():
        if pot.path == name:
            return pot.title
    for part in agreement.parts:
        if part.name == name:
            return part.title
        if part.name.startswith(f"{name}/"):
            month = f", {part.month}" if part.month else ""
            return Text(part.pot.title.sv + month, part.pot.title.en + month)
    return Text(name, name)
