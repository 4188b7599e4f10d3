"""Who wants to be told of a plan, and the outbox of notices. Nothing of a plan's content stands in either."""

import django.db.models.deletion
from django.db import migrations, models


def _id():
    key = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
    return ("id", key)


def _pointer(name, to, related):
    way = django.db.models.deletion.PROTECT
    return (name, models.ForeignKey(on_delete=way, related_name=related, to=to))


class Migration(migrations.Migration):
    dependencies = (("care", "0012_old_rows_of_the_log_go"),)

    operations = (
        migrations.CreateModel(
            name="Subscription",
            fields=[
                _id(),
                ("subject", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("own_person", models.CharField(max_length=64, null=True)),
                ("unit", models.CharField(max_length=64, null=True)),
                ("topics", models.JSONField()),
                ("way", models.CharField(max_length=40)),
                ("address", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                _pointer("person", "care.person", "subscriptions"),
                _pointer("plan", "care.plan", "subscriptions"),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("plan", "subject", "role"), name="one_subscription_per_plan_and_reader"
                    ),
                )
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                _id(),
                ("notice_id", models.CharField(max_length=64, unique=True)),
                ("subscriber", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("asks", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=40)),
                ("attempts", models.PositiveIntegerField()),
                ("next_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("topics", models.JSONField()),
                ("way", models.CharField(max_length=40, null=True)),
                ("reason", models.CharField(max_length=200)),
                _pointer("person", "care.person", "notices"),
                _pointer("plan", "care.plan", "notices"),
            ],
            options={"indexes": (models.Index(fields=("state", "next_at"), name="care_notice_waiting"),)},
        ),
    )
