"""Addresses of the what-if and of the comparison. A file stands at its page's address with another ending."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.agreements import comparison, comparison_files, scenario, scenario_files

_SCENARIO = "overenskommelser/<slug:name>/tank-om"

urlpatterns = [
    path("overenskommelser/jamfor/", comparison.comparison, name="comparison"),
    path("overenskommelser/jamfor.csv", comparison_files.machine_csv, name="comparison-csv"),
    path("overenskommelser/jamfor.sv.csv", comparison_files.swedish_csv, name="comparison-sv-csv"),
    path("overenskommelser/jamfor.xlsx", comparison_files.excel, name="comparison-xlsx"),
    path("overenskommelser/jamfor.json", comparison_files.plain_json, name="comparison-json"),
    path(f"{_SCENARIO}/", scenario.scenario, name="scenario"),
    path(f"{_SCENARIO}.csv", scenario_files.machine_csv, name="scenario-csv"),
    path(f"{_SCENARIO}.sv.csv", scenario_files.swedish_csv, name="scenario-sv-csv"),
    path(f"{_SCENARIO}.xlsx", scenario_files.excel, name="scenario-xlsx"),
    path(f"{_SCENARIO}.json", scenario_files.plain_json, name="scenario-json"),
    path(f"{_SCENARIO}.kvitto.json", scenario_files.receipt, name="scenario-receipt"),
]
