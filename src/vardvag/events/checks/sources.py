"""Where the rules were read: the information model, its schemas, the ordinance, and what was said of HSA-ids.

Each rule names one of these. Here does not belong where thresholds come from: that stands beside them
(`thresholds.yaml`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vardvag.base.dated import Confidence, Source
from vardvag.base.texts import Text

_COPY = Text(
    "Läst i ett textutdrag av SKR:s dokument och scheman.",
    "Read in a text extract of SKR's document and schemas.",
)

MODEL = Source(
    title="SKR, Informationsmodell Tillgänglighet specialiserad vård 1.1",
    url="https://github.com/pederhofmanbang/POC_KCHD",
    section="attributtabellerna och kodklasserna",
    date=date(2020, 9, 25),
    confidence=Confidence.SECONDARY,
    note=_COPY,
)
"""What the model says in words of an attribute."""

SCHEMA = Source(
    title="SKR, RIV-TA-scheman TillgangligVardSpeci Genomforda och Vantande 1.0",
    url="https://github.com/pederhofmanbang/POC_KCHD",
    section="attributens typer (XSD, reviderade 2022-03-14 och 2025-02-20)",
    date=date(2025, 2, 20),
    confidence=Confidence.SECONDARY,
    note=_COPY,
)
"""What a receiver's schema refuses."""

ORDINANCE = Source(
    title="Hälso- och sjukvårdsförordning (2017:80)",
    url="https://github.com/se-lex/sfs/blob/main/2017/sfs-2017-80.md",
    section="6 kap. 3 § andra stycket (SFS 2025:312)",
    date=date(2025, 7, 1),
)
"""What the database may not hold."""

HSA_FORM = Source(
    title="HSA-identitet och organisationsnummer",
    url="https://openehr.atlassian.net/wiki/spaces/healthmod/pages/1922990156",
    section="bakgrund: hur Inera beskriver HSA-id",
    confidence=Confidence.SECONDARY,
    note=Text(
        "Återger Inera: SE, tio siffror, bindestreck, bokstäver A–Z eller siffror, högst 31 tecken. Att 16 "
        "får stå före organisationsnumret, och att en region får skrivas utan bindestreck, är vår läsning av "
        "HSA-id i bruk.",
        "Quotes Inera: SE, ten digits, a hyphen, letters A–Z or digits, 31 characters at most. That 16 may "
        "stand before the organisation number, and that a region may be written without the hyphen, is our "
        "reading of HSA-ids in use.",
    ),
)
"""How an HSA-id is written."""

MUNICIPALITIES = replace(MODEL, section="kodKOMMUN: SCB:s kommunkoder; 0000 när korrekt kod saknas")
"""Which codes a municipality may have."""

NOT_COVERED = Source(
    title="1177, Vårdgarantin; IVO, När gäller inte vårdgarantin?",
    section="återbesök, undersökningar och akut vård omfattas inte",
    confidence=Confidence.OFFICIAL,
)
"""Which kinds of contact the guarantee does not cover."""

ARITHMETIC = Source(
    title="Kalendern",
    confidence=Confidence.ASSUMPTION,
    note=Text(
        "Det som händer senare kan inte stå före det som händer tidigare.",
        "What happens later cannot stand before what happens earlier.",
    ),
)
"""What no document has to say."""

OURS = Source(
    title="Vårdvägs egen regel",
    confidence=Confidence.ASSUMPTION,
    note=Text(
        "En fil ska gå att läsa på ett enda sätt; en rad är en kontakt i en månad.",
        "A file is to be read in one way only; a row is one contact in one month.",
    ),
)
"""What we ask for so that a file means one thing."""
