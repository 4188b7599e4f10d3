"""The first rows of the log may be removed when the law lets them go, up to a row that a checkpoint is of.

The database lets a row go when, and only when, it is told in a table of its own, which cannot be changed or
emptied, that rows up to it are gone.
"""

from django.db import migrations, models

_SQLITE = (
    """
CREATE TRIGGER region_logrecord_no_delete BEFORE DELETE ON region_logrecord
WHEN NOT EXISTS (SELECT 1 FROM region_logtrim WHERE number >= OLD.number)
BEGIN SELECT RAISE(ABORT, 'region_logrecord is append-only'); END
""",
    *(
        f"""
CREATE TRIGGER region_logtrim_no_{word} BEFORE {word.upper()} ON region_logtrim
BEGIN SELECT RAISE(ABORT, 'region_logtrim is append-only'); END
"""
        for word in ("update", "delete")
    ),
)
_POSTGRES = (
    """
CREATE FUNCTION region_logrecord_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM region_logtrim WHERE number >= OLD.number) THEN
    RAISE EXCEPTION 'region_logrecord is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
""",
    """
CREATE TRIGGER region_logrecord_no_delete BEFORE DELETE ON region_logrecord
FOR EACH ROW EXECUTE FUNCTION region_logrecord_may_go()
""",
    *(
        f"""
CREATE TRIGGER region_logtrim_no_{word} BEFORE {word.upper()} ON region_logtrim
FOR EACH ROW EXECUTE FUNCTION region_append_only()
"""
        for word in ("update", "delete")
    ),
)
_NEVER = {
    "sqlite": """
CREATE TRIGGER region_logrecord_no_delete BEFORE DELETE ON region_logrecord
BEGIN SELECT RAISE(ABORT, 'region_logrecord is append-only'); END
""",
    "postgresql": """
CREATE TRIGGER region_logrecord_no_delete BEFORE DELETE ON region_logrecord
FOR EACH ROW EXECUTE FUNCTION region_append_only()
""",
}


def _drop(schema_editor, table, word):
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {table}_no_{word}{on}")


def let_old_rows_go(apps, schema_editor):
    _drop(schema_editor, "region_logrecord", "delete")
    for statement in _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement, params=None)


def let_no_row_go(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    _drop(schema_editor, "region_logrecord", "delete")
    for word in ("update", "delete"):
        _drop(schema_editor, "region_logtrim", word)
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION region_logrecord_may_go()")
    schema_editor.execute(_NEVER[vendor], params=None)


class Migration(migrations.Migration):
    dependencies = (("region", "0003_log_rows_wait"),)

    operations = (
        migrations.CreateModel(
            name="LogTrim",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
            ],
        ),
        migrations.RunPython(let_old_rows_go, let_no_row_go),
    )
