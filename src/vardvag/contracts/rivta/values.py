"""The types that several contracts have, each in its own namespace: an identifier, a coded value, a period.

And the identifiers' own namespaces (OID), from the contracts' descriptions (Inera, TKB). Here does not belong
what only one contract has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vardvag.contracts.rivta.shape import maybe, one
from vardvag.contracts.rivta.simple import DAY, STAMP, STRING

PERSONNUMMER = "1.2.752.129.2.1.3.1"
SAMORDNINGSNUMMER = "1.2.752.129.2.1.3.3"
HSA = "1.2.752.129.2.1.4.1"
PATIENT_ROOTS = (PERSONNUMMER, SAMORDNINGSNUMMER)
"""The kinds of patient's identifier that are asked about. Reserve numbers are local, and not asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class II:
    """IIType: `extension` in the namespace `root`."""

    root: str = one("root", STRING)
    extension: str | None = maybe("extension", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CV:
    """CVType: a code in a code system, or its source's own words."""

    code: str | None = maybe("code", STRING)
    code_system: str | None = maybe("codeSystem", STRING)
    code_system_name: str | None = maybe("codeSystemName", STRING)
    code_system_version: str | None = maybe("codeSystemVersion", STRING)
    display_name: str | None = maybe("displayName", STRING)
    original_text: str | None = maybe("originalText", STRING)

    @property
    def said(self) -> str:
        """In words as far as there are any; else the code."""
        return self.display_name or self.original_text or self.code or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonId:
    """PersonIdType: a patient's identifier, and its kind as an OID."""

    identifier: str = one("id", STRING)
    kind: str = one("type", STRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """DatePeriodType: from a day to a day, both of them in."""

    start: date = one("start", DAY)
    end: date = one("end", DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """TimePeriodType: from a time to a time; one of them at least (TKB)."""

    start: datetime | None = maybe("start", STAMP)
    end: datetime | None = maybe("end", STAMP)
