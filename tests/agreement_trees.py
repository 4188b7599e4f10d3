"""Changes of an agreement's file as a tree: parts put in, taken out, swapped, moved, renamed, retyped.

Most leave a file that can be read, and many one that is right: then it is settled. Here does not belong its
text (`agreement_mutations`).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

from odd_values import ODD, VALID
from vardvag.base.yaml_text import Where

SECTIONS = ("conditions", "facts", "sources", "others")
GROUNDED = {
    *("equal", "population", "table", "recipients", "months", "kinds", "goes", "price", "any", "all"),
    *("amendment", "variant"),
}
"""Keys of mappings that must say where they were read."""

Pool = Mapping[str, list[tuple[Any, dict[str, Any]]]]
"""What stands under each key in any of the files, with the whole of that file."""


def pool_of(trees: Iterable[dict[str, Any]]) -> Pool:
    """Everything that stands under a key in *trees*."""
    pool: dict[str, list[tuple[Any, dict[str, Any]]]] = {}
    for tree in trees:
        for where in places(tree):
            if isinstance(where[-1], str):
                pool.setdefault(where[-1], []).append((at(tree, where), tree))
    return pool


def put_valid(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """Another right value where such a value stands, or may stand."""
    where = random.choice([w for w in places(tree) if w[-1] in VALID] or [()])
    if where:
        put(tree, where, copy.deepcopy(random.choice(VALID[str(where[-1])])), random)


def put_word(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A right word in a pot that may not have it."""
    pots = [where for where in places(tree) if isinstance(at(tree, where), dict) and "pot" in at(tree, where)]
    if pots:
        pot, word = at(tree, random.choice(pots)), random.choice(["key", "barred", "split", "recipients"])
        pot[word] = copy.deepcopy(random.choice(VALID[word]))
        ground(pot[word], tree, random)


