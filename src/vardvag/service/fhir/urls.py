"""Where the API lies: outside the language's prefix, since an address of a resource is one and the same."""

from __future__ import annotations

from django.urls import path, re_path

from vardvag.service.fhir import views

_OWN = ("StructureDefinition", "CodeSystem")

urlpatterns = [
    path("fhir/.well-known/smart-configuration", views.smart, name="fhir-smart"),
    path("fhir/metadata", views.metadata, name="fhir-metadata"),
    *(path(f"fhir/{kind}", views.own_definitions, {"kind": kind}) for kind in _OWN),
    *(path(f"fhir/{kind}/<str:identifier>", views.own_definition, {"kind": kind}) for kind in _OWN),
    path("fhir", views.transaction, name="fhir"),
    path("fhir/", views.transaction),
    path("fhir/Patient/<str:identifier>/$everything", views.everything),
    path("fhir/<str:kind>/_search", views.search_by_form),
    path("fhir/<str:kind>/$validate", views.validated),
    path("fhir/<str:kind>", views.of_type),
    path("fhir/<str:kind>/<str:identifier>", views.one),
    path("fhir/<str:kind>/<str:identifier>/_history", views.all_versions),
    path("fhir/<str:kind>/<str:identifier>/_history/<str:number>", views.one_version),
    re_path(r"^fhir/(?P<rest>(?s:.*))$", views.nothing),
]
