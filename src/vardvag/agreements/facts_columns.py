"""The columns of a sheet of facts: their names, what they are called in Swedish, and what stands in them.

Here does not belong how a heading is recognised (`facts_words`), nor how a value is read (`facts_values`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, its Swedish heading, and what stands in it."""

    name: str
    heading: str
    about: Text
    required: bool = False


TABLE = (
    Column("measure", "mått", Text("vilken uppgift det är", "which figure it is"), True),
    Column(
        "place",
        "plats",
        Text(
            "regionens kod eller namn (08, Kalmar), kommunens kod (0880), kommuner-08, SE, SKR, RSS eller en "
            "mottagare som överenskommelsen själv namnger",
            "the region's code or name (08, Kalmar), the municipality's code (0880), kommuner-08, SE, SKR, "
            "RSS or a recipient that the agreement itself names",
        ),
        True,
    ),
    Column(
        "period",
        "period",
        Text(
            "månad (2019-09 eller 2019M09), halvår (2025-H1), år (2019) eller dag (2018-12-31)",
            "month (2019-09 or 2019M09), half-year (2025-H1), year (2019) or day (2018-12-31)",
        ),
        True,
    ),
    Column(
        "policy",
        "undantag",
        Text(
            "vilka som inte räknas, när måttet har ett sådant val", "who is left out, where that is a choice"
        ),
    ),
    Column(
        "basis",
        "grund",
        Text(
            "hur väntande är räknade: rapporterad eller härledd",
            "how those waiting were counted: reported or derived",
        ),
    ),
    Column(
        "kind",
        "slag",
        Text(
            "kvot (täljare och nämnare), andel, antal, belopp, bedömning eller dag",
            "ratio (both numbers), share, count, amount, judgement or day",
        ),
        True,
    ),
    Column(
        "numerator", "täljare", Text("helt tal, när slag är kvot", "a whole number, when the kind is ratio")
    ),
    Column(
        "denominator", "nämnare", Text("helt tal, när slag är kvot", "a whole number, when the kind is ratio")
    ),
    Column(
        "value",
        "värde",
        Text(
            "andel 71,4 % (som text, med procenttecken) · antal 12 · belopp 182,5 mnkr · ja eller nej · "
            "dag 2019-10-14",
            "share 71,4 % (as text, with the sign) · count 12 · amount 182,5 mnkr · yes or no · "
            "day 2019-10-14",
        ),
    ),
    Column(
        "status",
        "status",
        Text(
            "rapporterad, saknas eller ej tillämplig; tom betyder rapporterad",
            "reported, missing or not_applicable; empty means reported",
        ),
    ),
    Column(
        "as_known", "känd den", Text("dagen då uppgiften var känd", "the day on which the figure was known")
    ),
    Column(
        "judged_by", "bedömd av", Text("vem som har bedömt, när slag är bedömning", "who decided a judgement")
    ),
    Column(
        "fingerprint",
        "fingeravtryck",
        Text("definitionen som uppgiften är räknad med", "the definition that the figure was computed by"),
    ),
    Column(
        "source_title",
        "källa",
        Text("dokumentet där uppgiften står", "the document in which the figure stands"),
        True,
    ),
    Column("source_url", "källans adress", Text("öppen adress, https://…", "public address, https://…")),
    Column(
        "source_section",
        "källans avsnitt",
        Text(
            "sida, tabell eller avsnitt; krävs utan adress", "page, table or section; needed without address"
        ),
    ),
    Column("source_date", "källans dag", Text("dokumentets dag", "the day of the document")),
    Column(
        "confidence",
        "säkerhet",
        Text(
            "officiell, andrahand, beräknad eller antagande; tom betyder officiell",
            "official, secondary, inferred or assumption; empty means official",
        ),
    ),
    Column("note_sv", "anmärkning", Text("på svenska", "a note in Swedish")),
    Column("note_en", "anmärkning på engelska", Text("på engelska", "a note in English")),
)
"""Every column of a file of facts, in the order in which files are written."""

ABOUT = Column(
    "about",
    "avser",
    Text("vad raden frågar efter; läses inte", "what the row asks for; not read"),
)
"""A column for people only: a template says in it what each row asks for."""

COLUMNS = tuple(column.name for column in TABLE)
REQUIRED = tuple(column.name for column in TABLE if column.required)
KINDS = ("ratio", "share", "count", "amount", "judgement", "day")
KEY = ("measure", "place", "period", "policy", "basis", "kind")
"""The columns that say which figure it is; all others say what it is and where it was read."""
