"""What goes wrong, as problem details (RFC 9457): one type per kind, every finding at once, in her language.

`errors` holds each finding with its place in what was sent (a JSON pointer), what is wrong and the remedy.
One problem, `not-found`, answers for what is not there, what is hidden and what she may not do: word for
word the same. Here does not belong deciding which it is (`views`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vardvag.base.findings import Finding
from vardvag.base.texts import Language, Text

BASE = "https://vardvag.example/problems/"
"""Where a type is named. The addresses are names and lead nowhere."""

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of problem: its status, and what it is called."""

    name: str
    status: int
    title: Text


@dataclass(frozen=True, slots=True)
class Wrong:
    """One finding: `pointer` is where (RFC 6901), empty for the whole; `code` names the rule."""

    pointer: str
    code: str
    message: Text
    remedy: Text


NOT_FOUND = Kind(
    "not-found", 404, Text("Det finns inget här som du får se.", "There is nothing here for you.")
)
NOT_KNOWN = Kind(
    "not-known", 401, Text("Logga in, eller skicka en giltig token.", "Log in, or send a token.")
)
NOT_COVERED = Kind("not-covered", 403, Text("Din token räcker inte.", "Your token does not cover this."))
FORGED = Kind("no-proof", 403, Text("Formulärets bevis saknas.", "The form's proof is missing."))
NO_METHOD = Kind("no-such-method", 405, Text("Adressen har inte den metoden.", "No such method here."))
NOT_ACCEPTABLE = Kind("not-acceptable", 406, Text("Svaret finns bara som JSON.", "JSON is all there is."))
CHANGED = Kind("changed", 412, Text("Planen har ändrats sedan du läste den.", "The plan has changed."))
TOO_LARGE = Kind("too-large", 413, Text("Det som skickades är för stort.", "What was sent is too large."))
NO_JSON = Kind("no-json", 415, Text("Skicka application/json.", "Send application/json."))
UNREADABLE = Kind("unreadable", 400, Text("Det går inte att läsa.", "It cannot be read."))
INVALID = Kind("invalid", 422, Text("Det som skickades kan inte användas.", "What was sent cannot be used."))
REFUSED = Kind("refused", 422, Text("Planen kan inte ändras så.", "The plan cannot be changed so."))
KEY_USED = Kind(
    "key-used", 422, Text("Nyckeln har använts till något annat.", "The key was used for something else.")
)
NO_VERSION = Kind("no-version", 428, Text("If-Match saknas.", "If-Match is missing."))
BROKEN = Kind("broken", 500, Text("Något gick fel hos oss.", "Something went wrong on our side."))

KINDS = (
    UNREADABLE, NOT_KNOWN, NOT_COVERED, FORGED, NOT_FOUND, NO_METHOD, NOT_ACCEPTABLE, CHANGED, TOO_LARGE,
    NO_JSON, INVALID, REFUSED, KEY_USED, NO_VERSION, BROKEN,
)  # fmt: skip


class Problem(Exception):
    """The request ends here. `more` is what the problem has beyond what all have."""

    def __init__(
        self,
        kind: Kind,
        detail: Text | None = None,
        errors: Iterable[Wrong] = (),
        *,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.more = dict(more or {})
        self.headers = dict(headers or {})

    def told(self, language: Language) -> dict[str, Any]:
        """The problem as it is answered."""
        said: dict[str, Any] = {
            "type": BASE + self.kind.name,
            "title": self.kind.title.in_language(language),
            "status": self.kind.status,
        }
        if self.detail is not None:
            said["detail"] = self.detail.in_language(language)
        if self.errors:
            said["errors"] = [one_error(one, language) for one in self.errors]
        return said | self.more


def one_error(wrong: Wrong, language: Language) -> dict[str, str]:
    """One finding as it is answered."""
    return {
        "pointer": wrong.pointer,
        "code": wrong.code,
        "detail": wrong.message.in_language(language),
        "remedy": wrong.remedy.in_language(language),
    }


def of_findings(findings: Iterable[Finding]) -> list[Wrong]:
    """The findings of a use-case. It names a field by `column`, with points between one inside another; what
    it does not name is of the whole."""
    return [
        Wrong(pointer(*one.column.split(".")) if one.column else "", one.rule, _with_value(one), one.remedy)
        for one in findings
    ]


def of_file(findings: Iterable[Finding], where: str) -> list[Wrong]:
    """The findings of a file that was sent as text at *where*: each says its row in words."""
    return [
        Wrong(where, one.rule, Text(one.sentence("sv"), one.sentence("en")), one.remedy) for one in findings
    ]


def _with_value(finding: Finding) -> Text:
    if finding.value is None:
        return finding.message
    return Text(f"{finding.message.sv}: {finding.value}", f"{finding.message.en}: {finding.value}")


def pointer(*where: str | int) -> str:
    """A place in JSON (RFC 6901)."""
    return "".join("/" + str(one).replace("~", "~0").replace("/", "~1") for one in where)


def not_found() -> Problem:
    """The one answer to what is not there and what may not be seen."""
    return Problem(NOT_FOUND)