def graft(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """What stands under the same key in any file, with the names it refers to."""
    where = random.choice([w for w in places(tree) if w[-1] in pool])
    value, donor = random.choice(pool[str(where[-1])])
    put(tree, where, copy.deepcopy(value), random)
    bring_names(tree, donor)


def graft_word(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A word of some pot, condition or fact of another file, added to one of this."""
    word = random.choice(
        ["qualify", "earn", "unearned", "key", "split", "earmarks", "pots", "payment", "stand_in"]
    )
    value, donor = random.choice(pool.get(word) or [(None, {})])
    wanted = "at_least" if word == "stand_in" else "pot"
    nodes = [at(tree, w) for w in places(tree) if isinstance(at(tree, w), dict) and wanted in at(tree, w)]
    if nodes:
        random.choice(nodes)[word] = copy.deepcopy(value)
        bring_names(tree, donor)


def remove(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """Something gone."""
    where = random.choice(places(tree))
    del at(tree, where[:-1])[where[-1]]


def duplicate(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """An entry of a list twice, sometimes under another name."""
    lists = [where for where in places(tree) if isinstance(at(tree, where), list) and at(tree, where)]
    if lists:
        entries = at(tree, random.choice(lists))
        one = copy.deepcopy(random.choice(entries))
        if isinstance(one, dict):
            for name in {"pot", "amendment", "variant", "earmark"} & set(one):
                one[name] = f"{one[name]}-{random.randint(2, 3)}"
        entries.insert(random.randrange(len(entries) + 1), one)


def swap(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """Two values in each other's places."""
    one, other = random.choice(places(tree)), random.choice(places(tree))
    if one[: len(other)] != other and other[: len(one)] != one:
        first, second = at(tree, one), at(tree, other)
        put(tree, one, second, random)
        put(tree, other, first, random)


def move(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A part of the tree somewhere else."""
    where = random.choice(places(tree))
    value = at(tree, where[:-1])[where[-1]]
    targets = [w for w in places(tree) if isinstance(at(tree, w), dict) and w[: len(where)] != where]
    if targets:
        at(tree, random.choice(targets))[str(where[-1])] = copy.deepcopy(value)


def retype(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A value of another type."""
    where = random.choice(places(tree))
    value = at(tree, where)
    forms: list[Any] = [None, True, False, 0, -1, 10**29, [], {}, [value], {"a": value}, str(value)]
    forms += [random.choice(ODD), list(value) if isinstance(value, dict | str) else value]
    put(tree, where, random.choice(forms), random)


def deepen(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A value many levels down."""
    where = random.choice(places(tree))
    value = at(tree, where)
    for _ in range(random.choice([2, 5, 30, 60])):
        value = {"a": value} if random.random() < 0.5 else [value]
    put(tree, where, value, random)


def rename(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A key misspelt, or another key of the file."""
    where = random.choice([w for w in places(tree) if isinstance(w[-1], str)])
    parent, key = at(tree, where[:-1]), str(where[-1])
    name = misspelt(key, random) if random.random() < 0.7 else random.choice(list(pool))
    parent[name] = parent.pop(key)


def rule(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """Conditions, a price, and what becomes of the rest, by the names that the file itself has."""
    conditions, facts = ([*(tree.get(name) or ())] for name in ("conditions", "facts"))
    pots = [where for where in places(tree) if isinstance(at(tree, where), dict) and "pot" in at(tree, where)]
    if not (conditions and facts and pots):
        return
    pot = at(tree, random.choice(pots))
    goes = random.choice(VALID["goes"])
    pot["unearned"] = {"goes": goes}
    if goes == "best":
        pot["unearned"] |= {"best": random.choice(VALID["best"]), "by": random.choice(facts)}
    if random.random() < 0.7:
        chosen = random.sample(conditions, min(len(conditions), random.randint(1, 3)))
        pot["qualify"] = {random.choice(["any", "all"]): chosen}
    else:
        pot["earn"] = {"price": random.choice(VALID["price"]), "volume": random.choice(facts)}
        pot["earn"] |= {"above": random.choice(facts)} if random.random() < 0.5 else {}
    if random.random() < 0.4:
        pot["split"] = {"months": ["2019-01", "2019-02"]}
    pot.setdefault("key", {"equal": True})
    for word in ("unearned", "qualify", "earn", "split", "key"):
        ground(pot.get(word), tree, random)


def amend(pool: Pool, tree: dict[str, Any], random: Random) -> None:
    """A later change, or another reading, of a pot, a condition or the whole."""
    names = [
        at(tree, (*w, "pot")) for w in places(tree) if isinstance(at(tree, w), dict) and "pot" in at(tree, w)
    ]
    section, name = random.choice([("amendments", "amendment"), ("variants", "variant")])
    entries = tree.setdefault(section, [])
    if not names or not isinstance(entries, list):
        return
    word = random.choice(["amount", "amount", "recipients", "key", "barred", "split", "qualify", "unearned"])
    value = copy.deepcopy(random.choice([None, *VALID.get(word, ())]))
    ground(value, tree, random)
    changes: dict[str, Any] = {"pots": {str(random.choice(names)): {word: value}}}
    if random.random() < 0.3:
        where = random.choice(
            [w for w in places(tree) if len(w) == 2 and w[0] in SECTIONS] or [("sources", "x")]
        )
        changes[str(where[0])] = {str(where[1]): None}
    entry = {name: f"later-{len(entries)}", "title": {"sv": "Senare", "en": "Later"}, "changes": changes}
    if section == "amendments":
        entry["effective"] = f"20{random.randint(10, 30)}-0{random.randint(1, 9)}-15"
    entries.append(entry)
    ground(entry, tree, random)


def places(tree: Any, where: Where = ()) -> list[Where]:
    """Every place in the tree but its top."""
    items: Iterable[tuple[str | int, Any]] = (
        tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    )
    return [place for key, value in items for place in ((*where, key), *places(value, (*where, key)))]


def at(tree: Any, where: Where) -> Any:
    for part in where:
        tree = tree[part]
    return tree


def put(tree: Any, where: Where, value: Any, random: Random) -> None:
    """*value* at *where*, with a source where it lacks one, mostly."""
    at(tree, where[:-1])[where[-1]] = value
    ground(value, tree, random)


def ground(value: Any, tree: Mapping[str, Any], random: Random) -> None:
    sources = tree.get("sources")
    lacks = isinstance(value, dict) and "source" not in value and GROUNDED & set(value)
    if lacks and isinstance(sources, dict) and sources:
        value["source"] = random.choice(list(sources))


def bring_names(tree: dict[str, Any], donor: Mapping[str, Any]) -> None:
    """The names that *donor* has and *tree* lacks."""
    for section in SECTIONS:
        if isinstance(donor.get(section), dict) and isinstance(tree.setdefault(section, {}), dict):
            tree[section] = copy.deepcopy(donor[section]) | tree[section]


def misspelt(word: str, random: Random) -> str:
    """The word with a letter too few or too many, in capitals, or in the plural."""
    where = random.randrange(len(word) or 1)
    fewer, more = word[:where] + word[where + 1 :], word[:where] + word[where:][:1] + word[where:]
    return random.choice([fewer, more, word.upper(), f"{word}s"])


TREE_CHANGES: tuple[Callable[[Pool, dict[str, Any], Random], None], ...] = (
    *(amend, amend, rule, rule, rule, put_valid, put_valid, put_valid, put_valid, put_word, put_word),
    *(graft, graft, graft_word, graft_word, duplicate, remove, swap, move, retype, deepen, rename),
)
"""What may be done to a tree; what mostly leaves it right stands there more often."""
