"""What is kept of a person's standing in the law on access, who may lift an inner block, and a plan's unit.

The plan's unit may be null: of a plan saved before it was kept it is not known, and is judged strictly.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "care_accessstatement"

_SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION care_append_only()
"""


def forbid_change(apps, schema_editor):
    template = _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(template.format(table=TABLE, verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for word in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{word}" + (f" ON {TABLE}" if postgres else ""))


def _id():
    key = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
    return ("id", key)


class Migration(migrations.Migration):
    dependencies = (("care", "0008_api_keys"),)

    operations = (
        migrations.AddField("plan", "unit", models.CharField(max_length=64, null=True)),
        migrations.CreateModel(
            name="BlockLifter",
            fields=[
                _id(),
                ("caregiver", models.CharField(max_length=64)),
                ("staff", models.CharField(max_length=200)),
                ("documented_as", models.CharField(max_length=200)),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("caregiver", "staff"), name="one_row_per_caregiver_and_lifter"
                    ),
                )
            },
        ),
        migrations.CreateModel(
            name="AccessStatement",
            fields=[
                _id(),
                ("record_id", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
                ("said", models.JSONField()),
                ("unit", models.CharField(max_length=64, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_statements",
                        to="care.person",
                    ),
                ),
            ],
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
