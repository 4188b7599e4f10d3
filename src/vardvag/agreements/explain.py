"""An explanation as text for people and as JSON for whatever comes next.

The JSON is versioned: `vardvag-explanation/1` never changes; a new shape gets a new number. Money is an
integer, a share is text (`23/25`), so that nothing is lost. In the text, figures in brackets point to the
sources below it, and what is assumed is marked.

Here does not belong what the tree holds (`explanation`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from vardvag.agreements.explanation import Explained, Explanation, Operation
from vardvag.base.dated import Confidence, Source
from vardvag.base.kronor import NBSP, Kronor
from vardvag.base.texts import Language, Text

FORMAT = "vardvag-explanation/1"

_WORDS = {
    "true": Text("uppfyllt", "met"),
    "false": Text("inte uppfyllt", "not met"),
    "none": Text("går inte att fastställa", "cannot be determined"),
    "yes": Text("ja", "yes"),
    "no": Text("nej", "no"),
    "missing": Text("saknas", "missing"),
    "pot": Text("potten", "the pot"),
    "assumption": Text("ANTAGANDE", "ASSUMPTION"),
    "sources": Text("Källor", "Sources"),
    "level": Text("minst", "at least"),
    "more": Text("mer än", "more than"),
    "due": Text("senast", "no later than"),
    "of": Text("av", "of"),
    "nothing": Text("villkoren är inte uppfyllda", "the conditions are not met"),
    "fixed": Text("fast belopp", "fixed amount"),
    "degree": Text("ger", "earns"),
    "points": Text("procentenheter", "percentage points"),
    "part": Text("av", "of"),
    "inferred": Text("härlett", "inferred"),
    "what-if": Text("Tänk om", "What if"),
}


def as_text(explanation: Explanation, language: Language = "sv") -> str:
    """The tree as indented lines, then its sources, numbered."""
    sources: dict[Source, int] = {}
    for node in explanation.walk():
        for source in node.sources:
            sources.setdefault(source, len(sources) + 1)
    only_part = explanation.operation is Operation.SUM and len(explanation.children) == 1
    top = explanation.children[0] if only_part else explanation
    lines = [explanation.rule.in_language(language)] if only_part else []
    if changes := explanation.inputs.get("changes"):
        lines.append(f"{_WORDS['what-if'].in_language(language)}: {changes}")
    lines.append(_line(top, sources, language))
    _branches(top, "  ", lines, sources, language)
    lines += ["", f"{_WORDS['sources'].in_language(language)}:"]
    lines += [f"  [{number}] {cited(source, language)}" for source, number in sources.items()]
    return "\n".join(lines)


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The tree as plain data, under its format's name."""
    return {"format": FORMAT, "explanation": _node(explanation)}


def cited(source: Source, language: Language) -> str:
    """A source on one line: title, section, date, address; an assumption with its reasoning."""
    if source.is_assumption and source.note is not None:
        return f"{_WORDS['assumption'].in_language(language)}: {source.note.in_language(language)}"
    parts = (source.title, source.section, source.date.isoformat() if source.date else None, source.url)
    told = ", ".join(part for part in parts if part)
    if source.confidence is Confidence.INFERRED and source.note is not None:
        told += f" ({_WORDS['inferred'].in_language(language)}: {source.note.in_language(language)})"
    return told


def shown_share(share: Fraction, language: Language = "sv", decimals: int = 2) -> str:
    """A share for reading, half up: `25,62 %`. Never to calculate with."""
    steps = 10**decimals
    scaled = (2 * share * 100 * steps + 1) // 2
    whole, rest = divmod(scaled, steps)
    mark = "," if language == "sv" else "."
    tail = f"{mark}{rest:0{decimals}}" if decimals else ""
    return f"{Kronor(whole).plain()}{tail}{NBSP}%"


def _branches(
    node: Explanation, indent: str, lines: list[str], sources: dict[Source, int], language: Language
) -> None:
    for at, child in enumerate(node.children):
        last = at == len(node.children) - 1
        lines.append(f"{indent}{'└' if last else '├'} {_line(child, sources, language)}")
        _branches(child, indent + ("   " if last else "│  "), lines, sources, language)


def _line(node: Explanation, sources: dict[Source, int], language: Language) -> str:
    marks = "".join(f" [{sources[source]}]" for source in dict.fromkeys(node.sources))
    assumed = f" {_WORDS['assumption'].in_language(language)}" if node.assumption else ""
    return _sentence(node, language) + marks + assumed


