"""Schemes of emulation: the span they judge, groups of units, criteria with their rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.indicators.models import Indicator
from haidang.oversight.enums import CriterionKind, DrawnFrom, SchemeState


class EmulationScheme(models.Model):
    """One table of criteria for a span of months. Once published it never changes: `digest` is the SHA-256 over all
    frozen sheets, which the log keeps too.
    """

    name = models.CharField(_("name"), max_length=300)
    first_month = models.PositiveIntegerField(_("first month judged"))
    last_month = models.PositiveIntegerField(_("last month judged"))
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    guidance = models.TextField(_("guidance"), blank=True)
    self_due_on = models.DateField(_("self-scores due on"))
    appeals_until = models.DateField(_("appeals until"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    opened_at = models.DateTimeField(_("opened at"), null=True)
    told_at = models.DateTimeField(_("told at"), null=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    number = models.CharField(_("number and sign"), max_length=80, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("scheme of emulation")
        verbose_name_plural = _("schemes of emulation")
        constraints = [
            models.CheckConstraint(condition=Q(last_month__gte=F("first_month")), name="scheme_forward"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False) & ~Q(digest=""),
                name="scheme_published_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmulationGroup(models.Model):
    """Units that are ranked among each other: those of some kinds (and under a body), and those named."""

    scheme = models.ForeignKey(
        EmulationScheme, models.CASCADE, related_name="groups", verbose_name=_("scheme of emulation")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    kinds = models.JSONField(_("kinds of agencies"), default=list)
    under = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("only agencies under")
    )
    named = models.ManyToManyField(Agency, related_name="+", verbose_name=_("units named"))

    class Meta:
        verbose_name = _("emulation group")
        verbose_name_plural = _("emulation groups")
        constraints = [models.UniqueConstraint(fields=["scheme", "order"], name="emulation_group_order_once")]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One line of the table of criteria: how many points at most, and how they come about.

    `steps` are [value, points] of a figure, or [grade, points, words] of a graded one; `each` is what one time gives or
    takes. Without a figure a unit gets `empty_points`; without these a person settles it.
    """

    scheme = models.ForeignKey(
        EmulationScheme, models.CASCADE, related_name="criteria", verbose_name=_("scheme of emulation")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    part = models.CharField(_("part of the table"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    guidance = models.CharField(_("how to score it"), max_length=1_000, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CriterionKind)
    most = models.DecimalField(_("most points"), max_digits=7, decimal_places=2)
    drawn_from = models.CharField(_("drawn from"), max_length=10, choices=DrawnFrom, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="criteria", verbose_name=_("indicator")
    )
    none_at = models.DecimalField(_("no points at"), max_digits=14, decimal_places=4, null=True)
    full_at = models.DecimalField(_("full points at"), max_digits=14, decimal_places=4, null=True)
    steps = models.JSONField(_("steps or grades"), default=list)
    each = models.DecimalField(_("points each time"), max_digits=7, decimal_places=2, null=True)
    empty_points = models.DecimalField(
        _("points without a figure"), max_digits=7, decimal_places=2, null=True
    )

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "order"], name="criterion_order_once"),
            models.CheckConstraint(condition=Q(most__gt=0), name="criterion_gives_points"),
            models.CheckConstraint(
                condition=Q(kind__in=("share", "steps")) & ~Q(drawn_from="")
                | ~Q(kind__in=("share", "steps")) & Q(drawn_from=""),
                name="criterion_drawn_or_scored",
            ),
            models.CheckConstraint(
                condition=Q(drawn_from="indicator", indicator__isnull=False)
                | ~Q(drawn_from="indicator") & Q(indicator=None),
                name="criterion_indicator_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title
