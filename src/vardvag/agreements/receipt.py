"""A receipt: the facts, the fingerprints of the definitions, the version and the result, in one JSON.

Whoever holds it can settle again and see that nothing has changed: which reading of the agreement, as it
stood which day, and what a scenario changed are in it too. `vardvag-receipt/1` is the name of the shape. A
receipt of another version of Vårdväg may not repeat exactly; that is said before any difference is shown.

Here does not belong writing it to a file (a use-case), nor what may be published: facts are unsuppressed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vardvag import __version__
from vardvag.agreements.facts_file import fact_row, parse_facts, rows_text
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Cell
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text

FORMAT = "vardvag-receipt/1"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: the reading (None: the file's own), as it stood that day (None: as last amended).

    `changes` are those of a scenario, `place=value`, in the order they were made.
    """

    variant: str | None
    on: date | None
    changes: tuple[str, ...]


def receipt(settlement: Settlement, row: Callable[[Cell], dict[str, str]] = fact_row) -> dict[str, Any]:
    """The receipt of *settlement* as plain data; the same settlement gives the same receipt.

    *row* says what is told of each fact.
    """
    agreement = settlement.agreement
    return {
        "format": FORMAT,
        "vardvag": __version__,
        "agreement": {"name": agreement.name, "fingerprint": agreement.fingerprint},
        "variant": agreement.variant,
        "on": agreement.on.isoformat() if agreement.on else None,
        "changes": list(agreement.changes),
        "weights": _weights(settlement),
        "as_of": settlement.as_of.isoformat() if settlement.as_of else None,
        "facts": sorted(
            (row(cell) for cell in settlement.facts_used), key=lambda columns: sorted(columns.items())
        ),
        "assumptions": [source.note.sv for source in settlement.assumptions if source.note],
        "result": _result(settlement),
    }


def as_json(data: Mapping[str, Any]) -> str:
    """A receipt as text, the same bytes every time."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def fingerprint(data: Mapping[str, Any]) -> str:
    """What names a receipt exactly: the SHA-256 of its text."""
    return hashlib.sha256(as_json(data).encode()).hexdigest()


def differences(kept: Mapping[str, Any], settlement: Settlement) -> tuple[Text, ...]:
    """Everything in which *settlement* differs from a receipt that was kept; none when repeated exactly.

    Another version of Vårdväg and another file of the agreement come first: then the rest may have that
    reason. BadInput when *kept* is no receipt.
    """
    if kept.get("format") != FORMAT or not isinstance(kept.get("result"), Mapping):
        raise BadInput(
            Text(f"detta är inget kvitto av formen {FORMAT}", f"this is not a receipt of the form {FORMAT}")
        )
    made = receipt(settlement)
    told: list[Text] = []
    if kept.get("vardvag") != __version__:
        told.append(_other_version(kept.get("vardvag")))
    told += [said for key, said in _COMPARED.items() if kept.get(key) != made[key]]
    was, now = kept["result"], made["result"]
    told += [
        Text(line := f"{name}: {was.get(name)} → {now[name]}", line)
        for name in ("sum", "paid", "unpaid", "undetermined")
        if was.get(name) != now[name]
    ]
    payouts = was.get("payouts")
    before = payouts if isinstance(payouts, Mapping) else {}
    for who in sorted({*before, *now["payouts"]}):
        if before.get(who) != now["payouts"].get(who) or (who in before) is not (who in now["payouts"]):
            line = f"{who}: {before.get(who)} → {now['payouts'].get(who)}"
            told.append(Text(line, line))
    return tuple(told)


def settled_as(kept: Mapping[str, Any]) -> Settled:
    """Which reading, day and changes a receipt is of. BadInput when it does not say so in a way that is read.

    A receipt that lacks one of them is of the agreement without it.
    """
    variant, changes = kept.get("variant"), kept.get("changes") or []
    if not isinstance(variant, str | None):
        raise _unreadable("variant", variant)
    if not isinstance(changes, list) or not all(isinstance(one, str) for one in changes):
        raise _unreadable("changes", changes)
    return Settled(variant, _day(kept, "on"), tuple(changes))


def facts_of(kept: Mapping[str, Any], others: Iterable[str] = ()) -> tuple[Cell, ...]:
    """The facts that a receipt holds, so that it can be settled again. BadInput with every finding.

    *others* are the recipients that the agreement names itself.
    """
    try:
        text = rows_text(kept["facts"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadInput(
            Text("kvittots uppgifter kan inte läsas", "the receipt's facts cannot be read")
        ) from problem
    return parse_facts(text, "facts", others)


def known_on(kept: Mapping[str, Any]) -> date | None:
    """The day as of which a receipt was settled; None for as last known. BadInput when it is no day."""
    return _day(kept, "as_of")


def same_result(kept: Mapping[str, Any], settlement: Settlement) -> bool:
    """Whether the amounts are those of the receipt, to the krona, whatever version computed them."""
    return bool(kept.get("result") == _result(settlement))


_COMPARED = {
    "agreement": Text(
        "kan inte upprepas exakt: avtalets fil är en annan",
        "cannot repeat exactly: the agreement's file is another",
    ),
    "variant": Text("avtalet är läst på ett annat sätt", "the agreement is read in another way"),
    "on": Text("avtalet är som det löd en annan dag", "the agreement is as it stood on another day"),
    "changes": Text("ändringarna som prövas är andra", "the changes that are tried are others"),
    "weights": Text("vikterna i fördelningen är andra", "the weights of the division are others"),
    "as_of": Text("uppgifterna är från en annan dag", "the facts are as of another day"),
    "facts": Text("uppgifterna är andra", "the facts are others"),
    "assumptions": Text("antagandena är andra", "the assumptions are others"),
}


def _other_version(written: object) -> Text:
    return Text(
        f"kan inte upprepas exakt: en annan version av Vårdväg ({written}, här {__version__})",
        f"cannot repeat exactly: another version of Vårdväg ({written}, here {__version__})",
    )


def _day(kept: Mapping[str, Any], key: str) -> date | None:
    day = kept.get(key)
    try:
        return None if day is None else date.fromisoformat(day)
    except (TypeError, ValueError) as problem:
        raise BadInput(
            Text(f"kvittots {key} är ingen dag: {day}", f"the receipt's {key} is no day: {day}")
        ) from problem


def _unreadable(key: str, value: object) -> BadInput:
    return BadInput(
        Text(f"kvittots {key} kan inte läsas: {value}", f"the receipt's {key} cannot be read: {value}")
    )


def _weights(settlement: Settlement) -> dict[str, dict[str, Any]]:
    """What each pot was divided by, wherever it was read; by part where its parts do not have the same."""
    found: dict[str, dict[str, Any]] = {}
    for result in settlement.results:
        part = result.part
        if part.is_bonus:
            continue
        key = part.pot.key
        used = {"key": key.kind.value, "series": key.series, "weights": dict(result.weights.known)}
        if found.setdefault(part.pot.path, used) != used:
            found[part.name] = used
    return found


def _result(settlement: Settlement) -> dict[str, Any]:
    return {
        "sum": int(settlement.agreement.amount),
        "paid": int(settlement.paid),
        "unpaid": int(settlement.unpaid),
        "undetermined": int(settlement.undetermined),
        "payouts": {
            payout.recipient: None if payout.kronor is None else int(payout.kronor)
            for payout in settlement.payouts
        },
    }
