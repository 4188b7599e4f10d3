"""The part of the page of formats about calls in RIV-TA: what is the schemas' own, and what is ours."""

from __future__ import annotations

from page_parts import cited, table

from vardvag.events.checks.sources import SCHEMA
from vardvag.events.formats.riv_ta_1_0 import parsing, records
from vardvag.events.formats.riv_ta_1_0.schema import BODIES, SOAP, namespace, root_name


def riv_ta_part() -> list[str]:
    """What a call holds, how it is read, and where each comes from."""
    held = [
        (
            f"`{root_name(service)}`",
            f"`{body.name}`",
            f"`{body.record}`",
            body.title.en,
            f"`{body.model.name}`",
        )
        for service, bodies in BODIES.items()
        for body in bodies.values()
    ]
    spaces = ", ".join(f"`{namespace(service)}`" for service in BODIES)
    limits = (
        f"{parsing.DEEPEST} elements in each other, {parsing.MOST_ATTRIBUTES} attributes of one element, "
        f"{parsing.LONGEST_MARKUP} bytes of one tag or comment, {parsing.MOST_NAMES} different names, "
        f"{records.LONGEST_VALUE} characters of one value"
    )
    said = [
        ("elements, attributes, namespaces", f"the schemas' own: {spaces}", cited(SCHEMA)),
        ("envelope", f"the call by itself, or in `{SOAP}`; its header is not read", "the services' WSDL"),
        (
            "`ErsattningsId`",
            "names an earlier call as its receiver named it (`vardvag load --call NAME`), and stands on "
            "every row. When the call is loaded, all of the earlier one is removed: its contacts, in every "
            "month, and what is attached to them. The call is taken with a warning",
            "schema; the warning is ours",
        ),
        (
            "empty call with `ErsattningsId`",
            "asks the receiver to delete the earlier call and what hangs on it. Warned of as `deletion`, and "
            "done when it is loaded; what was known before stays known as on its day",
            "schema (2022-03-14); the warning is ours",
        ),
        (
            "a day without a clock time",
            "the schema has none: `T00:00:00` without an offset is read as the day alone and written for it; "
            "midnight itself is written with its offset",
            "ours, inferred",
        ),
        ("DOCTYPE and entities", "refused before anything of them is read", "ours"),
        (
            "broken in the middle",
            "the rows before are counted and rejected, and line and character told",
            "ours",
        ),
        ("row number", "the line its element begins on; where several share a line, counted on", "ours"),
        ("limits", f"any size; {limits}", "ours"),
    ]
    return [
        "## Calls in RIV-TA",
        "A file is one call. The rules judge its rows as those of a table.",
        table(("service", "body", "record", "holds", "rows are of"), held),
        table(("", "is", "from"), said),
    ]
