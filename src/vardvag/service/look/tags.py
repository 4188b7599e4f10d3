"""The template tags and filters of every page. Built in: no `{% load %}` is needed.

Filters: kronor, kronor_plain, share, number, day, weekday, iso, moment, month, week, said.
Components: table, timeline, findings, chart, map, explanation, field, error_summary, downloads, key_figure,
notice, status. What each takes is said beside its class or function; the gallery shows them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from vardvag.base.findings import Finding
from vardvag.service.look import formats
from vardvag.service.look.chart import BarChart, LineChart
from vardvag.service.look.explanation import Branch
from vardvag.service.look.map import RegionMap
from vardvag.service.look.range_chart import RangeChart
from vardvag.service.look.series_chart import SeriesChart
from vardvag.service.look.table import Link, StatusKind, StatusWord, Table, Value
from vardvag.service.look.timeline import TimelineStep

register = template.Library()

for _filter in (
    formats.kronor,
    formats.kronor_plain,
    formats.share,
    formats.number,
    formats.day,
    formats.weekday,
    formats.iso,
    formats.moment,
    formats.month,
    formats.week,
    formats.said,
):
    register.filter(_filter.__name__, _filter)

_SHAPES = {
    "within": '<circle class="shape filled" cx="8" cy="8" r="6"/>',
    "soon": '<path class="shape filled" d="M8 1 15 14H1Z"/>',
    "over": '<rect class="shape filled" x="2" y="2" width="12" height="12"/>',
    "rest": '<circle class="shape" cx="8" cy="8" r="6"/>',
}
"""Each status has a shape of its own, so that it is told apart without colour."""


@register.simple_tag
def status(kind: StatusKind, word: str) -> SafeString:
    """`{% status "over" "Garantin passerad" %}`: word, shape and colour."""
    shape = mark_safe(_SHAPES[kind])  # our own constant above
    return format_html(
        '<span class="status {}"><svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}</span>',
        kind,
        shape,
        word,
    )


@register.filter
def cell(value: Value) -> SafeString | str:
    """One cell of a table, whatever kind it is."""
    if value is None:
        return format_html(
            '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>', formats.absent()
        )
    if isinstance(value, Link):
        hidden = format_html('<span class="visually-hidden"> {}</span>', value.hidden) if value.hidden else ""
        return format_html('<a href="{}">{}{}</a>', value.url, value.text, hidden)
    if isinstance(value, StatusWord):
        return status(value.kind, value.word)
    return value


@register.inclusion_tag("look/table.html")
def table(table: Table) -> dict[str, Any]:
    """`{% table payouts %}`: a `Table`. Scrolls inside its own focusable region where it is too wide."""
    return {"table": table}


@register.inclusion_tag("look/timeline.html")
def timeline(steps: Sequence[TimelineStep]) -> dict[str, Any]:
    """`{% timeline steps %}`: a sequence of `TimelineStep`."""
    return {"steps": steps}


@register.inclusion_tag("look/findings.html")
def findings(findings: Sequence[Finding]) -> dict[str, Any]:
    """`{% findings list %}`: `base.findings.Finding`s, each with row, column, value and remedy."""
    return {"findings": findings}


@register.inclusion_tag("look/chart.html")
def chart(chart: BarChart | LineChart | SeriesChart | RangeChart) -> dict[str, Any]:
    """`{% chart c %}`: a chart of bars, lines, a series or ranges, with its table beside it."""
    return {"chart": chart}


@register.inclusion_tag("look/map.html", name="map")
def region_map(shown: RegionMap) -> dict[str, Any]:
    """`{% map m %}`: a `RegionMap` with its legend and its table beside it."""
    return {"map": shown}


@register.inclusion_tag("look/explanation.html")
def explanation(root: Branch) -> dict[str, Any]:
    """`{% explanation root %}`: a `Branch` and all under it; the first level is open."""
    return {"branch": root, "open": True, "root": True}


@register.inclusion_tag("look/branch.html")
def branch(branch: Branch, open: bool = False) -> dict[str, Any]:  # noqa: A002  # named as the HTML attribute
    """One branch of an explanation; used by the explanation itself."""
    return {"branch": branch, "open": open}


@register.inclusion_tag("look/field.html")
def field(field: BoundField) -> dict[str, Any]:
    """`{% field form.day %}`: label, hint (its help_text), error and input, tied together.

    One that is asked for only with a certain answer has `conditional`: it is not called voluntary.
    """
    return {"field": field, "widget": _described(field)}


@register.inclusion_tag("look/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: every fault with a link to its field; nothing when there is none."""
    return {"form": form, "faulty": [bound for bound in form if bound.errors]}


@register.inclusion_tag("look/downloads.html")
def downloads(links: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """`{% downloads links %}`: (words, address, kind and size), as `("Tabellen", url, "CSV, 2 kB")`."""
    return {"links": links}


@register.inclusion_tag("look/key_figure.html")
def key_figure(label: str, value: str, detail: str = "") -> dict[str, Any]:
    """`{% key_figure label value detail %}`, inside `<dl class="key-figures">`."""
    return {"label": label, "value": value, "detail": detail}


@register.simple_block_tag
def notice(content: str, title: str = "", kind: str = "") -> SafeString:
    """`{% notice title kind="soon" %}…{% endnotice %}`: a block set apart; kinds act, soon, over."""
    heading = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html('<div class="notice {}">{}{}</div>', kind, heading, content)


@register.simple_block_tag(takes_context=True)
def capture_title(context: template.Context, content: str) -> SafeString:
    """The page's title: shown in the browser's tab here, and kept for the heading. Used by the frame."""
    # The block is rendered, hence escaped, already.
    words = mark_safe(content.strip())
    context.render_context["vardvag_title"] = words
    return words


@register.simple_tag(takes_context=True)
def repeat_title(context: template.Context) -> Any:
    """The title again, as the page's heading: they are one and the same sentence. Used by the frame."""
    return context.render_context.get("vardvag_title", "")


@register.simple_tag
def page_url(name: str, *args: Any) -> str:
    """The address of a page by its name, in the language of this page."""
    return reverse(name, args=args)


def _described(field: BoundField) -> SafeString:
    """The input with its hint and its error named as its description."""
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    described += [f"{field.auto_id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)
