"""An event keeps its time of day, and the day that an offer, a booking or an agreement is about.

Both may be empty: events from before hold neither, and most never have them. Columns that may be empty are
added in place, so the triggers that keep events unchanged stay.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("care", "0005_source_states"),)

    operations = (
        migrations.AddField("event", "at", models.DateTimeField(null=True)),
        migrations.AddField("event", "for_day", models.DateField(null=True)),
    )
