"""The first shape of the care database."""

import django.db.models.deletion
from django.db import migrations, models


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
        ),
        migrations.CreateModel(
            name="Pathway",
            fields=[
                ("pathway_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("person_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("birth_year", models.SmallIntegerField()),
                ("sex", models.SmallIntegerField()),
                ("municipality", models.CharField(max_length=4)),
                ("own_access_open", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("hsa_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("caregiver", models.CharField(db_index=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("phase", models.SmallIntegerField()),
                ("on", models.DateField()),
                ("unit", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("supersedes", models.CharField(max_length=64, null=True)),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="care.pathway"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="pathway",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pathways", to="care.person"
            ),
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("plan_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("caregiver", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="care.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OtherNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff", models.CharField(max_length=200)),
                ("documented_as", models.CharField(max_length=200)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_needs",
                        to="care.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PathwayContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("source_contact_id", models.CharField(max_length=200)),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="care.pathway"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_contact_id"), name="one_pathway_per_contact"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="care.plan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "version"), name="one_document_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step_id", models.CharField(max_length=64)),
                ("unit", models.CharField(db_index=True, max_length=64, null=True)),
                (
                    "pathway",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="care.pathway",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="care.plan"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan", "step_id"), name="one_row_per_step")],
            },
        ),
        migrations.CreateModel(
            name="TakingPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff", models.CharField(db_index=True, max_length=200)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taking_part",
                        to="care.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "staff"), name="one_row_per_plan_and_staff")
                ],
            },
        ),
    )
