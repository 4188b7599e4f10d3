"""The addresses of the open data as PxWebApi v2 has them, and the whole tables as files.

Here does not belong what any of them answers: each is one line of the module that makes it.
"""

from __future__ import annotations

import functools
from urllib.parse import quote

from django.http import HttpRequest

from vardvag.base.texts import Language, Text
from vardvag.service.api.problems import Problem, Wrong
from vardvag.service.open_data.answering import (
    Answer,
    address,
    all_versions,
    as_json,
    open_address,
    table,
    tables,
)
from vardvag.service.open_data.asked import asked, parameter, whole_number
from vardvag.service.open_data.catalogue import catalogue
from vardvag.service.open_data.columns import Show
from vardvag.service.open_data.csv_files import for_machines
from vardvag.service.open_data.forms import CSV, files_of
from vardvag.service.open_data.json_stat import dataset
from vardvag.service.open_data.listing import (
    LONGEST_PAGE,
    configuration,
    entry,
    found,
    listed,
    selection_told,
)
from vardvag.service.open_data.openapi import document
from vardvag.service.open_data.problems import NO_ADDRESS, NO_PAGE, WRONG, unknown
from vardvag.service.open_data.rdf import rdf_xml, turtle
from vardvag.service.open_data.revisions import as_columns, as_document
from vardvag.service.open_data.selecting import by_default, whole
from vardvag.service.today import today

MOST_DAYS = 36_500


@open_address("GET")
def config(request: HttpRequest, language: Language) -> Answer:
    """How the service is set up."""
    return Answer(("config",), lambda: as_json(configuration()))


@open_address("GET")
def table_list(request: HttpRequest, language: Language) -> Answer:
    """The tables, a page at a time."""
    wrong: list[Wrong] = []
    query = parameter(request, "query") or ""
    number = whole_number(request, "pageNumber", 1, 1_000_000, wrong)
    size = whole_number(request, "pageSize", 20, LONGEST_PAGE, wrong)
    days = whole_number(request, "pastDays", None, MOST_DAYS, wrong)
    if wrong or number is None or size is None:
        raise Problem(WRONG, errors=wrong)
    chosen = found(tables().values(), language, query, days, today())
    if number > max(1, -(-len(chosen) // size)):
        raise Problem(NO_PAGE)
    kept = f"&query={quote(query)}" if query else ""
    kept += f"&pastDays={days}" if days is not None else ""
    parts = ("tables", kept, str(number), str(size), today().isoformat() if days else "", *all_versions())
    return Answer(parts, lambda: as_json(listed(chosen, language, number, size, kept)))


@open_address("GET")
def one_table(request: HttpRequest, language: Language, name: str) -> Answer:
    """One table as it stands in the list."""
    known = table(name)
    told = {"language": language}
    return Answer(("table", known.version), lambda: as_json(told | entry(known, language)))


@open_address("GET")
def metadata(request: HttpRequest, language: Language, name: str) -> Answer:
    """Everything of a table but its figures, as JSON-stat."""
    known = table(name)
    href = address(f"/api/v2/tables/{known.id}/metadata")
    return Answer(
        ("metadata", known.version),
        lambda: as_json(dataset(whole(known), language, href, figures=False)),
    )


@open_address("GET")
def default_selection(request: HttpRequest, language: Language, name: str) -> Answer:
    """What is answered where nothing is chosen."""
    known = table(name)
    return Answer(("default", known.version), lambda: as_json(selection_told(by_default(known), language)))


@open_address("GET", "POST")
def data(request: HttpRequest, language: Language, name: str) -> Answer:
    """The figures asked for."""
    known = table(name)
    wanted = asked(request, known)
    return Answer(
        ("data", known.version, wanted.form.name, wanted.show.value, wanted.selection.key),
        lambda: wanted.form.make(wanted.selection, language, wanted.show),
        wanted.form.media,
        None if wanted.form.ending == "json" else f"vardvag-{known.id}.{wanted.form.ending}",
    )


@open_address("GET")
def table_revisions(request: HttpRequest, language: Language, name: str) -> Answer:
    """What was known before of the figures that have been told again."""
    known = table(name)
    form = parameter(request, "outputformat") or "json"
    if form == "csv":
        return Answer(
            ("revisions", "csv", known.version),
            lambda: for_machines(as_columns(known)),
            CSV.media,
            f"vardvag-{known.id}-revisions.csv",
        )
    if form != "json":
        wrong = unknown("?outputFormat", Text("Formatet", "format"), form, ("json", "csv"))
        raise Problem(WRONG, errors=[wrong])
    return Answer(("revisions", known.version), lambda: as_json(as_document(known, language)))


@open_address("GET")
def whole_file(request: HttpRequest, language: Language, name: str, ending: str) -> Answer:
    """A whole table as a file, at an address that stays."""
    known = table(name)
    forms = files_of(known)
    form = forms.get(ending)
    if form is None:
        raise Problem(NO_ADDRESS, errors=[unknown("", Text("Filen", "file"), ending, forms)])
    return Answer(
        ("file", known.version, form.name),
        lambda: form.make(whole(known), language, Show.BOTH),
        form.media,
        f"vardvag-{known.id}.{ending}",
    )


@open_address("GET")
def description(request: HttpRequest, language: Language) -> Answer:
    """The description of all this, as OpenAPI 3.1."""
    return Answer(("openapi",), lambda: as_json(document()))


@open_address("GET")
def dcat_turtle(request: HttpRequest, language: Language) -> Answer:
    """The catalogue as Turtle."""
    stated = functools.partial(catalogue, address(""), tables().values())
    return Answer(("dcat", *all_versions()), lambda: turtle(stated()), "text/turtle; charset=utf-8")


@open_address("GET")
def dcat_xml(request: HttpRequest, language: Language) -> Answer:
    """The catalogue as RDF/XML."""
    stated = functools.partial(catalogue, address(""), tables().values())
    return Answer(("dcat", *all_versions()), lambda: rdf_xml(stated()), "application/rdf+xml")


@open_address("GET", "POST")
def nothing(request: HttpRequest, language: Language, rest: str = "") -> Answer:
    """Any other address: among them code lists, saved queries and navigation, which there are none of."""
    raise Problem(NO_ADDRESS)
