"""What can be changed of the money: the reading, and of each pot its amount, its key and what is not earned.

A key, and what happens to what is not earned, are changed in the pot that states them: the sub-pots that take
them over follow. Here does not belong what is tried (`conditions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from vardvag.agreements.model import Agreement, KeyKind, Pot, Unearned
from vardvag.agreements.recipients import is_region
from vardvag.base.regions import population, population_series
from vardvag.base.texts import Text
from vardvag.usecases.scenario.places import ON, VARIANT, Form, Group, Kind, Option, Place, amount_written

_YEAR_END = re.compile(r"\d{4}-12-31")
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def reading_group(agreement: Agreement) -> Group | None:
    """The place where another reading or another day is chosen; None where there is but one."""
    places = []
    if agreement.amendments:
        days = [(one.effective - timedelta(days=1), one.title) for one in agreement.amendments]
        options = tuple(
            Option(
                day.isoformat(),
                Text(f"som den löd {day}, före {title.sv}", f"as it stood on {day}, before {title.en}"),
            )
            for day, title in reversed(days)
        )
        as_amended = Text("som den senast är ändrad", "as last amended")
        places.append(Place(ON, Kind.ON, Form.DAY, agreement.title, as_amended, "", options))
    if agreement.variants:
        readings = tuple(Option(one.name, one.title) for one in agreement.variants)
        own = Text("huvudläsningen", "the main reading")
        places.append(Place(VARIANT, Kind.VARIANT, Form.CHOICE, agreement.title, own, "", readings))
    return Group("reading", "reading", agreement.title, tuple(places)) if places else None


def pot_groups(agreement: Agreement) -> Iterator[Group]:
    """The places of every pot, in the order of the file."""
    stated = _stated(agreement)
    for pot in agreement.all_pots():
        words = stated.get(pot.name, {})
        places = []
        if not pot.pots and pot.recipients_known:
            path = f"pots.{pot.name}.amount"
            amount = Place(path, Kind.AMOUNT, Form.AMOUNT, pot.title, pot.amount, amount_written(pot.amount))
            places.append(amount)
        ruled = [leaf for leaf in pot.leaves() if _rules(pot, leaf, stated, agreement, "key")]
        if "key" in words and ruled:
            places += _key(pot, ruled)
        ruled = [leaf for leaf in pot.leaves() if _rules(pot, leaf, stated, agreement, "unearned")]
        if "unearned" in words and ruled:
            places += _unearned(pot, ruled)
        if places:
            yield Group("pot", pot.name, pot.title, tuple(places))


def _stated(agreement: Agreement) -> Mapping[str, Mapping[str, Any]]:
    """The words that each pot states itself, in the file as it stands; the rest it takes from above."""

    def below(pots: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for pot in pots:
            yield pot["pot"], pot
            yield from below(pot.get("pots") or ())

    return dict(below(agreement.effective.data["pots"]))


def _rules(
    pot: Pot, leaf: Pot, stated: Mapping[str, Mapping[str, Any]], agreement: Agreement, word: str
) -> bool:
    """Whether *leaf* has *word* from *pot*: no pot between them, nor the leaf itself, states its own."""
    between = [one for one in agreement.all_pots() if leaf in one.leaves() and pot.path != one.path]
    return not any(word in stated[one.name] for one in between if one.path.startswith(f"{pot.path}/"))


def _key(pot: Pot, ruled: list[Pot]) -> Iterator[Place]:
    key, who = ruled[0].key, {one for leaf in ruled for one in leaf.recipients}
    if len(who) < 2 or not all(is_region(one) for one in who):
        return
    path = f"pots.{pot.name}.key"
    away = f"{path}.{key.kind.value}="
    options = [
        Option(series, _by_population(series), (by,) if key.kind is KeyKind.POPULATION else (away, by))
        for series in sorted(population_series(), reverse=True)
        if _YEAR_END.fullmatch(series) and who <= set(population(series)) and series != key.series
        for by in (f"{path}.population={series}",)
    ]
    if key.kind is not KeyKind.EQUAL:
        to_each = Text("lika mycket till var och en", "the same to each")
        options.insert(0, Option("equal", to_each, (away, f"{path}.equal=true")))
    yield Place(
        path,
        Kind.KEY,
        Form.CHOICE,
        pot.title,
        _KEYS.get(key.kind) or _by_population(key.series or ""),
        key.series or key.kind.value,
        tuple(options),
    )


def _by_population(series: str) -> Text:
    if _DAY_OR_MONTH.fullmatch(series):
        return Text(f"efter folkmängd {series}", f"by population {series}")
    return Text(
        "efter en folkmängd återskapad ur publicerade belopp",
        "by a population reconstructed from published amounts",
    )


_KEYS = {
    KeyKind.EQUAL: Text("lika mycket till var och en", "the same to each"),
    KeyKind.TABLE: Text("efter en tabell i överenskommelsen", "by a table in the agreement"),
    KeyKind.COUNT: Text("efter antal", "by numbers counted"),
    KeyKind.AMOUNTS: Text("belopp som är bestämda på annat håll", "amounts decided elsewhere"),
}


def _unearned(pot: Pot, ruled: list[Pot]) -> Iterator[Place]:
    present, path = ruled[0].unearned, f"pots.{pot.name}.unearned"
    if present is None or any(leaf.key.kind is KeyKind.AMOUNTS for leaf in ruled):
        return
    away = tuple(f"{path}.{word}=" for word in ("best", "by", "per")) if present is Unearned.BEST else ()
    options = tuple(
        Option(goes.value, title, (*away, f"{path}.goes={goes.value}"))
        for goes, title in _GOES.items()
        if goes not in (present, Unearned.BEST)
    )
    yield Place(path, Kind.UNEARNED, Form.CHOICE, pot.title, _GOES[present], present.value, options)


_GOES = {
    Unearned.TO_THOSE_WHO_QUALIFY: Text(
        "delas av dem som uppfyller villkoren", "shared by those who meet the conditions"
    ),
    Unearned.BACK: Text("betalas inte ut", "not paid out"),
    Unearned.BONUS_POT: Text(
        "samlas i en bonuspott, som delas efter vad var och en har tjänat in",
        "collected in a bonus pot, shared by what each has earned",
    ),
    Unearned.BEST: Text("går till de bästa", "goes to the best"),
}
