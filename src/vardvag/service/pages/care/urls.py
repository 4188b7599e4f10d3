"""Where the pages of patients and coordinators lie."""

from __future__ import annotations

from django.urls import path

from vardvag.service.pages.care import coordinator, move, patient, readers

urlpatterns = [
    path("min-sida/", patient.patient_start, name="patient-start"),
    path("min-sida/plan/<str:plan_id>/", patient.own_plan, name="own-plan"),
    path("min-sida/lasare/", readers.readers, name="care-readers"),
    path("samordning/", coordinator.coordinator_start, name="coordinator-start"),
    path("samordning/plan/<str:plan_id>/", coordinator.plan, name="care-plan"),
    path("samordning/plan/<str:plan_id>/steg/<str:step_id>/flytta/", move.move, name="care-move"),
]
