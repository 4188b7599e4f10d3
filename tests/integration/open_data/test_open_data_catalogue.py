"""The catalogue: read by another's reader, held against the shapes of DCAT-AP-SE 3, and every address tried.

The shapes are ours, written by the specification: what must stand, what is recommended and known here, how
many, and of which kind.
"""

from __future__ import annotations

from typing import Any

import pytest

rdflib = pytest.importorskip("rdflib", reason="install the test requirements: make test")
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, URIRef  # noqa: E402
from rdflib.compare import isomorphic  # noqa: E402

EU = "http://publications.europa.eu/resource/authority/"
TEXT, IRI, DAY, WORD = "text in both languages", "address", "day", "word"
MANY = 10_000
FORMAT = URIRef("http://purl.org/dc/terms/format")
SHAPES = {
    DCAT.Catalog: {
        DCTERMS.title: (TEXT, 1, 1),
        DCTERMS.description: (TEXT, 1, 1),
        DCTERMS.publisher: (FOAF.Agent, 1, 1),
        DCTERMS.license: (IRI, 1, 1),
        DCTERMS.language: (IRI, 1, 2),
        DCTERMS.spatial: (IRI, 0, 1),
        DCTERMS.modified: (DAY, 0, 1),
        DCAT.themeTaxonomy: (IRI, 1, 1),
        DCAT.dataset: (DCAT.Dataset, 1, MANY),
        DCAT.service: (DCAT.DataService, 1, MANY),
        FOAF.homepage: (IRI, 1, 1),
    },
    DCAT.Dataset: {
        DCTERMS.title: (TEXT, 1, 1),
        DCTERMS.description: (TEXT, 1, 1),
        DCTERMS.publisher: (FOAF.Agent, 1, 1),
        DCTERMS.creator: (FOAF.Agent, 1, 1),
        DCTERMS.identifier: (WORD, 1, 1),
        DCTERMS.language: (IRI, 1, 2),
        DCTERMS.spatial: (IRI, 1, 1),
        DCTERMS.accessRights: (IRI, 1, 1),
        DCTERMS.accrualPeriodicity: (IRI, 1, 1),
        DCTERMS.temporal: (DCTERMS.PeriodOfTime, 0, 1),
        DCTERMS.modified: (DAY, 0, 1),
        DCTERMS.source: (IRI, 0, MANY),
        URIRef("http://www.w3.org/ns/dcat#version"): (WORD, 1, 1),
        DCAT.theme: (IRI, 1, 1),
        DCAT.keyword: (TEXT, 1, MANY),
        DCAT.distribution: (DCAT.Distribution, 2, MANY),
    },
    DCAT.Distribution: {
        DCTERMS.title: (TEXT, 1, 1),
        DCTERMS.license: (IRI, 1, 1),
        DCTERMS.language: (IRI, 0, 2),
        FORMAT: (WORD, 1, 1),
        DCAT.mediaType: (IRI, 1, 1),
        DCAT.accessURL: (IRI, 1, 1),
        DCAT.downloadURL: (IRI, 0, 1),
        DCAT.accessService: (DCAT.DataService, 0, 1),
    },
    DCAT.DataService: {
        DCTERMS.title: (TEXT, 1, 1),
        DCTERMS.publisher: (FOAF.Agent, 1, 1),
        DCTERMS.license: (IRI, 1, 1),
        DCTERMS.accessRights: (IRI, 1, 1),
        DCAT.endpointURL: (IRI, 1, 1),
        DCAT.endpointDescription: (IRI, 1, 1),
        DCAT.servesDataset: (DCAT.Dataset, 1, MANY),
    },
    FOAF.Agent: {FOAF.name: (WORD, 1, 2)},
    DCTERMS.PeriodOfTime: {DCAT.startDate: (DAY, 1, 1), DCAT.endDate: (DAY, 1, 1)},
}


@pytest.fixture
def graph(ask: Any) -> Graph:
    """What the catalogue states."""
    return Graph().parse(data=ask("/dcat.ttl").content, format="turtle")


