"""Rows of the log wait for their place in the chain in a table of their own, so that no reader waits.

What waits cannot be changed, and is deleted only when the same row, word for word, stands in the chain. The
new column may be null, so that no database copies the table to add it and its triggers stay.
"""

from django.db import migrations, models

SAID = (
    "at",
    "who",
    "name",
    "role",
    "unit",
    "action",
    "plan",
    "person",
    "allowed",
    "rule",
    "paragraph",
    "reason",
    "provider",
    "process",
    "source",
    "purpose",
)

_SQLITE = (
    """
CREATE TRIGGER {app}_logwaiting_no_update BEFORE UPDATE ON {app}_logwaiting
BEGIN SELECT RAISE(ABORT, '{app}_logwaiting is append-only'); END
""",
    """
CREATE TRIGGER {app}_logwaiting_no_delete BEFORE DELETE ON {app}_logwaiting
WHEN NOT EXISTS (SELECT 1 FROM {app}_logrecord WHERE waited_as = OLD.id AND {same})
BEGIN SELECT RAISE(ABORT, '{app}_logwaiting is append-only until chained'); END
""",
)
_POSTGRES = (
    """
CREATE TRIGGER {app}_logwaiting_no_update BEFORE UPDATE ON {app}_logwaiting
FOR EACH ROW EXECUTE FUNCTION {app}_append_only()
""",
    """
CREATE FUNCTION {app}_only_chained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {app}_logrecord WHERE waited_as = OLD.id AND {same}) THEN
    RAISE EXCEPTION '{app}_logwaiting is append-only until chained'
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
""",
    """
CREATE TRIGGER {app}_logwaiting_no_delete BEFORE DELETE ON {app}_logwaiting
FOR EACH ROW EXECUTE FUNCTION {app}_only_chained()
""",
)


def forbid_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    equal = "IS NOT DISTINCT FROM" if postgres else "IS"
    same = " AND ".join(f'"{name}" {equal} OLD."{name}"' for name in SAID)
    for statement in _POSTGRES if postgres else _SQLITE:
        schema_editor.execute(statement.format(app="care", same=same), params=None)


def allow_change(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for word in ("update", "delete"):
        on = " ON care_logwaiting" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER care_logwaiting_no_{word}{on}")
    if postgres:
        schema_editor.execute("DROP FUNCTION care_only_chained()")


class Migration(migrations.Migration):
    dependencies = (("care", "0009_access_statements"),)

    operations = (
        migrations.AddField("logrecord", "waited_as", models.BigIntegerField(null=True)),
        migrations.AddIndex("logrecord", models.Index(fields=["waited_as"], name="care_logrecord_waited")),
        migrations.CreateModel(
            name="LogWaiting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("unit", models.CharField(max_length=64, null=True)),
                ("action", models.CharField(max_length=40)),
                ("plan", models.CharField(max_length=200, null=True)),
                ("person", models.CharField(max_length=64, null=True)),
                ("allowed", models.BooleanField()),
                ("rule", models.CharField(max_length=200)),
                ("paragraph", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("provider", models.CharField(max_length=200, null=True)),
                ("process", models.CharField(max_length=200, null=True)),
                ("source", models.CharField(max_length=200, null=True)),
                ("purpose", models.CharField(max_length=200, null=True)),
            ],
        ),
        migrations.RunPython(forbid_change, allow_change),
    )
