"""Where the open data lie: outside the language's prefix, since one address answers in both languages.

Here does not belong what is answered (`views`).
"""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from vardvag.service.open_data import kolada_views, views

PREFIX = "api/v2/"
KOLADA = "api/kolada/v2/"
KOLADA_3 = "api/kolada/v3/"
"""What Kolada's own address says today. The two answer the same."""


def _kolada(root: str, name: str) -> list[URLPattern]:
    return [
        path(f"{root}kpi", kolada_views.kpis, name=f"{name}-kpis"),
        path(f"{root}kpi/<str:names>", kolada_views.kpis, name=f"{name}-kpi"),
        path(f"{root}municipality", kolada_views.municipalities, name=f"{name}-places"),
        path(f"{root}municipality/<str:names>", kolada_views.municipalities, name=f"{name}-place"),
        path(f"{root}data/<path:rest>", kolada_views.data, name=f"{name}-data"),
    ]


urlpatterns = [
    path(f"{PREFIX}openapi.json", views.description, name="open-description"),
    path(f"{PREFIX}config", views.config, name="open-config"),
    path(f"{PREFIX}tables", views.table_list, name="open-tables"),
    path(f"{PREFIX}tables/<str:name>", views.one_table, name="open-table"),
    path(f"{PREFIX}tables/<str:name>/metadata", views.metadata, name="open-metadata"),
    path(f"{PREFIX}tables/<str:name>/defaultselection", views.default_selection, name="open-default"),
    path(f"{PREFIX}tables/<str:name>/data", views.data, name="open-data"),
    path(f"{PREFIX}tables/<str:name>/revisions", views.table_revisions, name="open-revisions"),
    re_path(r"^open-data/(?P<name>[a-z0-9-]+)\.(?P<ending>[a-z.]+)$", views.whole_file, name="open-file"),
    path("dcat.ttl", views.dcat_turtle, name="dcat-turtle"),
    path("dcat.rdf", views.dcat_xml, name="dcat-xml"),
    path("datasets/dcat", views.dcat_xml),  # where Sveriges dataportal looks first
    *_kolada(KOLADA, "kolada"),
    *_kolada(KOLADA_3, "kolada-3"),
    re_path(rf"^(?:{PREFIX}|api/kolada/|open-data/)", views.nothing),
]
