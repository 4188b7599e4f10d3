"""The database itself refuses to change or delete what happened; and the log has its beginning.

Triggers, because a rule kept only in Python is kept only by those who use Python. Lawful destruction goes by
keys, not by deleting rows, so it does not need an exception here.
"""

from django.db import migrations

APPEND_ONLY = ("care_planversion", "care_event", "care_logrecord")

_SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION care_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{word} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION care_append_only()
"""


def forbid_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)  # a percent sign in it is its own
    template = _POSTGRES if postgres else _SQLITE
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(template.format(table=table, verb=verb, word=verb.lower()))


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in APPEND_ONLY:
        for word in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{word}" + (f" ON {table}" if postgres else ""))
    if postgres:
        schema_editor.execute("DROP FUNCTION care_append_only()")


def begin_log(apps, schema_editor):
    head = apps.get_model("care", "LogHead")
    head.objects.using(schema_editor.connection.alias).create(pk=1, rows=0, digest="0" * 64)


def unbegin_log(apps, schema_editor):
    apps.get_model("care", "LogHead").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = (("care", "0001_initial"),)

    operations = (
        migrations.RunPython(forbid_change, allow_change),
        migrations.RunPython(begin_log, unbegin_log),
    )
