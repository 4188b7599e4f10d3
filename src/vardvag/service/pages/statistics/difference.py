"""What lies between two figures, in words: how many percentage points, and how many more are counted.

The difference is of the figures as they are printed, and is said to be. Here does not belong which two.
"""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.base.cells import PublishedShare
from vardvag.service.look import formats
from vardvag.service.pages.statistics import numbers, sentences
from vardvag.service.pages.statistics.tables import counted_content
from vardvag.service.pages.statistics.view import View

Names = tuple[str, str]


def title(first: View, second: View, names: Names) -> str:
    """The difference in a sentence, right when one of the two has no figure."""
    one, other = first.cell(), second.cell()
    words = {"first": numbers.capital(names[0]), "second": names[1], "then": numbers.capital(names[1])}
    if first.codes == second.codes:
        return sentences.sentence(first.table, first.codes)
    if one.number is None and other.number is None:
        return _("Ingen av de två har en uppgift att visa")
    if one.number is None or other.number is None:
        absent = words["first"] if one.number is None else words["then"]
        return _("%(name)s har ingen uppgift att jämföra med") % {"name": absent}
    between = _between(first, second)
    if between == 0:
        return _("%(first)s och %(second)s: samma tal, %(value)s") % {
            **words,
            "value": numbers.told(one, first.content),
        }
    return _("%(first)s: %(value)s. %(then)s: %(other)s") % {
        **words,
        "value": numbers.told(one, first.content),
        "other": numbers.told(other, second.content),
    }


def told(first: View, second: View, names: Names) -> list[str]:
    """Sentences: how far apart they are, and who is counted in one and not in the other."""
    found = []
    between = _between(first, second)
    if between is not None and between != 0:
        higher = numbers.capital(names[0] if between > 0 else names[1])
        words = {"name": higher, "points": _points(first, between)}
        found.append(
            _("Skillnaden är %(points)s, räknat på talen så som de skrivs. Högst är talet för ”%(name)s”.")
            % words
        )
    elif between == 0 and first.codes != second.codes:
        found.append(_("Talen är lika, så som de skrivs."))
    if first.place == second.place and first.codes.get("policy") != second.codes.get("policy"):
        found += _who(first, second, names)
    return found


def _between(first: View, second: View) -> Fraction | None:
    one, other = numbers.value_of(first.cell()), numbers.value_of(second.cell())
    return None if one is None or other is None else one - other


def _points(view: View, between: Fraction) -> str:
    apart = abs(between)
    if isinstance(view.cell().number, PublishedShare):
        number = formats.number(apart * 100, view.content.decimals)
        return (
            _("1 procentenhet") if apart * 100 == 1 else _("%(number)s procentenheter") % {"number": number}
        )
    if view.content.unit in numbers.LENGTHS:
        return numbers.long(int(apart), view.content)
    return formats.number(apart)


def _who(first: View, second: View, names: Names) -> list[str]:
    """How many more one policy counts, within the limit and past it; or that it is not shown."""
    of = counted_content(first.table, first.content)
    if of is None:
        return []
    counted = _both(first, second, of)
    if counted is None:
        return [_("Hur många fler den ena räknar går inte att säga: ett av antalen visas inte.")]
    more = counted[0] - counted[1]
    if more == 0:
        return [_("Båda räknar lika många.")]
    (name, other) = names if more > 0 else (names[1], names[0])
    found = [
        _("”%(name)s” räknar %(number)s fler än ”%(other)s”.")
        % {"name": numbers.capital(name), "number": formats.number(abs(more)), "other": other}
    ]
    within = _both(first, second, "within")
    if within is not None:
        inside = (within[0] - within[1]) * (1 if more > 0 else -1)
        found.append(
            _("Av dem är %(within)s inom gränsen och %(over)s över.")
            % {"within": formats.number(inside), "over": formats.number(abs(more) - inside)}
        )
    return found


def _both(first: View, second: View, content: str) -> tuple[int, int] | None:
    """The two numbers of a content; None where one of them is not there."""
    if content not in first.table.contents:
        return None
    one, other = first.cell(content=content).number, second.cell(content=content).number
    return (one, other) if isinstance(one, int) and isinstance(other, int) else None
