"""Rows that are append-only may be deleted when, and only when, the person they are about has a tombstone.

They still cannot be changed. A tombstone cannot be taken away, so what is deleted has left its trace.
"""

from django.db import migrations

_PLAN = "SELECT person_id FROM care_plan WHERE plan_id = OLD.plan_id"
_PATHWAY = "SELECT person_id FROM care_pathway WHERE pathway_id = OLD.pathway_id"
OWNERS = {
    "care_planversion": f"({_PLAN})",
    "care_event": f"({_PATHWAY})",
    "care_planevent": "(OLD.person_id)",
    "care_accessstatement": "(OLD.person_id)",
    "care_fhirversion": f"(OLD.person_id, ({_PLAN}))",
}

_SQLITE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM care_tombstone WHERE person_id IN {owners})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES = (
    """
CREATE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM care_tombstone WHERE person_id IN {owners}) THEN
    RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
""",
    """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_may_go()
""",
)
_NEVER = {
    "sqlite": """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
""",
    "postgresql": """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION care_append_only()
""",
}


def _drop(schema_editor, table):
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER {table}_no_delete{on}")


def let_the_destroyed_go(apps, schema_editor):
    statements = _POSTGRES if schema_editor.connection.vendor == "postgresql" else (_SQLITE,)
    for table, owners in OWNERS.items():
        _drop(schema_editor, table)
        for statement in statements:
            schema_editor.execute(statement.format(table=table, owners=owners), params=None)


def let_nobody_go(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in OWNERS:
        _drop(schema_editor, table)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_may_go()")
        schema_editor.execute(_NEVER[vendor].format(table=table), params=None)


class Migration(migrations.Migration):
    dependencies = (("care", "0010_log_rows_wait"),)

    operations = (migrations.RunPython(let_the_destroyed_go, let_nobody_go),)
