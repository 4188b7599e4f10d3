"""The attributes of the national contact model for specialised care, version 1.1.

Source: SKR, "Informationsmodell Tillgänglighet specialiserad vård" v1.1 (2020-09-25) with its RIV-TA schemas
(revised 2022-03-14 and 2025-02-20), as printed in github.com/pederhofmanbang/POC_KCHD. `ErsattningsId` and
`DatatGallerFor` belong to the call in RIV-TA; in a file they are columns.

Here belongs what one value may be on its own. How values go together is a rule (`dates`, `identity` …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.regions import REGIONS


class Required(StrEnum):
    """When an attribute must have a value."""

    ALWAYS = "always"
    DONE = "done"
    """In rows about contacts that have been held (StartAktivitet has a value)."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: when it is required, and which values it takes. `allowed` says the values in words."""

    name: str
    required: Required
    pattern: re.Pattern[str] | None = None
    allowed: str = ""


def one_of(name: str, required: Required, *codes: str) -> Attribute:
    """An attribute that takes one of *codes*."""
    return Attribute(name, required, re.compile("|".join(map(re.escape, codes))), ", ".join(codes))


def _shape(name: str, required: Required, pattern: str, allowed: str) -> Attribute:
    return Attribute(name, required, re.compile(pattern, re.ASCII), allowed)


_REGION_CODES = [str(region.information_model_code) for region in REGIONS]
_YES = ("1", "j", "J", "ja", "Ja", "JA", "t", "T", "true", "True", "TRUE")
_NO = ("2", "n", "N", "nej", "Nej", "NEJ", "f", "F", "false", "False", "FALSE")
GUARANTEED = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
"""What the spellings of `Vardgaranti` mean (the schema's type JaNej)."""

SEXES = {
    **dict.fromkeys(("1", "man", "Man", "MAN", "m", "M"), 1),
    **dict.fromkeys(("2", "kvinna", "Kvinna", "KVINNA", "k", "K"), 2),
    **dict.fromkeys(("3", "okänt", "Okänt", "OKÄNT", "o", "O"), 3),
}
"""What the spellings of `Kon` mean (the schema's type Kon): 1 man, 2 woman, 3 not known."""

_ALL = (
    Attribute("DatatGallerFor", Required.ALWAYS),
    one_of("Regionkod", Required.ALWAYS, *_REGION_CODES),
    _shape("HSAIdRegion", Required.ALWAYS, r"\S{2,}", "minst 2 tecken, at least 2 characters"),
    _shape("Sjukhus", Required.DONE, r"\d{5,6}", "5–6 siffror, 5–6 digits; 00000"),
    Attribute("SjukhusNamn", Required.DONE),
    Attribute("HSAIdVardgivare", Required.ALWAYS),
    Attribute("HSAIdVardenhet", Required.ALWAYS),
    Attribute("HSAIdEnhet", Required.NEVER),
    Attribute("VardkontaktId", Required.ALWAYS),
    one_of("Vardgaranti", Required.ALWAYS, *GUARANTEED),
    one_of("Fas", Required.ALWAYS, "1", "2", "3", "4", "5"),
    _shape("Mvo", Required.ALWAYS, r"\S{3}", "3 tecken, 3 characters"),
    _shape("Aktivitet", Required.NEVER, r"\S{5}", "5 tecken, 5 characters"),
    _shape("AktivitetKVA", Required.NEVER, r"\S{5}", "5 tecken, 5 characters"),
    _shape("AktivitetICD", Required.NEVER, r"\S{4,6}", "4–6 tecken, 4–6 characters"),
    _shape("FodelseAr", Required.ALWAYS, r"190[1-9]|19[1-9]\d|20\d\d", "1901–"),
    one_of("Kon", Required.ALWAYS, *SEXES),
    _shape("Lkf", Required.ALWAYS, r"\d{4}", "4 siffror, 4 digits; 0000"),
    Attribute("HSAIdPatientListning", Required.NEVER),
    one_of("Bokningssatt", Required.ALWAYS, "1", "2", "3", "4", "5"),
    one_of(
        "Vardkontakt",
        Required.ALWAYS,
        *("0", "1", "2", "3", "4", "5", "6", "7", "8", "81", "82", "83", "91"),
    ),
    _shape("Yrkeskategori", Required.ALWAYS, r"XS9(1\d|2[0-6])", "XS910–XS926"),
    one_of("Avvikelse", Required.NEVER, "1", "2", "3"),
    Attribute("BeslutAktivitet", Required.ALWAYS),
    Attribute("StartAktivitet", Required.NEVER),
    Attribute("MedicinsktMaldatum", Required.NEVER),
    one_of("TypAkutverksamhet", Required.DONE, "0", "1", "2", "3", "4", "5"),
    Attribute("TidStartAkut", Required.NEVER),
    Attribute("TidBedomning", Required.NEVER),
    Attribute("TidAvslut", Required.NEVER),
    one_of("VardAvbruten", Required.NEVER, "1"),
    one_of("Remittenttyp", Required.NEVER, "1", "2"),
    Attribute("Remittent", Required.NEVER),
    Attribute("RemissId", Required.NEVER),
    Attribute("RemissDatum", Required.NEVER),
    Attribute("AnkomstDatum", Required.NEVER),
    Attribute("ErsattningsId", Required.NEVER),
)

ATTRIBUTES = {attribute.name: attribute for attribute in _ALL}
"""Every attribute by its name, in the order a file is written."""

DATES = (
    "BeslutAktivitet",
    "StartAktivitet",
    "MedicinsktMaldatum",
    "TidStartAkut",
    "TidBedomning",
    "TidAvslut",
    "RemissDatum",
    "AnkomstDatum",
)
"""The attributes that hold a day or a time."""

HSA_IDS = (
    "HSAIdRegion",
    "HSAIdVardgivare",
    "HSAIdVardenhet",
    "HSAIdEnhet",
    "HSAIdPatientListning",
    "Remittent",
)
"""The attributes that the model types as HSA-ids; `Remittent` is the unit that referred."""

SENDERS_IDS = ("VardkontaktId", "RemissId", "ErsattningsId")
"""The attributes that hold an id of the sender's own making, which must not name anybody."""

EMERGENCY = ("TidStartAkut", "TidBedomning", "TidAvslut", "VardAvbruten")
"""What is told of emergency departments with several specialities only."""
