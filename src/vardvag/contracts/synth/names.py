"""Names that show that nobody bears them: ordinary first names, and surnames that say "made up".

Here does not belong who a person is (`people`).
"""

from __future__ import annotations

from random import Random

WOMEN = (
    "Aina", "Alma", "Amina", "Anette", "Birgit", "Britt", "Carina", "Doris", "Ebba", "Eivor", "Elsa",
    "Fatima", "Gerd", "Gunvor", "Inger", "Ingrid", "Irma", "Karin", "Kerstin", "Lena", "Leyla", "Maj",
    "Maria", "Mona", "Nadja", "Rut", "Sara", "Siv", "Solveig", "Sofia", "Tyra", "Ulla", "Vera", "Zahra",
)  # fmt: skip
MEN = (
    "Abdi", "Allan", "Anders", "Arne", "Bengt", "Bertil", "Birger", "Bo", "Dan", "Elis", "Erik", "Evert",
    "Folke", "Göran", "Gösta", "Hasan", "Hans", "Ivar", "Jan", "Karl", "Kjell", "Lars", "Mikael", "Nils",
    "Olle", "Per", "Rolf", "Rune", "Samir", "Sture", "Sven", "Tage", "Tomas", "Yngve",
)  # fmt: skip
CHILDREN = ("Alex", "Charlie", "Ellis", "Eli", "Kim", "Love", "Mika", "Noa", "Robin", "Sasha")

_FIRST = ("Exempel", "Fiktiv", "Låtsas", "Modell", "Prov", "Påhitt", "Saga", "Synt", "Test", "Övnings")
_LAST = (
    "berg", "dahl", "falk", "gren", "hed", "holm", "kvist", "lind", "lund", "mark", "näs", "ström",
)  # fmt: skip

MAN, WOMAN = 1, 2
"""As the national contact format codes sex."""


def first_name(rng: Random, sex: int) -> str:
    """A first name of an adult."""
    return rng.choice(MEN if sex == MAN else WOMEN)


def surname(rng: Random) -> str:
    """A surname that nobody can take for a real one."""
    return f"{rng.choice(_FIRST)}{rng.choice(_LAST)}"


def full_name(rng: Random) -> str:
    """Somebody who works in care, or a relative."""
    return f"{first_name(rng, rng.choice((MAN, WOMAN)))} {surname(rng)}"
