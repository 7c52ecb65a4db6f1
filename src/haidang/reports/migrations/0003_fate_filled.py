from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest


def fill_fate(apps, schema_editor):
    """One statement for all: each row takes what its own version says."""
    obligation = apps.get_model("reports", "Obligation")
    submission = apps.get_model("reports", "Submission")
    counts = submission.objects.filter(pk=OuterRef("standing"))
    since = Greatest(F("sent_on"), Coalesce(F("decided_on"), F("sent_on")))
    obligation.objects.exclude(standing=None).update(
        fate=Subquery(counts.values("state")), fate_on=Subquery(counts.values(since=since))
    )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_fate_of_obligation'),
    ]

    operations = [
        migrations.RunPython(fill_fate, migrations.RunPython.noop),
    ]
