"""What was said about plans, never changed; who is charged with offers; and how a person is protected.

Expands only: the version before goes on writing people, because the database itself fills in the new column.
"""

import importlib

import django.db.models.deletion
from django.db import migrations, models

_BEFORE = importlib.import_module("vardvag.service.store.migrations.0002_what_happened_stays")
TABLE = "care_planevent"


def forbid_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    template = _BEFORE._POSTGRES if postgres else _BEFORE._SQLITE
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(template.format(table=TABLE, verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for word in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{word}" + (f" ON {TABLE}" if postgres else ""))


def _id():
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


class Migration(migrations.Migration):
    dependencies = (("care", "0003_fhir_versions"),)

    operations = (
        migrations.AddField(
            model_name="person",
            name="protected",
            field=models.CharField(db_default="none", default="none", max_length=40),
        ),
        migrations.CreateModel(
            name="OfferCharge",
            fields=[
                _id(),
                ("caregiver", models.CharField(max_length=64)),
                ("staff", models.CharField(max_length=200)),
                ("documented_as", models.CharField(max_length=200)),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("caregiver", "staff"), name="one_charge_per_caregiver_and_staff"
                    ),
                )
            },
        ),
        migrations.CreateModel(
            name="PlanEvent",
            fields=[
                _id(),
                ("event_id", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("unit", models.CharField(db_index=True, max_length=64)),
                ("said", models.JSONField()),
                ("words", models.TextField()),
                ("supersedes", models.CharField(max_length=64, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_events",
                        to="care.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="care.plan"
                    ),
                ),
            ],
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
