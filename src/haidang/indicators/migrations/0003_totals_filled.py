import hashlib
from itertools import groupby
from operator import itemgetter

from django.db import migrations


def fill_totals(apps, schema_editor):
    """The figures that count already, unit by unit in the order of periods; as acts keep them from now on."""
    values = apps.get_model("regimes", "MeasureValue").objects.filter(counts=True)
    totals = apps.get_model("indicators", "GivenTotal").objects
    rows = (
        values.order_by("first_month", "last_month", "agency_id")
        .values_list("first_month", "last_month", "agency", "measure", "number", "is_estimate")
        .iterator(chunk_size=20_000)
    )
    for (first, last), of_period in groupby(rows, key=itemgetter(0, 1)):
        found = {}
        for _agency, of_unit in groupby(of_period, key=itemgetter(2)):
            given = {}
            for *_place, measure, number, is_estimate in of_unit:
                known, estimates = given.get(measure, (0, 0))
                given[measure] = (known + number, max(estimates, int(is_estimate)))
            pattern = hashlib.sha256(",".join(map(str, sorted(given))).encode()).hexdigest()
            total = found.setdefault(pattern, [0, {}])
            total[0] += 1
            for measure, (number, estimates) in given.items():
                known, counted = total[1].get(measure, (0, 0))
                total[1][measure] = (known + number, counted + estimates)
        totals.create(first_month=first, last_month=last, pattern="", units=0, sums={})
        for pattern, (units, sums) in found.items():
            kept = {str(key): [f"{number:.4f}", counted] for key, (number, counted) in sorted(sums.items())}
            totals.create(first_month=first, last_month=last, pattern=pattern, units=units, sums=kept)


def empty_totals(apps, schema_editor):
    apps.get_model("indicators", "GivenTotal").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_totals'),
        ('regimes', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(fill_totals, empty_totals),
    ]
