"""The standing body's own report of a round: what it takes from the units, and what stands once it is issued."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.foundation.models import StoredFile
from haidang.regimes.enums import ConsolidationState
from haidang.regimes.models.measures import Measure
from haidang.regimes.models.narratives import Narrative
from haidang.regimes.models.regimes import Section
from haidang.regimes.models.rounds import ReportRound
from haidang.reports.models import Obligation, Submission


class Consolidation(models.Model):
    """One edition of the consolidated report of a round. An issued one never changes; what is learnt later goes into
    the next edition.

    While it waits to be written nobody edits it. Bases, addressees and recipients stand one on a line, as the paper
    prints them. `frozen` is all it says, `digest` its SHA-256, which the log keeps too; `token` stands in the address
    of its figures.
    """

    report_round = models.ForeignKey(
        ReportRound, models.PROTECT, related_name="consolidations", verbose_name=_("round")
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, null=True, related_name="+", verbose_name=_("own report it answers")
    )
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, related_name="consolidation", verbose_name=_("own answer")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ConsolidationState, default=ConsolidationState.DRAFT
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    number = models.CharField(_("number and sign"), max_length=80, blank=True)
    dated_on = models.DateField(_("day of the paper"), null=True)
    place = models.CharField(_("place in the letterhead"), max_length=120, blank=True)
    authority = models.CharField(_("authority of the signer"), max_length=300, blank=True)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    issuer = models.CharField(_("body in the letterhead"), max_length=300, blank=True)
    superior = models.CharField(_("body above it in the letterhead"), max_length=300, blank=True)
    citations = models.TextField(_("legal bases on the paper"), blank=True)
    addressees = models.TextField(_("addressees on the paper"), blank=True)
    recipients = models.TextField(_("recipients on the paper"), blank=True)
    has_charts = models.BooleanField(_("with charts"), default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    steps_done = models.PositiveSmallIntegerField(_("steps done"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries that failed"), default=0)
    failure = models.CharField(_("why it was not issued"), max_length=500, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True)
    frozen = models.JSONField(_("what it says"), default=dict)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file"))
    pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file as PDF")
    )
    xlsx = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file as Excel")
    )
    data = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file as data")
    )
    envelope = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("file as edXML")
    )
    token = models.UUIDField(_("name in the address"), default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("consolidated report")
        verbose_name_plural = _("consolidated reports")
        constraints = [
            models.UniqueConstraint(fields=["report_round", "edition"], name="consolidation_edition_once"),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_at__isnull=False, docx__isnull=False) & ~Q(digest="") & ~Q(number=""),
                name="consolidation_issued_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="consolidation_by_state")]

    def __str__(self) -> str:
        return f"{self.report_round_id} #{self.edition} {self.number}"


class ConsolidatedSection(models.Model):
    """One section of a consolidated report; each is edited, and versioned, by itself."""

    consolidation = models.ForeignKey(
        Consolidation, models.CASCADE, related_name="parts", verbose_name=_("consolidated report")
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="+", verbose_name=_("section"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("edited by")
    )
    edited_at = models.DateTimeField(_("edited at"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("section of a consolidated report")
        verbose_name_plural = _("sections of consolidated reports")
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "section"], name="consolidation_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consolidation_id} {self.section_id}"


class Pick(models.Model):
    """A piece of a section: taken from what a unit wrote and shortened, or in the standing body's own words."""

    part = models.ForeignKey(
        ConsolidatedSection, models.CASCADE, related_name="picks", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    narrative = models.ForeignKey(
        Narrative, models.SET_NULL, null=True, related_name="picks", verbose_name=_("what the unit wrote")
    )
    heading = models.CharField(_("heading above it"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    is_source_named = models.BooleanField(_("names the unit"), default=True)

    class Meta:
        verbose_name = _("piece of a consolidated report")
        verbose_name_plural = _("pieces of consolidated reports")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "narrative"], condition=Q(narrative__isnull=False), name="pick_once_a_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}.{self.order} {self.text[:60]}"


class IssuedFigure(models.Model):
    """A number of an issued report and what it stood on that day: units, versions and their figures, kept as they were.

    Without a measure it counts the units that have reported. `stood_on` is a list of rows (see StoodOn).
    """

    consolidation = models.ForeignKey(
        Consolidation, models.CASCADE, related_name="figures", verbose_name=_("consolidated report")
    )
    key = models.SlugField(_("key of the figure"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, related_name="+", verbose_name=_("measure")
    )
    label = models.CharField(_("name"), max_length=300)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    how = models.CharField(_("how it was added up"), max_length=12)
    number = models.DecimalField(_("figure"), max_digits=24, decimal_places=4, null=True)
    numerator = models.DecimalField(_("numerator"), max_digits=24, decimal_places=4, null=True)
    denominator = models.DecimalField(_("denominator"), max_digits=24, decimal_places=4, null=True)
    given = models.PositiveIntegerField(_("units that gave it"))
    asked = models.PositiveIntegerField(_("units asked"))
    has_estimates = models.BooleanField(_("has estimates"), default=False)
    stood_on = models.JSONField(_("what it stood on"), default=list)

    class Meta:
        verbose_name = _("figure of an issued report")
        verbose_name_plural = _("figures of issued reports")
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "key"], name="issued_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consolidation_id} {self.key}: {self.number}"
