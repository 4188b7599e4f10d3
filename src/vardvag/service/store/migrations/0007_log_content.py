"""What a log row holds by HSLF-FS 2016:40, its signed checkpoints, and tombstones.

The new columns may be null, so that no database copies the table to add them: the triggers of what is
append-only stay, and rows that are there keep their digest (`contracts.log.FIRST_SCHEME`).
"""

from django.db import migrations, models

APPEND_ONLY = ("care_logseal", "care_tombstone")

_SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION care_append_only()
"""


def forbid_change(apps, schema_editor):
    template = _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(template.format(table=table, verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in APPEND_ONLY:
        for word in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{word}" + (f" ON {table}" if postgres else ""))


class Migration(migrations.Migration):
    dependencies = (("care", "0006_time_and_day_of_events"),)

    operations = (
        migrations.AddField("logrecord", "provider", models.CharField(max_length=200, null=True)),
        migrations.AddField("logrecord", "process", models.CharField(max_length=200, null=True)),
        migrations.AddField("logrecord", "source", models.CharField(max_length=200, null=True)),
        migrations.AddField("logrecord", "purpose", models.CharField(max_length=200, null=True)),
        migrations.AddField("logrecord", "scheme", models.SmallIntegerField(null=True)),
        migrations.CreateModel(
            name="LogSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("signature", models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("person_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("rule", models.CharField(max_length=200)),
                ("decided_as", models.CharField(max_length=200)),
            ],
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
