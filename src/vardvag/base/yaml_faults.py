"""What the parser says of a text that is not YAML, in the words of the person who wrote it.

Here belong the mistakes that people make; what YAML allows and definitions do not stands in `yaml_text`.
"""

from __future__ import annotations

from vardvag.base.texts import Text

_COLON = Text(
    "En text med kolon ska stå inom citattecken; annars är indraget fel",
    "A text with a colon in it is to be quoted; or else the indentation is wrong",
)
_INDENT = Text(
    "Kontrollera indraget: nycklar som hör ihop börjar i samma kolumn. En text inom citattecken slutar där",
    "Check the indentation: keys that belong together begin in the same column. A quoted text ends there",
)
_START = Text(
    "Ingen tabb i indraget, bara mellanslag; en text som börjar med @, % eller ` ska stå inom citattecken",
    "No tab in the indentation, only spaces; a text that begins with @, % or ` is to be quoted",
)
_LIST = Text(
    "En lista skrivs [a, b] eller med - på egna rader; {…} och […] avslutas med samma slag av parentes",
    "A list is written [a, b] or with - on lines of its own; {…} and […] end with the same kind of bracket",
)
_FLOW = Text(
    "Avsluta {…} eller […], och sätt en text med komma eller kolon inom citattecken",
    "Close {…} or […], and quote a text with a comma or a colon in it",
)
_QUOTE = Text("Citattecknet avslutas inte: sätt ett till", "The quote is not closed: add one")
_ESCAPE = Text(
    "Ett \\ inom dubbla citattecken betyder något annat: använd enkla citattecken",
    "A \\ in double quotes means something else: use single quotes",
)
_ALIAS = Text(
    "Sätt en text som börjar med * eller & inom citattecken", "Quote a text that begins with * or &"
)
_TAG = Text("Sätt en text som börjar med ! inom citattecken", "Quote a text that begins with !")
_DOCUMENTS = Text(
    "Ta bort raden ---: en fil är en definition", "Remove the line ---: a file is one definition"
)
_KEY = Text("Skriv nyckel: värde, med kolon och mellanslag", "Write key: value, with a colon and a space")
_SIGNS = Text(
    "Ta bort osynliga styrtecken, eller spara filen som text i UTF-8",
    "Remove invisible control characters, or save the file as text in UTF-8",
)
_BLOCK = Text(
    "Efter | eller > fortsätter texten på nästa rad, indragen",
    "After | or > the text goes on, indented, on the next line",
)
_HEADER = Text("Ta bort raden som börjar med %", "Remove the line that begins with %")
_ANY = Text("Kontrollera indrag, kolon och citattecken", "Check the indentation, colons and quotes")

_SAID = {
    "mapping values are not allowed": _COLON,
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "cannot start any token": _START,
    "tab character": _START,
    "did not find expected ',' or": _FLOW,
    "did not find expected node content": _LIST,
    "block sequence entries are not allowed": _LIST,
    "unexpected end of stream": _QUOTE,
    "unexpected document indicator": _QUOTE,
    "unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "invalid Unicode character escape code": _ESCAPE,
    "found undefined alias": _ALIAS,
    "alphabetic or numeric character": _ALIAS,
    "expected '>'": _TAG,
    "tag": _TAG,
    "another document": _DOCUMENTS,
    "expected <document start>": _DOCUMENTS,
    "could not find expected ':'": _KEY,
    "not allowed": _SIGNS,
    "surrogates": _SIGNS,
    "comment or line break": _BLOCK,
    "incompatible YAML document": _HEADER,
    "directive": _HEADER,
}
"""A part of what the parser says, and how it is mended; the first that fits."""


def what_is_wrong(said: str) -> Text:
    """How the text is mended of which the parser says *said*."""
    return next((told for part, told in _SAID.items() if part in said), _ANY)
