"""The idempotency keys of the JSON API. Rows are deleted after a day: nothing here is append-only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("care", "0007_log_content"),)

    operations = (
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
                ("plan_id", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("made", models.CharField(max_length=64, null=True)),
                ("status", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(fields=("subject", "key"), name="one_change_per_key"),
                ),
            },
        ),
    )
