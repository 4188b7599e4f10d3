"""What came of looking at rows of the log: rows that are added and neither changed nor taken away."""

from django.db import migrations, models

TABLE = "care_logjudgement"

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
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for word in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{word}{on}")


class Migration(migrations.Migration):
    dependencies = (("care", "0013_notices"),)

    operations = (
        migrations.CreateModel(
            name="LogJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("judgement_id", models.CharField(max_length=64, unique=True)),
                ("caregiver", models.CharField(db_index=True, max_length=200)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("size", models.PositiveIntegerField()),
                ("seed", models.CharField(max_length=200)),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("by", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