def of_kind(graph: Graph, value: Any, kind: Any) -> bool:
    """Whether *value* is what a shape says."""
    if isinstance(kind, URIRef):
        return (value, RDF.type, kind) in graph
    if kind == IRI:
        return isinstance(value, URIRef) and str(value).startswith(("http://", "https://"))
    if kind == DAY:
        return isinstance(value, Literal) and value.datatype == XSD.date
    return isinstance(value, Literal) and (kind == WORD or value.language in ("sv", "en"))


def breaches(graph: Graph) -> list[str]:
    """Whatever goes against the shapes."""
    found = []
    for kind, shape in SHAPES.items():
        nodes = list(graph.subjects(RDF.type, kind))
        found += [f"no {kind}"] if not nodes else []
        for node in nodes:
            found += [
                f"{node}: {name} is not in the shape"
                for name in set(graph.predicates(node)) - set(shape) - {RDF.type}
            ]
            for name, (wanted, fewest, most) in shape.items():
                values = list(graph.objects(node, name))
                count = len(values)
                if wanted == TEXT:
                    in_each = [sum(one.language == language for one in values) for language in ("sv", "en")]
                    found += [] if in_each[0] == in_each[1] else [f"{node}: {name} in one language only"]
                    count = in_each[0]
                if not fewest <= count <= most:
                    found.append(f"{node}: {count} of {name}")
                found += [f"{node}: {name} is {v!r}" for v in values if not of_kind(graph, v, wanted)]
    return found


def test_both_forms_state_the_same(ask: Any, graph: Graph) -> None:
    xml = ask("/dcat.rdf")
    assert xml["Content-Type"] == "application/rdf+xml"
    assert isomorphic(graph, Graph().parse(data=xml.content, format="xml"))
    assert ask("/datasets/dcat").content == xml.content


def test_it_keeps_to_the_shapes(graph: Graph) -> None:
    assert breaches(graph) == []


def test_the_shapes_can_fail(graph: Graph) -> None:
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    graph.remove((dataset, DCTERMS.publisher, None))
    graph.add((dataset, DCTERMS.publisher, Literal("somebody")))
    graph.add((dataset, DCTERMS.title, Literal("bara svenska", lang="sv")))
    assert len(breaches(graph)) == 3


def test_no_node_is_nameless_and_every_one_is_told_of(graph: Graph) -> None:
    assert all(isinstance(one, URIRef) for one in graph.subjects())
    objects = {one for one in graph.objects() if isinstance(one, URIRef) and not one.startswith(str(DCAT))}
    ours = {one for one in objects if "/dcat#" in one}
    assert ours <= set(graph.subjects())


def test_every_table_is_there_with_every_form(ask: Any, graph: Graph) -> None:
    listed = {one["id"] for one in ask("tables?pageSize=100").json()["tables"]}
    assert {str(one).partition("#dataset-")[2] for one in graph.subjects(RDF.type, DCAT.Dataset)} == listed
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        forms = [str(graph.value(one, FORMAT)) for one in graph.objects(dataset, DCAT.distribution)]
        assert sorted(set(forms)) == [
            "application/json",
            "application/vnd.apache.parquet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/csv",
        ]


def test_a_table_of_our_own_is_monthly_and_has_its_period(graph: Graph) -> None:
    [node] = [one for one in graph.subjects(RDF.type, DCAT.Dataset) if str(one).endswith("made-up-waiting")]
    period = graph.value(node, DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2019-09-01"
    assert str(graph.value(period, DCAT.endDate)) == "2019-10-31"
    assert graph.value(node, DCTERMS.accrualPeriodicity) == URIRef(f"{EU}frequency/NEVER")
    assert Literal("Påhittade väntande", lang="sv") in set(graph.objects(node, DCTERMS.title))


def test_every_address_of_ours_is_answered_in_the_form_it_says(ask: Any, graph: Graph) -> None:
    from django.conf import settings

    site = settings.VARDVAG.address
    for part in graph.subjects(RDF.type, DCAT.Distribution):
        where = str(graph.value(part, DCAT.accessURL)).removeprefix(site)
        answer = ask(where, "HEAD")
        assert answer.status_code == 200, where
        assert answer["Content-Type"].partition(";")[0] == str(graph.value(part, FORMAT))
