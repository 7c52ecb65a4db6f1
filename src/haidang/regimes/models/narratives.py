"""What a unit writes under the outline of a report, and what its reader remarks at the place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.regimes.models.measures import Measure
from haidang.regimes.models.regimes import Section
from haidang.reports.models import Submission

MOST_CHARACTERS_OF_SECTION = 30_000


class Narrative(models.Model):
    """What stands under one section in one version of a report; each section is kept, and changes, by itself.

    `is_filled` says that the section has words, "nothing happened" or, in a version that was sent, its figures: so that
    a round of thousands of units is counted without reading them.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="narratives", verbose_name=_("submission")
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="narratives", verbose_name=_("section"))
    text = models.TextField(_("text"), blank=True)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    is_nil = models.BooleanField(_("nothing happened"), default=False)
    is_filled = models.BooleanField(_("says something"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("narrative of a section")
        verbose_name_plural = _("narratives of sections")
        # Holds all that a round counts of sections, so that the texts themselves are not read.
        indexes = [
            models.Index(fields=["submission", "is_filled", "section", "is_nil"], name="narrative_filled")
        ]
        constraints = [
            models.UniqueConstraint(fields=["submission", "section"], name="narrative_once_a_report"),
            models.CheckConstraint(condition=Q(is_nil=False) | Q(text=""), name="narrative_nil_has_no_text"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.section_id}"


class Signature(models.Model):
    """The step before a report is sent: the drafter asks the head of the unit, who signs or gives it back."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="signature", verbose_name=_("submission")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"), null=True)
    given_back_for = models.CharField(_("why it was given back"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("signature of a report")
        verbose_name_plural = _("signatures of reports")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.signed_at or '-'}"


class Remark(models.Model):
    """What a reader of a report says of one place in it; without a place, of the whole."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="remarks", verbose_name=_("submission")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="+", verbose_name=_("section")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, related_name="+", verbose_name=_("measure")
    )
    text = models.TextField(_("text"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("remark on a report")
        verbose_name_plural = _("remarks on reports")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.text[:60]}"
