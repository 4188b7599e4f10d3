"""Whose word a written resource brings, and how it reached whoever wrote it down: the extension `said-by`.

The patient speaks for herself by her log-in. Here does not belong whether the word counts (`usecases`).
"""

from __future__ import annotations

from vardvag.contracts.access.actor import Actor, Role
from vardvag.contracts.said import Speaker, Way
from vardvag.service.fhir import canonical
from vardvag.service.fhir.changes import unfit
from vardvag.service.fhir.issues import Resource

_PARTS = ("speaker", "way", "name")


def voice_in(written: Resource, actor: Actor) -> tuple[Speaker, Way, str]:
    """Speaker, way and name. The patient's own, where it is she who is logged in and nothing else is said."""
    found = said_by(written)
    if found is not None:
        return found
    name = actor.name if actor.role == Role.PATIENT else ""
    return Speaker.PATIENT, Way.LOG_IN, name


def said_by(written: Resource) -> tuple[Speaker, Way, str] | None:
    """What the extension says; None where there is none. Unfit for words that it does not have."""
    kind = written["resourceType"]
    for number, one in enumerate(written.get("extension", ())):
        if one["url"] != canonical.SAID_BY:
            continue
        parts = {part["url"]: part.get("valueCode") or part.get("valueString") for part in one["extension"]}
        speaker, way, name = (parts.get(key) or "" for key in _PARTS)
        if speaker not in {*Speaker} or way not in {*Way} or set(parts) - set(_PARTS):
            raise unfit(
                f"{kind}.extension[{number}]",
                f"said-by har speaker ({', '.join(Speaker)}), way ({', '.join(Way)}) och name.",
                f"said-by has speaker ({', '.join(Speaker)}), way ({', '.join(Way)}) and name.",
            )
        return Speaker(speaker), Way(way), name
    return None


def without_voice(written: Resource) -> Resource:
    """*written* without the extension, which is kept as an event and not in the resource."""
    rows = [one for one in written.get("extension", ()) if one.get("url") != canonical.SAID_BY]
    rest = {key: one for key, one in written.items() if key != "extension"}
    return rest | ({"extension": rows} if rows else {})