def _sentence(node: Explanation, language: Language) -> str:
    rule = _rule(node, language)
    operation = node.operation
    if operation is Operation.APPORTION:
        below = {child.operation: child for child in node.children}
        weight, total = (_value(below[op], language) for op in (Operation.WEIGHT, Operation.TOTAL_WEIGHT))
        pot = _WORDS["pot"].in_language(language)
        if Operation.FIXED in below:
            fixed = f"{_value(below[Operation.FIXED], language)} + "
            pot = fixed + _value(below[Operation.POT], language)
        return f"{_value(node, language)} = {pot} × {weight} / {total} – {rule}"
    if operation is Operation.PORTION and isinstance(node.parameter, Fraction):
        part = f"{shown_share(node.parameter, language)} {_WORDS['part'].in_language(language)}"
        return f"{_value(node, language)} = {part} {_value(node.children[0], language)} – {rule}"
    if operation is Operation.PRODUCT and isinstance(node.parameter, Kronor):
        return f"{_value(node, language)} = {node.parameter} × {_value(node.children[0], language)} – {rule}"
    if operation is Operation.NOTHING and node.inputs.get("part"):
        return f"{_value(node, language)} – {rule}: {_WORDS['nothing'].in_language(language)}"
    if operation is Operation.ROUNDING:
        return f"{rule} (+{_value(node, language)})"
    if operation is Operation.UNEARNED:
        return rule
    if operation is Operation.UNDETERMINED and not node.inputs.get("part"):
        return rule
    if operation in _AMOUNT_FIRST:
        return f"{_value(node, language)} – {rule}"
    return f"{rule}{_asked(node, language)}: {_value(node, language)}"


def _rule(node: Explanation, language: Language) -> str:
    """The node's rule; a fact by its title where the agreement gives one, and how it was counted."""
    title = node.inputs.get(f"title-{language}")
    if not title:
        return node.rule.in_language(language)
    told = [title, node.inputs["place"], node.inputs["period"], node.inputs["policy"], node.inputs["basis"]]
    return " · ".join(str(one) for one in told if one is not None)


_AMOUNT_FIRST = frozenset(
    {Operation.SUM, Operation.UNDETERMINED, Operation.LEAST, Operation.GIVEN, Operation.NOTHING}
)


def _asked(node: Explanation, language: Language) -> str:
    """What a condition asks for, in brackets: `(minst 71 %)`."""
    parameter, operation = node.parameter, node.operation
    if operation is Operation.AT_LEAST:
        level = shown_share(parameter, language, 0) if isinstance(parameter, Fraction) else parameter
        return f" ({_WORDS['level'].in_language(language)} {level})"
    if operation in (Operation.IMPROVED, Operation.FEWER) and isinstance(parameter, Fraction):
        told = shown_share(parameter, language, 0)
        if node.inputs.get("compares") == "points":
            told = f"{told.rstrip('%').strip()} {_WORDS['points'].in_language(language)}"
        return f" ({_WORDS['more'].in_language(language)} {told})"
    if operation is Operation.LADDER and isinstance(parameter, Fraction):
        return f" ({_WORDS['degree'].in_language(language)} {shown_share(parameter, language, 0)})"
    if operation is Operation.JUDGED and isinstance(parameter, Fraction):
        return f" ({_WORDS['level'].in_language(language)} {shown_share(parameter, language, 0)})"
    if operation is Operation.JUDGED and isinstance(parameter, str):
        return f" ({_WORDS['due'].in_language(language)} {parameter})"
    return ""


def _value(node: Explanation, language: Language) -> str:
    value = node.value
    if value is None:
        word = "missing" if node.operation is Operation.CELL else "none"
        return _WORDS[word].in_language(language)
    if isinstance(value, bool):
        words = ("no", "yes") if node.operation is Operation.CELL else ("false", "true")
        said = _WORDS[words[value]].in_language(language)
        by = node.inputs.get("by")
        return f"{said} ({by})" if by and node.operation is Operation.CELL else said
    if isinstance(value, Kronor):
        return str(value)
    if isinstance(value, Fraction):
        shown = shown_share(value, language)
        if "denominator" not in node.inputs:
            return shown
        of = _WORDS["of"].in_language(language)
        numbers = [
            Kronor(n).plain() for k in ("numerator", "denominator") if isinstance(n := node.inputs[k], int)
        ]
        return f"{shown} ({f' {of} '.join(numbers)})"
    return Kronor(value).plain() if isinstance(value, int) else value


def _node(node: Explanation) -> dict[str, Any]:
    return {
        "value": plain(node.value),
        "kind": _kind(node.value),
        "rule": {"sv": node.rule.sv, "en": node.rule.en},
        "operation": node.operation.value,
        "parameter": plain(node.parameter),
        "inputs": {name: plain(value) for name, value in node.inputs.items()},
        "assumption": node.assumption,
        "sources": [plain_source(source) for source in node.sources],
        "children": [_node(child) for child in node.children],
    }


def plain(value: Explained) -> str | int | bool | None:
    """A value in JSON: kronor as an integer, a share as text with both its numbers."""
    if isinstance(value, Kronor):
        return int(value)
    return str(value) if isinstance(value, Fraction) else value


def _kind(value: Explained) -> str:
    if value is None:
        return "undetermined"
    kinds: dict[type, str] = {Kronor: "kronor", Fraction: "share", bool: "yes-no", int: "number", str: "word"}
    return kinds[type(value)]


def plain_source(source: Source) -> dict[str, Any]:
    """A source in JSON."""
    return {
        "title": source.title,
        "url": source.url,
        "section": source.section,
        "date": source.date.isoformat() if source.date else None,
        "confidence": source.confidence.value,
        "note": {"sv": source.note.sv, "en": source.note.en} if source.note else None,
    }
