"""What all units together gave in a period, kept ready."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_PATTERN = 64


class GivenTotal(models.Model):
    """What the units that gave the same figures in a period gave together; a figure not given is not among them.

    `pattern` tells which figures these are. `sums` holds each by the key of its measure: the sum, and how many of the
    units estimated it. The row of a period without pattern counts nobody: whoever changes the period holds it first.
    """

    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    pattern = models.CharField(_("which figures were given"), max_length=LONGEST_PATTERN, blank=True)
    units = models.PositiveIntegerField(_("number of units"), default=0)
    sums = models.JSONField(_("sums by measure"), default=dict)

    class Meta:
        verbose_name = _("total of figures given")
        verbose_name_plural = _("totals of figures given")
        constraints = [
            models.UniqueConstraint(
                fields=["first_month", "last_month", "pattern"], name="given_total_once_a_pattern"
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="given_total_period_forward"
            ),
            models.CheckConstraint(condition=Q(pattern="") | Q(units__gt=0), name="given_total_has_units"),
        ]

    def __str__(self) -> str:
        return f"{self.first_month}..{self.last_month} {self.pattern[:8]}: {self.units}"
