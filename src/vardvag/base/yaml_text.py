"""The small part of YAML that definition files are written in, read as plain data with the line of every key.

A file is a mapping of keys. A scalar is text unless it is plainly a whole number, `true`, `false` or empty:
`01` stays a region code, `no` a word, and a decimal is never a float. Anchors, aliases, tags and merge keys
are refused: a reader of an agreement should not have to look elsewhere for what a line says, and a file
cannot be made to grow or run anything when it is read.

Here does not belong what the keys mean (`fields`, and the model that each kind of definition has).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.base.yaml_faults import what_is_wrong

Where = tuple[str | int, ...]
"""The keys and positions that lead to a value: `("pots", 0, "amount")`."""

LONGEST = 1_000_000
"""Characters in a file. The largest agreement is some tens of thousands; a table belongs in a CSV."""

DEEPEST = 40
"""Levels of keys within keys: far above any definition, far below what could exhaust a machine."""

# Longer numbers stay text: Python refuses to convert thousands of digits, and nothing here counts that far.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,29}")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ReadYaml(NamedTuple):
    """The data of a file, the line of every key, and what is wrong with single keys, each with its place."""

    data: dict[str, Any]
    lines: dict[Where, int]
    faults: tuple[tuple[Where, Finding], ...]


def read_yaml(raw: str, file: str) -> ReadYaml:
    """The data of the text *raw*, and the line of every key. An empty file is an empty mapping.

    BadInput when there is nothing to go on with; what is wrong with single keys only (one that stands twice,
    of which the last counts) is given back beside the rest. *file* is only for findings.
    """
    if len(raw) > LONGEST:
        too_long = Text(
            f"Filen är längre än {LONGEST} tecken", f"The file is longer than {LONGEST} characters"
        )
        remedy = Text("Flytta tabeller till en CSV-fil", "Move tables to a CSV file")
        raise _unusable(file, [Finding("too-long", too_long, remedy, file=file)])
    try:
        findings = _refused_events(raw, file)
        node = yaml.compose(raw, Loader=_LOADER) if not findings else None
    except (yaml.YAMLError, UnicodeError) as problem:
        raise _not_yaml(problem, file) from problem
    lines: dict[Where, int] = {}
    if isinstance(node, yaml.ScalarNode) and _scalar(node) is None:
        node = None
    if node is not None and not isinstance(node, yaml.MappingNode):
        message = Text(
            "Filen består inte av nycklar med värden", "The file does not consist of keys with values"
        )
        remedy = Text("Skriv nyckel: värde, en på varje rad", "Write key: value, one on each line")
        findings.append(Finding("not-keys", message, remedy, file=file, row=_row(node)))
    if findings:
        raise _unusable(file, findings)
    faults: list[tuple[Where, Finding]] = []
    data = _plain(node, (), lines, faults, file) if node is not None else {}
    return ReadYaml(data, lines, tuple(faults))


def _refused_events(raw: str, file: str) -> list[Finding]:
    """What YAML allows and definitions do not, found without building anything."""
    findings: list[Finding] = []
    depth = 0

    def refuse(event: yaml.Event, rule: str, message: Text, remedy: Text) -> None:
        findings.append(Finding(rule, message, remedy, file=file, row=_row(event)))

    for event in yaml.parse(raw, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == DEEPEST + 1:
                refuse(
                    event,
                    "too-deep",
                    Text(f"Djupare än {DEEPEST} nivåer", f"Deeper than {DEEPEST} levels"),
                    Text("Gör strukturen plattare", "Make the structure flatter"),
                )
                # The parser's time grows with the square of the depth: read no further.
                break
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            refuse(
                event,
                "anchor",
                Text("Ankare (&) och alias (*) används inte", "Anchors (&) and aliases (*) are not used"),
                Text("Skriv ut värdet, eller sätt det inom citattecken", "Write the value out, or quote it"),
            )
        if getattr(event, "tag", None):
            refuse(
                event,
                "tag",
                Text("Taggar (!) används inte", "Tags (!) are not used"),
                Text(
                    "Ta bort taggen, eller sätt värdet inom citattecken", "Remove the tag, or quote the value"
                ),
            )
    return findings


def _plain(
    node: yaml.Node, where: Where, lines: dict[Where, int], faults: list[tuple[Where, Finding]], file: str
) -> Any:
    """A node as plain data; notes the line of every key, and every key that cannot be one."""
    lines.setdefault(where, _row(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, i), lines, faults, file) for i, child in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key_node, child in node.value:
        row = _row(key_node)
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value in ("", "<<"):
            message = Text("Nyckeln är inte ett ord", "The key is not a word")
            remedy = Text("Skriv nyckel: värde", "Write key: value")
            faults.append((where, Finding("key-not-text", message, remedy, file=file, row=row)))
            continue
        key = str(key_node.value)
        here = (*where, key)
        if key in data:
            message = Text(f"Nyckeln {key} står två gånger", f"The key {key} stands twice")
            first = lines[here]
            remedy = Text(
                f"Ta bort den ena; den första står på rad {first}",
                f"Remove one of them; the first is on line {first}",
            )
            column = ".".join(map(str, here))
            faults.append((here, Finding("key-twice", message, remedy, file=file, row=row, column=column)))
            for known in [known for known in lines if known[: len(here)] == here]:
                del lines[known]
        lines[here] = row
        data[key] = _plain(child, here, lines, faults, file)
    return data


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    text = str(node.value)
    if node.style:  # plain style is an empty text to the C loader, None to the Python one
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if _INTEGER.fullmatch(text) else text


def _row(part: yaml.Node | yaml.Event) -> int:
    """The line, the first being 1."""
    return part.start_mark.line + 1 if part.start_mark else 1


def _not_yaml(problem: Exception, file: str) -> BadInput:
    said = str(getattr(problem, "problem", None) or problem)
    # Of a quote that is not closed, the line where it begins: the parser noticed at the end of the file.
    open_quote = "unexpected end of stream" in said
    mark = getattr(problem, "context_mark" if open_quote else "problem_mark", None)
    remedy = what_is_wrong(said)
    finding = Finding(
        "yaml",
        Text("Filen är inte giltig YAML", "The file is not valid YAML"),
        remedy,
        file=file,
        row=mark.line + 1 if mark else None,
    )
    return _unusable(file, [finding])


def _unusable(file: str, findings: list[Finding]) -> BadInput:
    return BadInput(Text(f"{file} kan inte användas", f"{file} cannot be used"), findings)
