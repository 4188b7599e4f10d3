"""The region's log: its two tables, its beginning, and the database's refusal to change what is written."""

from django.db import migrations, models

_SQLITE = """
CREATE TRIGGER region_logrecord_no_{word} BEFORE {verb} ON region_logrecord
BEGIN SELECT RAISE(ABORT, 'region_logrecord is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION region_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRES = """
CREATE TRIGGER region_logrecord_no_{word} BEFORE {verb} ON region_logrecord
FOR EACH ROW EXECUTE FUNCTION region_append_only()
"""


def forbid_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)  # a percent sign in it is its own
    template = _POSTGRES if postgres else _SQLITE
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(template.format(verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for word in ("update", "delete"):
        where = " ON region_logrecord" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER region_logrecord_no_{word}{where}")
    if postgres:
        schema_editor.execute("DROP FUNCTION region_append_only()")


def begin_log(apps, schema_editor):
    head = apps.get_model("region", "LogHead")
    head.objects.using(schema_editor.connection.alias).create(pk=1, rows=0, digest="0" * 64)


def unbegin_log(apps, schema_editor):
    apps.get_model("region", "LogHead").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="LogHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rows", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="LogRecord",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("unit", models.CharField(max_length=64, null=True)),
                ("action", models.CharField(max_length=40)),
                ("plan", models.CharField(max_length=200, null=True)),
                ("person", models.CharField(db_index=True, max_length=64, null=True)),
                ("allowed", models.BooleanField()),
                ("rule", models.CharField(max_length=200)),
                ("paragraph", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(forbid_change, allow_change),
        migrations.RunPython(begin_log, unbegin_log),
    )
