"""Raw figures: what is measured and how it adds up, and the figure of one agency in one report."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.regimes.enums import AddingUp, Direction
from haidang.reports.models import Submission

MOST_DECIMALS = 4


class Measure(models.Model):
    """What is measured. A ratio is a numerator over a denominator and has no figures of its own.

    `population` says of whom or what it counts, `given_by` who gives it. `drawn_by` is the key of a figure that the
    product reckons from recorded work (see registry.py); without it the unit states the figure.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(_("folded name for search"), max_length=300, editable=False)
    unit = models.CharField(_("unit"), max_length=80)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    over_units = models.CharField(_("over units"), max_length=8, choices=AddingUp, default=AddingUp.SUM)
    over_time = models.CharField(_("over time"), max_length=8, choices=AddingUp, default=AddingUp.SUM)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.NEITHER)
    definition = models.TextField(_("what counts and what does not"), blank=True)
    population = models.CharField(_("of whom or what it counts"), max_length=300, blank=True)
    given_by = models.CharField(_("who gives it"), max_length=300, blank=True)
    source = models.CharField(_("where the measure comes from"), max_length=500, blank=True)
    drawn_by = models.CharField(_("drawn from recorded work"), max_length=80, blank=True)
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("numerator")
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("denominator")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False, drawn_by=""),
                name="measure_ratio_of_two",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=MOST_DECIMALS), name="measure_few_decimals"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name} ({self.unit})"


class MeasureValue(models.Model):
    """The figure of one agency for a measure in one version of a report.

    `drawn` is what recorded work came to when the report was filled in, `stated` what the unit put beside it with its
    reason; `number` is the one that holds. Only values of the accepted version that stands count. A ratio has a value
    only in a consolidated report that was sent up, with both its numbers: what it is added up by. The figures of such
    a report count in the round of the level above alone: those of its units are in this database and count already.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="values", verbose_name=_("submission")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="measure_values", verbose_name=_("agency")
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="values", verbose_name=_("measure"))
    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    is_estimate = models.BooleanField(_("estimate"), default=False)
    drawn = models.DecimalField(_("drawn from recorded work"), max_digits=20, decimal_places=4, null=True)
    stated = models.DecimalField(_("stated by the unit"), max_digits=20, decimal_places=4, null=True)
    number = models.DecimalField(_("figure that holds"), max_digits=20, decimal_places=4)
    numerator = models.DecimalField(_("numerator"), max_digits=24, decimal_places=4, null=True)
    denominator = models.DecimalField(_("denominator"), max_digits=24, decimal_places=4, null=True)
    reason = models.CharField(_("why it differs from what was drawn"), max_length=500, blank=True)
    counts = models.BooleanField(_("counts in totals"), default=False)
    counts_above = models.BooleanField(_("counts in totals of the level above"), default=False)

    class Meta:
        verbose_name = _("value of a measure")
        verbose_name_plural = _("values of measures")
        constraints = [
            models.UniqueConstraint(fields=["submission", "measure"], name="value_once_a_report"),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="value_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(drawn__isnull=False) | Q(stated__isnull=False), name="value_has_a_number"
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "counts", "first_month", "last_month", "agency", "number", "is_estimate"],
                name="value_by_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.agency_id} {self.first_month}..{self.last_month}: {self.number}"
