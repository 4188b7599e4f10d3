"""Who a pot can be for: groups by one word, codes of regions and municipalities, and named others.

A recipient is a text: `08` (a region), `0880` (a municipality), `kommuner-08` (the municipalities of a county
together), `SKR`, `RSS` (the regional support structures together, paid through SKR), or a name that the
agreement itself gives under `others`.

Here does not belong how the money is divided among them (`pot_words`, `settle`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.municipalities import MUNICIPALITIES, municipality
from vardvag.base.regions import REGIONS, region
from vardvag.base.texts import Text

SKR = "SKR"
"""Sveriges Kommuner och Regioner (Sveriges Kommuner och Landsting before 2019-11-27)."""

RSS = "RSS"
"""The regional support structures for cooperation, together: SKR pays them, and no split is public."""

NOT_PUBLIC = "not-public"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "regions": tuple(one.code for one in REGIONS),
    "municipalities": tuple(one.code for one in MUNICIPALITIES),
    "county-municipalities": tuple(f"kommuner-{one.code}" for one in REGIONS),
    "support-structures": (RSS,),
    "skr": (SKR,),
    NOT_PUBLIC: (),
}
"""Each word that stands for a group, and who is in it."""

_NAMED = {
    SKR: Text("Sveriges Kommuner och Regioner", "The Swedish Association of Local Authorities and Regions"),
    RSS: Text("Regionala samverkans- och stödstrukturer", "Regional support structures"),
}
_CODES = frozenset(
    (*GROUPS["regions"], *GROUPS["municipalities"], *GROUPS["county-municipalities"], RSS, SKR)
)


def expand(words: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients that *words* stand for, each once, in order."""
    told = [who for word in words for who in GROUPS.get(word, (word,))]
    return tuple(dict.fromkeys(told))


def is_region(recipient: str) -> bool:
    """Whether it is one of the 21 regions."""
    return len(recipient) == 2 and recipient.isdigit()


def is_known(recipient: str) -> bool:
    """Whether the text is a recipient that needs no name from the agreement."""
    return recipient in _CODES


def known() -> frozenset[str]:
    """Every recipient that needs no name from the agreement."""
    return _CODES


def recipient_title(recipient: str, others: Mapping[str, Text] | None = None) -> Text:
    """The name for people: `Kalmar`, `Emmaboda`, `Kommunerna i Kalmar län`, or as the agreement names it."""
    if others and recipient in others:
        return others[recipient]
    if is_region(recipient):
        name = region(recipient).name
        return Text(name, name)
    if recipient.startswith("kommuner-"):
        name = region(recipient.removeprefix("kommuner-")).name
        return Text(f"Kommunerna i {name}", f"The municipalities of {name}")
    if recipient.isdigit():
        name = municipality(recipient).name
        return Text(name, name)
    return _NAMED.get(recipient, Text(recipient, recipient))


def in_order(recipient: str) -> tuple[int, str]:
    """A key that sorts regions first, by code, then municipalities, then others."""
    if is_region(recipient):
        return 0, recipient
    if recipient.isdigit():
        return 1, recipient
    return (2 if recipient.startswith("kommuner-") else 3), recipient
