"""Calls: what one load is called, which earlier call it takes the place of, and what then stands.

A sender's call is one load. Its receiver names it, and a later call that names it (`ErsattningsId` of RIV-TA)
removes all of it: its contacts and what is attached to them, in every month. A call without records removes
and puts nothing in its place. From that load on the removed call is as if never sent; what was known before
stays known as on its day. What a removed call had itself removed or replaced stays so.

Here does not belong a contact that replaces another contact (`supersession`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Text

if TYPE_CHECKING:
    from vardvag.warehouse.manifest import Load

COLUMN = "ErsattningsId"


def standing(loads: Sequence[Load]) -> tuple[Load, ...]:
    """The loads that no later one of them has taken the place of."""
    gone = {load.replaces for load in loads}
    return tuple(load for load in loads if load.sequence not in gone)


def replaced_by(loads: Sequence[Load], load: Load) -> Load | None:
    """The later load that took the place of *load*."""
    return next((one for one in loads if one.replaces == load.sequence), None)


def named(loads: Sequence[Load], name: str) -> Load:
    """The load that is called *name* and stands. BadInput when there is none, or it has been replaced."""
    found = next((load for load in loads if load.call == name), None)
    if found is None:
        raise unknown_call(name)
    by = replaced_by(loads, found)
    if by is not None:
        raise _refused(
            "call-replaced",
            Text(
                f"Anropet är redan ersatt, av {by.call}", f"The call has been replaced already, by {by.call}"
            ),
            Text("Ange det anrop som gäller nu", "Name the call that stands now"),
            name,
        )
    return found


def unknown_call(name: str) -> BadInput:
    """The error of naming a call that is not there."""
    return _refused(
        "call-unknown",
        Text("Inget anrop med det namnet har tagits emot", "No call of that name has been received"),
        Text(
            "Ange anropets namn med --call när det läses in, eller sänd kontakterna utan ErsattningsId",
            "Name the call by --call when it is loaded, or send the contacts without ErsattningsId",
        ),
        name,
    )


def refuse_taken(loads: Sequence[Load], name: str) -> None:
    """WrongUse when another load is already called *name*."""
    if any(load.call == name for load in loads):
        raise WrongUse(
            Text(
                f"Ett annat anrop heter redan {name}; ge det här ett annat namn.",
                f"Another call is already named {name}; give this one another name.",
            )
        )


def _refused(rule: str, message: Text, remedy: Text, name: str) -> BadInput:
    return BadInput(
        Text("Anropet togs inte emot; inget ändrades.", "The call was not received; nothing changed."),
        [Finding(rule, message, remedy, column=COLUMN, value=name)],
    )
