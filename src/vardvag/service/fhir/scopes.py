"""What an access token opens, as SMART on FHIR scopes: `patient/Appointment.read`, `user/*.rs`, …

A scope never gives more than the law on access does; it only takes away. Both the first form (`read`,
`write`, `*`) and the second (`cruds`) are understood, without its search restrictions: a scope with one is
passed over, and opens nothing. `patient/` is of one patient: to a patient herself, and to staff the one that
the token was launched for. Here does not belong whether the token is genuine (`tokens`), nor keeping a token
to its patient (`permitted`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vardvag.contracts.access.actor import Role

_SCOPE = re.compile(r"(patient|user)/([A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)")
LAUNCHES = ("launch", "launch/patient")
"""Ask the issuer for a token for one patient: the one that the launch names, or one that is chosen."""
_FIRST_FORM = {"read": "rs", "write": "cud", "*": "cruds"}


@dataclass(frozen=True, slots=True)
class Scopes:
    """`granted` holds (type or `*`, letters of cruds). None: a session, which is not narrowed."""

    granted: frozenset[tuple[str, str]] | None = None

    def allow(self, kind: str, letter: str) -> bool:
        """Whether *letter* (c, r, u or s) may be done with resources of type *kind*."""
        if self.granted is None:
            return True
        return any(name in ("*", kind) and letter in letters for name, letters in self.granted)


def scopes_of(text: str, role: str, *, launched: bool = False) -> Scopes:
    """A token's scopes for somebody in *role*: `patient/` opens to a patient, `user/` to everybody else.

    *launched*: for one patient, and then `patient/` opens to everybody else too, of that patient's data.
    """
    levels = {"patient"} if role == Role.PATIENT else {"user", "patient"} if launched else {"user"}
    return Scopes(frozenset(_granted(text.split(), levels)))


def is_scope(word: str) -> bool:
    """Whether a word has the form of a scope that can open something, or asks for a launch context."""
    return word in LAUNCHES or _SCOPE.fullmatch(word) is not None


def _granted(words: Iterable[str], levels: Collection[str]) -> Iterable[tuple[str, str]]:
    for word in words:
        match = _SCOPE.fullmatch(word)
        if match and match[1] in levels and match[3]:
            yield match[2], _FIRST_FORM.get(match[3], match[3])
