"""Indicators and what is to be reached."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.engines.reckoning.formulas import MOST_CHARACTERS
from haidang.indicators.enums import Comparison, TargetScope
from haidang.programme.models import Target
from haidang.regimes.enums import Direction

MOST_DECIMALS = 4


class Indicator(models.Model):
    """What is followed: a formula over measures and counts of obligations (see engines/reckoning/formulas.py).

    `kinds` are the kinds of agencies it is about, none means all. A unit of "%" shows a ratio of a hundred. One of
    growth shows by how much of what it was a year ago the formula has changed.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(_("folded name for search"), max_length=300, editable=False)
    formula = models.CharField(_("formula"), max_length=MOST_CHARACTERS)
    unit = models.CharField(_("unit"), max_length=80)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=1)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.UP)
    is_growth = models.BooleanField(_("growth since the same period of last year"), default=False)
    kinds = models.JSONField(_("kinds of agencies"), default=list)
    given_by = models.CharField(_("who gives it"), max_length=300, blank=True)
    definition = models.TextField(_("what counts and what does not"), blank=True)
    source = models.CharField(_("where the indicator comes from"), max_length=500, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", verbose_name=_("under the indicator")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(condition=Q(decimals__lte=MOST_DECIMALS), name="indicator_few_decimals"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="indicator_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name} ({self.unit})"


class IndicatorTarget(models.Model):
    """What an indicator is to reach, for whom, from which day on.

    One that a paper states keeps the paper, its lines and words; `read_from` where it was read as a target of a
    programme. `proposal_key` is the mark of the proposal it was taken from.
    """

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="targets", verbose_name=_("indicator")
    )
    scope = models.CharField(_("for whom"), max_length=8, choices=TargetScope, default=TargetScope.ALL)
    kind = models.CharField(_("kind of agency"), max_length=16, choices=AgencyKind, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="indicator_targets", verbose_name=_("agency")
    )
    comparison = models.CharField(
        _("comparison"), max_length=2, choices=Comparison, default=Comparison.AT_LEAST
    )
    value = models.DecimalField(_("value to be reached"), max_digits=18, decimal_places=4)
    first_month = models.PositiveIntegerField(_("first month it holds for"))
    last_month = models.PositiveIntegerField(_("last month it holds for"))
    read_from = models.ForeignKey(
        Target, models.SET_NULL, null=True, related_name="+", verbose_name=_("target of a programme")
    )
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    paper = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="+", verbose_name=_("paper that states it")
    )
    lines = models.JSONField(_("cited lines"), default=list)
    words = models.TextField(_("words of the paper"), blank=True)
    proposal_key = models.CharField(_("mark of the words"), max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("target of an indicator")
        verbose_name_plural = _("targets of indicators")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="all", kind="", agency=None)
                | Q(scope="kind", agency=None) & ~Q(kind="")
                | Q(scope="agency", kind="", agency__isnull=False),
                name="indicator_target_scope",
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="indicator_target_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.scope} {self.comparison} {self.value}"


class IndicatorNote(models.Model):
    """What the standing body says beside an indicator in the return of a period."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="notes", verbose_name=_("indicator")
    )
    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    text = models.CharField(_("note"), max_length=1_000)

    class Meta:
        verbose_name = _("note on an indicator")
        verbose_name_plural = _("notes on indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "first_month", "last_month"], name="indicator_note_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first_month}..{self.last_month}: {self.text[:60]}"
