"""The open tables as a catalogue by DCAT-AP-SE 3, for Sveriges dataportal and others who fetch catalogues.

A dataset is a table, with a distribution for each form of its file and one for the API; its creator is who
published the figures, its publisher this site. Nothing is said that we do not know: no contact, no date of
first issue. Here does not belong how it is written (`rdf`).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from vardvag.base.texts import Text
from vardvag.service.open_data.forms import FILES, JSON_STAT, files_of
from vardvag.service.open_data.rdf import Iri, Node
from vardvag.service.open_data.said import described
from vardvag.statistics.open_table import OpenTable

LICENCE = Iri("http://creativecommons.org/publicdomain/zero/1.0/")
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = (Iri(f"{_EU}/language/SWE"), Iri(f"{_EU}/language/ENG"))
_OPEN = Iri(f"{_EU}/access-right/PUBLIC")
_SWEDEN = Iri(f"{_EU}/country/SWE")
_HEALTH = Iri(f"{_EU}/data-theme/HEAL")
_MONTHLY, _NEVER = Iri(f"{_EU}/frequency/MONTHLY"), Iri(f"{_EU}/frequency/NEVER")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_KEYWORDS = (
    Text("väntetider", "waiting times"),
    Text("vårdgaranti", "care guarantee"),
    Text("hälso- och sjukvård", "health care"),
)
_TITLE = Text("Öppna data om väntan på vård", "Open data on waiting for care")
_WHAT = Text(
    "Väntetider och tillgänglighet i svensk hälso- och sjukvård: publicerade tabeller och egna mått.",
    "Waiting times and access in Swedish health care: published tables and measures of our own.",
)
_API = Text("Vårdvägs tabeller, PxWebApi 2", "Vårdväg's tables, PxWebApi 2")
_KOLADA = Text("Vårdvägs nyckeltal, i Koladas form", "Vårdväg's key figures, in Kolada's form")
_THROUGH_API = Text("Genom API, i valda delar", "By API, in chosen parts")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SEASONS = {"spring": (1, 6), "autumn": (7, 12)}


def catalogue(site: str, tables: Iterable[OpenTable]) -> list[Node]:
    """Everything the catalogue states, for the site at the address *site*."""
    known = list(tables)
    publisher = Node(f"{site}/dcat#publisher", "foaf:Agent")
    publisher.say("foaf:name", f"Vårdväg, {urlsplit(site).netloc}")
    datasets = [_address(site, one) for one in known]
    services = [
        _service(site, "api", _API, f"{site}/api/v2/", datasets),
        _service(site, "kolada", _KOLADA, f"{site}/api/kolada/v2/", datasets),
    ]
    whole = Node(f"{site}/dcat#catalog", "dcat:Catalog")
    whole.say("dcterms:title", _TITLE).say("dcterms:description", _WHAT)
    whole.say("dcterms:publisher", Iri(publisher.address)).say("dcterms:license", LICENCE)
    whole.say("dcterms:language", *_LANGUAGES).say("foaf:homepage", Iri(f"{site}/"))
    whole.say("dcterms:modified", max((one.updated for one in known if one.updated), default=None))
    whole.say("dcat:themeTaxonomy", Iri(f"{_EU}/data-theme")).say("dcterms:spatial", _SWEDEN)
    whole.say("dcat:dataset", *map(Iri, datasets))
    whole.say("dcat:service", *(Iri(one.address) for one in services))
    creators = {one.publisher.sv: one.publisher for one in known}
    agents = [Node(_creator(site, one), "foaf:Agent").say("foaf:name", one) for one in creators.values()]
    found = [node for one in known for node in _dataset(site, one)]
    return [whole, publisher, *agents, *services, *found]


def _service(site: str, name: str, title: Text, where: str, datasets: Iterable[str]) -> Node:
    node = Node(f"{site}/dcat#service-{name}", "dcat:DataService").say("dcterms:title", title)
    node.say("dcat:endpointURL", Iri(where))
    node.say("dcat:endpointDescription", Iri(f"{site}/api/v2/openapi.json"))
    node.say("dcterms:publisher", Iri(f"{site}/dcat#publisher")).say("dcterms:license", LICENCE)
    return node.say("dcterms:accessRights", _OPEN).say("dcat:servesDataset", *map(Iri, datasets))


def _dataset(site: str, table: OpenTable) -> Iterator[Node]:
    here = _address(site, table)
    node = Node(here, "dcat:Dataset").say("dcterms:title", table.title)
    node.say("dcterms:description", described(table)).say("dcterms:identifier", here)
    node.say("dcterms:publisher", Iri(f"{site}/dcat#publisher"))
    node.say("dcterms:creator", Iri(_creator(site, table.publisher)))
    node.say("dcat:theme", _HEALTH).say("dcat:keyword", *_KEYWORDS).say("dcterms:language", *_LANGUAGES)
    node.say("dcterms:spatial", _SWEDEN).say("dcterms:accessRights", _OPEN)
    node.say("dcterms:accrualPeriodicity", _MONTHLY if table.measure else _NEVER)
    node.say("dcterms:modified", table.updated).say("dcat:version", table.version)
    node.say("dcterms:source", *dict.fromkeys(Iri(one.url) for one in table.sources if one.url))
    spans = list(_spans(table))
    if spans:
        node.say("dcterms:temporal", Iri(f"{here}-period"))
    files = files_of(table)
    forms = [*files.values(), None]
    node.say("dcat:distribution", *(Iri(f"{here}-{_form(one)}") for one in forms))
    yield node
    if spans:
        period = Node(f"{here}-period", "dcterms:PeriodOfTime")
        yield period.say("dcat:startDate", min(spans)[0]).say("dcat:endDate", max(last for _, last in spans))
    for form in files.values():
        file = Iri(f"{site}/open-data/{table.id}.{form.ending}")
        part = Node(f"{here}-{_form(form)}", "dcat:Distribution").say("dcterms:title", form.title)
        part.say("dcat:accessURL", file).say("dcat:downloadURL", file)
        part.say("dcterms:format", form.media.partition(";")[0])
        part.say("dcat:mediaType", Iri(_MEDIA + form.media.partition(";")[0]))
        yield part.say("dcterms:license", LICENCE).say("dcterms:language", *_LANGUAGES)
    api = Node(f"{here}-{_form(None)}", "dcat:Distribution").say("dcterms:title", _THROUGH_API)
    api.say("dcat:accessURL", Iri(f"{site}/api/v2/tables/{table.id}"))
    api.say("dcterms:format", JSON_STAT.media).say("dcat:mediaType", Iri(_MEDIA + JSON_STAT.media))
    yield api.say("dcterms:license", LICENCE).say("dcat:accessService", Iri(f"{site}/dcat#service-api"))


def _address(site: str, table: OpenTable) -> str:
    return f"{site}/dcat#dataset-{table.id}"


def _creator(site: str, publisher: Text) -> str:
    bare = unicodedata.normalize("NFKD", publisher.sv.casefold()).encode("ascii", "ignore").decode()
    return f"{site}/dcat#creator-{re.sub(r'[^a-z0-9]+', '-', bare).strip('-')}"


def _form(form: object) -> str:
    """The word that ends a distribution's address."""
    return next((name.replace(".", "-") for name, one in FILES.items() if one is form), "api")


def _spans(table: OpenTable) -> Iterator[tuple[date, date]]:
    """The first and last day of every period whose year is known."""
    for period in table.periods:
        year, _, season = period.partition("-")
        if year.isdigit() and season in _SEASONS:
            first, last = _SEASONS[season]
            yield date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])
        elif match := _PERIOD.fullmatch(period):
            first, last = int(match[2] or 1), int(match[2] or 12)
            days = calendar.monthrange(int(year), last)[1]
            yield date(int(year), first, int(match[3] or 1)), date(int(year), last, int(match[3] or days))
