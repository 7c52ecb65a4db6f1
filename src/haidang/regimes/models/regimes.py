"""Report regimes: who reports what how often to whom, and the versions of the form that is filled in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.programme.models import Item, Programme
from haidang.regimes.enums import DueKind, RegimePeriod, SectionKind, SendingWay
from haidang.regimes.models.measures import Measure

# Of a regime: the units, two that consolidate, the highest.
MOST_LEVELS = 4


class Regime(models.Model):
    """A duty to report again and again. Units are those of the kinds (and under the body) on the day data close.

    One that was read from a programme's report duty keeps that item; its obligations bear the item's key, so that
    opening the programme's rounds opens none of them again.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(_("folded name for search"), max_length=300, editable=False)
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, related_name="regimes", verbose_name=_("programme")
    )
    item = models.OneToOneField(
        Item,
        models.SET_NULL,
        null=True,
        related_name="regime",
        verbose_name=_("report duty it was read from"),
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="+", verbose_name=_("paper it stands on")
    )
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    period = models.CharField(_("how often"), max_length=12, choices=RegimePeriod)
    calendar = models.CharField(_("calendar of data"), max_length=20, default="civil")
    way = models.CharField(
        _("how it is handed in"), max_length=8, choices=SendingWay, default=SendingWay.SCREEN
    )
    kinds = models.JSONField(_("kinds of agencies that report"), default=list)
    under = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("only agencies under")
    )
    opens_before = models.PositiveSmallIntegerField(
        _("days before data close on which a round opens"), null=True
    )
    is_active = models.BooleanField(_("in use"), default=True)
    is_restricted = models.BooleanField(_("restricted to who reports"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("report regime")
        verbose_name_plural = _("report regimes")

    def __str__(self) -> str:
        return self.name


class RegimeUnit(models.Model):
    """An agency that reports though it is of no chosen kind, or does not report though it is."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="units", verbose_name=_("regime"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    is_left_out = models.BooleanField(_("does not report"), default=False)

    class Meta:
        verbose_name = _("agency named by a regime")
        verbose_name_plural = _("agencies named by a regime")
        constraints = [models.UniqueConstraint(fields=["regime", "agency"], name="regime_unit_once")]

    def __str__(self) -> str:
        return f"{self.regime_id} {'-' if self.is_left_out else '+'}{self.agency_id}"


class Level(models.Model):
    """One step of a report on its way up. The lowest has all units; each above has one body that consolidates.

    `receiver` is to whom the level reports; without one, to the standing body.
    """

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="levels", verbose_name=_("regime"))
    order = models.PositiveSmallIntegerField(_("order from below"))
    name = models.CharField(_("name of the level"), max_length=200)
    reporter = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("who consolidates")
    )
    receiver = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("to whom it is sent")
    )
    due_kind = models.CharField(_("how the due day is told"), max_length=12, choices=DueKind)
    working_days = models.PositiveSmallIntegerField(_("working days after data close"), default=5)
    day = models.PositiveSmallIntegerField(_("day of the month"), null=True)
    months_later = models.SmallIntegerField(_("months after the last month of the period"), default=0)
    is_strict = models.BooleanField(_("before the day, not on it"), default=False)
    consolidation_days = models.PositiveSmallIntegerField(_("working days to consolidate"), default=0)

    class Meta:
        verbose_name = _("level of a regime")
        verbose_name_plural = _("levels of regimes")
        constraints = [
            models.UniqueConstraint(fields=["regime", "order"], name="regime_level_once"),
            models.CheckConstraint(
                condition=Q(due_kind="after_close") | Q(day__gte=1, day__lte=31), name="level_day_of_month"
            ),
            models.CheckConstraint(
                condition=Q(order=0, reporter=None) | Q(order__gt=0), name="level_of_units_is_lowest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regime_id} {self.order} {self.name}"


class RegimeForm(models.Model):
    """One version of what a regime asks for; a round keeps the version it was opened with."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="forms", verbose_name=_("regime"))
    number = models.PositiveSmallIntegerField(_("number of the version"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("form of a regime")
        verbose_name_plural = _("forms of regimes")
        constraints = [models.UniqueConstraint(fields=["regime", "number"], name="regime_form_once")]

    def __str__(self) -> str:
        return f"{self.regime_id} #{self.number}"


class Section(models.Model):
    """One section of the outline of a report, in order."""

    form = models.ForeignKey(RegimeForm, models.CASCADE, related_name="sections", verbose_name=_("form"))
    order = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("label"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    guidance = models.TextField(_("what to write"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SectionKind)
    is_required = models.BooleanField(_("has to be filled in"), default=True)

    class Meta:
        verbose_name = _("section of a form")
        verbose_name_plural = _("sections of forms")
        constraints = [models.UniqueConstraint(fields=["form", "order"], name="form_section_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


class FormFigure(models.Model):
    """One figure that a section asks for."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="figures", verbose_name=_("section"))
    order = models.PositiveSmallIntegerField(_("order"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="asked_in", verbose_name=_("measure"))
    group = models.CharField(_("heading above it"), max_length=200, blank=True)
    is_required = models.BooleanField(_("has to be filled in"), default=True)

    class Meta:
        verbose_name = _("figure asked for")
        verbose_name_plural = _("figures asked for")
        constraints = [models.UniqueConstraint(fields=["section", "measure"], name="figure_once_a_section")]

    def __str__(self) -> str:
        return f"{self.section_id}.{self.order} {self.measure_id}"
