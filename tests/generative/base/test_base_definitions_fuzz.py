"""No text gives a traceback: whatever a definition file holds, it is read or refused with findings."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.definitions import Day, Money, Share, SourceField, Strict, parse_definition, validated
from vardvag.base.errors import BadInput


class Anything(Strict):
    a: Money | None = None
    b: tuple[Share, ...] = ()
    c: SourceField | None = None
    d: Day | None = None
    e: dict[str, int] | None = None


pieces = st.sampled_from(
    [
        "a",
        "b",
        "c",
        "d",
        "e",
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x",
        "*x",
        "!!str",
        "<<",
        "?",
        "|",
        ">",
        "'",
        '"',
        "#",
        "%",
        "---",
        "...",
        "0",
        "-1",
        "true",
        "~",
        "title",
        "url",
        "3/4",
        ": ",
        "\n",
        "\n  ",
        "- ",
        "71 %",
        "1 kr",
        "2019-09-30",
        "https://a.se",
        "\t",
        "\x00",
        "\x85",
        "\ufeff",
    ]
)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=25).map("".join)))
def test_any_text_is_read_or_refused_with_findings(text: str) -> None:
    try:
        validated(parse_definition(text, Path("any.yaml")), Anything)
    except BadInput as problem:
        refused = problem
    else:
        return
    assert refused.findings
    assert all(found.sentence("sv") and found.sentence("en") for found in refused.findings)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.text("abcåäö", min_size=1), st.integers(-(10**29), 10**29)))
def test_whole_numbers_come_back_as_they_were_written(data: dict[str, int]) -> None:
    text = "".join(f"{key}: {number}\n" for key, number in data.items())
    assert parse_definition(text, Path("any.yaml")).data == data
