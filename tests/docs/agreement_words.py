"""The reference of the words of an agreement file, written from the pydantic models that read it.

Every mapping with its docstring; every key with what may stand there, whether it must, and the docstring
below it in the code. The examples at the end are settled when the page is written (`agreement_snippets`).

Here does not belong the page's place among the others (`reference_pages`).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from agreement_examples import worked_examples
from page_parts import MADE, docstrings_below, table

from vardvag.agreements import condition_words, pot_words, words
from vardvag.agreements.recipients import GROUPS
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.base.fields import Day, Money, Strict, TextField

_GROUPS = {
    "regions": "all 21",
    "municipalities": "all 290",
    "county-municipalities": "those of each county together",
    "support-structures": "the regional ones together, paid through SKR",
    "skr": "SKR itself",
    "not-public": "nobody knows who, and the money is undetermined",
}

VALUES: tuple[tuple[Any, str, str], ...] = (
    (TextField, "text (sv, en)", "`{sv: …, en: …}`"),
    (Money, "an amount", "`182 500 000 kr`, `1 280 mnkr`, `1,6 mdkr`; whole kronor"),
    (Day, "a day", "`2019-10-15`"),
    (words.ShareWord, "a share", "`71 %`, `0,5 %`, `3/4`"),
    (words.Name, "a name", "lower case, digits, hyphens"),
    (words.YearWord, "a year", "`2019`"),
    (words.MonthWord, "a month", "`2019-09`"),
    (
        words.MeasureWord,
        "a measure",
        "a name; or one for each kind of the split: `{first-visit: …, operation: …}`",
    ),
    (
        words.PeriodsWord,
        "periods",
        "`each-month`, the month of the pot's part; or a list of months `2019-09`, half-years `2025-H1`, "
        'years `"2019"`',
    ),
    (words.RoundingWord, "a rounding", "`exact`, or the number of decimals of a per cent, 0–6"),
    (words.PriceWord, "a price", "an amount; or one for each kind of the split: `{hip: 108 000 kr, …}`"),
    (words.WeightsWord, "weights", '`{"01": 25, "03": 4, …}`, whole numbers'),
    (
        words.RecipientsWord,
        "recipients",
        "one of "
        + ", ".join(f"`{group}` ({_GROUPS[group]})" for group in GROUPS)
        + "; or a list of these, of "
        'codes (`["08", "0880", "kommuner-08"]`) and of names from `others`',
    ),
    (str, "text", ""),
    (bool, "`true` or `false`", ""),
    (int, "a whole number", ""),
    (Any, "as in the file", ""),
    (tuple[Any, ...], "a list, as in the file", ""),
    (dict[str, Any], "by name, as in the file", ""),
    (dict[str, dict[str, Any]], "by pot, words as in the file", ""),
)
"""What a single value is called, and how it is written. A type that is not here stops the page."""

NAMES_OF = {
    "facts": ("fact", "volume", "above", "by", "count", "amounts", "stand_in"),
    "conditions": ("any", "all"),
    "the recipients": ("recipients",),
}
"""Keys whose text is a name from somewhere else in the file (checked in `agreements/references`)."""

SERIES = ("population", "per")

ONE_OF: Mapping[str, tuple[str, ...]] = {
    "KeyWords": pot_words.KEYS,
    "QualifyWords": ("any", "all"),
    "ConditionWords": (*condition_words.TESTS, "any", "all"),
    "LevelWords": ("share", "number"),
    "StepWords": ("more_than", "at_least"),
}
"""Of which keys of a mapping exactly one stands. A test tries them."""

GROUNDS = ("source", "assumption")


def words_page() -> str:
    """The whole page."""
    values = [(called, written) for _, called, written in VALUES if written]
    parts = ["# The words of an agreement file", MADE, _INTRODUCTION, table(("value", "is written"), values)]
    for heading, model in mappings():
        parts += [f"## {heading}", _meaning(model), _keys(model)]
    return "\n\n".join([*parts, *worked_examples()]) + "\n"


def mappings() -> Iterator[tuple[str, type[Strict]]]:
    """Every mapping that a file is made of, each once, where it is first met; with its heading."""
    seen: set[type[Strict]] = {TextField}

    def below(heading: str, model: type[Strict]) -> Iterator[tuple[str, type[Strict]]]:
        seen.add(model)
        yield heading, model
        for name, hint in _hints(model).items():
            for inner, container in _models(hint):
                if inner not in seen:
                    heading = f"{name}, each" if container in (tuple, dict) else name
                    yield from below(heading, inner)

    yield from below("The file", AgreementWords)


def held(hint: Any) -> str:
    """What may stand where *hint* is the type. LookupError for a type that nobody has described."""
    bare = _without_none(hint)
    for known, told, _ in VALUES:
        if bare == known:
            return told
    origin, inside = get_origin(bare), get_args(bare)
    if origin is Annotated:
        return held(_less_constrained(bare)) + _least(bare)
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in inside)
    if origin is tuple:
        each = held(inside[0])
        return f"a list of {each}" if each.startswith("[") else f"a list, each {each}"
    if origin is dict:
        return f"by name, each {held(inside[1])}"
    if inspect.isclass(bare) and issubclass(bare, Enum):
        return " or ".join(f"`{one.value}`" for one in bare)
    if inspect.isclass(bare) and issubclass(bare, Strict):
        return _linked(bare)
    raise LookupError(f"say in VALUES what {hint} may hold")


def documented(model: type[Strict]) -> Mapping[str, str]:
    """The docstring below each key of *model* in its source, or in that of what it inherits from."""
    found: dict[str, str] = {}
    for owner in reversed([one for one in model.__mro__ if issubclass(one, Strict)]):
        found |= docstrings_below(owner)
    return found


def written_as(model: type[Strict], name: str) -> str:
    """The key as it stands in a file: `from` for `from_`."""
    return model.model_fields[name].alias or name


def stands(name: str, hint: Any) -> str:
    """The same for a key: some texts are names from elsewhere in the file."""
    if _without_none(hint) in (str, tuple[str, ...]):
        if name in SERIES:
            return "a population series, a day or a month"
        section = next((one for one, keys in NAMES_OF.items() if name in keys), None)
        if section is not None:
            names = "names" if get_origin(_without_none(hint)) is tuple else "a name"
            return f"{names} from {section}" if " " in section else f"{names} from `{section}`"
    return held(hint)


def _keys(model: type[Strict]) -> str:
    one_of, meanings = ONE_OF.get(model.__name__, ()), documented(model)
    rows = []
    for name, hint in _hints(model).items():
        if name in GROUNDS and issubclass(model, words.Grounded):
            continue
        must = "yes" if model.model_fields[name].is_required() else "one of these" if name in one_of else None
        rows.append((f"`{written_as(model, name)}`", must, stands(name, hint), meanings[name]))
    if issubclass(model, words.Grounded):
        rows.append(
            ("`source`, `assumption`", "one or both", "see above", "Where it was read, or why assumed.")
        )
    return table(("key", "must stand", "what may stand there", "meaning"), rows)


def _meaning(model: type[Strict]) -> str:
    text = inspect.cleandoc(model.__doc__ or "").partition(" – ")
    told = text[2] or text[0]
    return told[0].upper() + told[1:]


def _hints(model: type[Strict]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _models(hint: Any, container: Any = None) -> Iterator[tuple[type[Strict], Any]]:
    """The mappings in a type, each with the list or the names it stands in, if any."""
    bare = _without_none(hint)
    if inspect.isclass(bare) and issubclass(bare, Strict):
        yield bare, container
    for inner in get_args(bare):
        if inner is not Ellipsis and get_origin(bare) is not Literal:
            yield from _models(inner, get_origin(bare))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        left = [one for one in get_args(hint) if one is not NoneType]
        return left[0] if len(left) == 1 else hint
    return hint


def _less_constrained(annotated: Any) -> Any:
    """The type with its last constraint taken off: `Annotated[Day, Field(alias=…)]` is a Day."""
    inner, *constraints = get_args(annotated)
    return Annotated[(inner, *constraints[:-1])] if len(constraints) > 1 else inner


def _least(annotated: Any) -> str:
    """`, at least 1`, where the type says so."""
    of = [
        bound
        for one in annotated.__metadata__
        for bound in getattr(one, "metadata", ())
        if hasattr(bound, "ge")
    ]
    return f", at least {of[0].ge}" if of else ""


def _linked(model: type[Strict]) -> str:
    heading = {one: title for title, one in mappings()}[model]
    anchor = "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")
    return f"[{heading.removesuffix(', each')}](#{anchor})"


_INTRODUCTION = """\
An agreement is one YAML file. Here stand all of its words;
[add an agreement](../how-to/add-an-agreement.md) shows how one is written, and
[how an agreement is settled](../explanation/agreements.md) what the words do. At the end each kind of key,
condition and unearned money has [an example](#examples) that was settled when this page was written.

A word that does not stand here is refused. So is a value that says neither where it was read nor that it is
assumed: wherever the tables say `source`, `assumption`, there stands one of them, or both where the rule is
public and a detail of it is not. `source` is a name from `sources`; `assumption` is the reasoning, in both
languages, and is shown wherever a result rests on it.

## How values are written

Everything is text unless it is plainly a whole number: `01` stays a code and `no` a word. The decimal sign is
a comma or a point."""
