"""The versions of the FHIR resources that plans are; they too are never changed or deleted."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

_BEFORE = importlib.import_module("vardvag.service.store.migrations.0002_what_happened_stays")
TABLE = "care_fhirversion"


def forbid_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    template = _BEFORE._POSTGRES if postgres else _BEFORE._SQLITE
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(template.format(table=TABLE, verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for word in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{word}" + (f" ON {TABLE}" if postgres else ""))


class Migration(migrations.Migration):
    dependencies = (("care", "0002_what_happened_stays"),)

    operations = (
        migrations.CreateModel(
            name="FhirVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("resource_type", models.CharField(max_length=40)),
                ("resource_id", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=64, null=True)),
                ("plan_version", models.PositiveIntegerField(null=True)),
                ("last_updated", models.DateTimeField()),
                ("resource", models.JSONField()),
                ("beside", models.JSONField(default=dict)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fhir_versions",
                        to="care.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fhir_versions",
                        to="care.plan",
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("resource_type", "resource_id", "version"), name="one_resource_per_version"
                    ),
                )
            },
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
