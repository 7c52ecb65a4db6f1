"""One period of a regime, from the day it opens until it is closed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.regimes.enums import RoundState
from haidang.regimes.models.regimes import Regime, RegimeForm

MONTHS_OF_YEAR = 12
# The occurrence of a round that is asked by hand; each has a `what` of its own.
OUT_OF_TURN = "once"


class ReportRound(models.Model):
    """A round of reports. What its units owe are obligations with the same `what` and `occurrence`.

    A level above the units whose report another level consolidates has a round of its own, with its body as the only
    unit: `level` counts from the units (0), `level_name` is what the regime called it then. Days are those of the
    level. `opened_by` is nobody where it opened by itself.
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="rounds", verbose_name=_("regime"))
    form = models.ForeignKey(RegimeForm, models.PROTECT, related_name="rounds", verbose_name=_("form"))
    level = models.PositiveSmallIntegerField(_("level that reports, from below"), default=0)
    level_name = models.CharField(_("name of the level that reports"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    what = models.CharField(_("key of what is owed"), max_length=80)
    occurrence = models.CharField(_("key of the occurrence"), max_length=80)
    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    opens_on = models.DateField(_("data from"))
    closes_on = models.DateField(_("data close on"))
    due_on = models.DateField(_("due on"))
    is_estimate = models.BooleanField(_("due before its data close"), default=False)
    trued_up_on = models.DateField(_("true figures due on"), null=True)
    state = models.CharField(_("state"), max_length=8, choices=RoundState, default=RoundState.OPEN)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("opened by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    reopened_for = models.CharField(_("why it was opened again"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("report round")
        verbose_name_plural = _("report rounds")
        constraints = [
            models.UniqueConstraint(fields=["what", "occurrence"], name="report_round_once"),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="report_round_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="report_round_closed_at"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="report_round_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_out_of_turn(self) -> bool:
        """Whether it was asked by hand, beside the regime's own periods."""
        return self.occurrence == OUT_OF_TURN

    @property
    def is_of_units(self) -> bool:
        """Whether units report in it, not the body of a level above them."""
        return self.level == 0

    @property
    def is_yearly(self) -> bool:
        """Whether the period before is that of last year, so that one figure stands for both."""
        return self.last_month - self.first_month + 1 == MONTHS_OF_YEAR
