"""What is said of the figures beside the figures: why there is none, how far, by whose count, of what.

One wording for every form a table is sent in. Numbers are whole until one is written. Here does not belong
any such form.
"""

from __future__ import annotations

from decimal import Decimal

from vardvag.base.cells import PublishedShare
from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import Content, OpenCell, OpenTable
from vardvag.statistics.policy import policies

SIGNS = {Shown.REPORTED: "", Shown.SUPPRESSED: "..", Shown.NOT_APPLICABLE: ".", Shown.MISSING: "-"}
"""The sign of each status, as SCB and Kolada write them; none where there is a figure."""

STATUSES = {
    "..": Text(
        "visas inte: talet gäller så få att de kunde kännas igen, eller skulle röja ett sådant tal",
        "not shown: the figure is of so few that they could be recognised, or would betray such a figure",
    ),
    ".": Text(
        "kan inte finnas: måttet saknar mening här", "cannot be: the measure has no meaning for this place"
    ),
    "-": Text(
        "saknas: talet borde finnas men har inte rapporterats",
        "missing: there ought to be a figure, and none was reported",
    ),
}
"""What each sign means."""

MADE_UP = Text("Exempeldata: talen är påhittade.", "Example data: the figures are made up.")
NOT_ZERO = Text(
    "Ett tal som saknas är inte noll. Tecknet i status säger varför det saknas.",
    "A figure that is not there is not zero. The sign in status says why there is none.",
)
_NOT_STATED = Text("det anges inte vem som är utelämnad", "it is not stated who is left out")


def scaled(number: int | PublishedShare) -> tuple[int, int]:
    """The number as a whole one and how many of its digits are decimals: 71.3 is (713, 1)."""
    if isinstance(number, PublishedShare):
        share, steps = number.share, 100 * 10**number.decimals
        return share.numerator * steps // share.denominator, number.decimals
    return number, 0


def decimal(cell: OpenCell) -> int | Decimal | None:
    """The number as it is printed."""
    if cell.number is None:
        return None
    whole, decimals = scaled(cell.number)
    return Decimal(whole).scaleb(-decimals) if decimals else whole


def number(cell: OpenCell) -> int | float | None:
    """The number as JSON and Excel hold it: the nearest to what is printed."""
    if cell.number is None:
        return None
    whole, decimals = scaled(cell.number)
    return whole / 10**decimals if decimals else whole


def policy_said(name: str) -> Text:
    """What the policy *name* is called: who is left out of a figure."""
    if name == "not-stated":
        return _NOT_STATED
    known = policies()
    return known[name].title if name in known else Text(name, name)


def left_out(content: Content) -> Text | None:
    """Who is left out of a content, as a sentence; None where its table has policies as a dimension."""
    if content.policy is None:
        return None
    said = policy_said(content.policy)
    return Text(f"Vem som räknas: {said.sv}.", f"Who is counted: {said.en}.")


def described(table: OpenTable) -> Text:
    """What the table holds, and first of all whether it is made up."""
    if not table.made_up:
        return table.definition
    said = table.definition
    return Text(f"{MADE_UP.sv} {said.sv}", f"{MADE_UP.en} {said.en}")


def notes(table: OpenTable) -> list[Text]:
    """What must be said of the whole table, the most important first."""
    said = [MADE_UP] if table.made_up else []
    said += [table.definition, *([table.why] if table.why else ())]
    said += [*(one.told for one in table.divided), *table.notes, NOT_ZERO]
    return said


def source_said(source: Source) -> str:
    """A source on one line: title, section, address."""
    return ", ".join(part for part in (source.title, source.section, source.url) if part)
