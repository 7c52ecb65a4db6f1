"""Score sheets of units: what they said of themselves, what was checked, what they appealed against."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.oversight.models.schemes import Criterion, EmulationGroup, EmulationScheme
from haidang.reports.models import Obligation


class ScoreSheet(models.Model):
    """One unit in one scheme. The unit owes its self-score (`obligation`), with which its evidence is kept.

    `frozen` is all the sheet said when the scheme was published: every line, figure and row it stood on. Where the
    unit ended, `heir` answers in its place; a sheet with `closed_on` is judged no more, its work counts for the heir.
    """

    scheme = models.ForeignKey(
        EmulationScheme, models.PROTECT, related_name="sheets", verbose_name=_("scheme of emulation")
    )
    group = models.ForeignKey(
        EmulationGroup, models.PROTECT, related_name="sheets", verbose_name=_("emulation group")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="score_sheets", verbose_name=_("agency"))
    obligation = models.OneToOneField(
        Obligation, models.PROTECT, null=True, related_name="score_sheet", verbose_name=_("obligation")
    )
    heir = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("answers for the unit now")
    )
    closed_on = models.DateField(_("not judged since"), null=True)
    sent_at = models.DateTimeField(_("self-score sent at"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("sent by")
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("checked by")
    )
    total = models.DecimalField(_("frozen total"), max_digits=8, decimal_places=2, null=True)
    place = models.PositiveIntegerField(_("frozen place in the group"), null=True)
    frozen = models.JSONField(_("what it says"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        constraints = [models.UniqueConstraint(fields=["scheme", "agency"], name="score_sheet_once")]

    def __str__(self) -> str:
        return f"{self.scheme_id}: {self.agency_id}"


class Score(models.Model):
    """What was said by hand of one criterion of a sheet; a line nobody touched has none.

    `checked_points` stand where the standing body gave others than were reckoned or self-scored.
    """

    sheet = models.ForeignKey(
        ScoreSheet, models.CASCADE, related_name="scores", verbose_name=_("score sheet")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="scores", verbose_name=_("criterion")
    )
    grade = models.PositiveSmallIntegerField(_("grade chosen"), null=True)
    times = models.PositiveIntegerField(_("how many times"), null=True)
    self_points = models.DecimalField(_("self-scored points"), max_digits=7, decimal_places=2, null=True)
    note = models.CharField(_("what the unit says"), max_length=1_000, blank=True)
    checked_points = models.DecimalField(_("checked points"), max_digits=7, decimal_places=2, null=True)
    reason = models.CharField(_("why the points differ"), max_length=1_000, blank=True)
    proof = models.CharField(_("evidence of the check"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(checked_points=None) | ~Q(reason=""), name="score_checked_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}, {self.criterion_id}"


class Appeal(models.Model):
    """A unit asks to look again at one criterion; the answer says why, and which points stand after it."""

    sheet = models.ForeignKey(
        ScoreSheet, models.CASCADE, related_name="appeals", verbose_name=_("score sheet")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="appeals", verbose_name=_("criterion")
    )
    text = models.TextField(_("what is asked"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"))
    is_upheld = models.BooleanField(_("upheld"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    points_before = models.DecimalField(_("points before"), max_digits=7, decimal_places=2, null=True)
    points_after = models.DecimalField(_("points after"), max_digits=7, decimal_places=2, null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"], condition=Q(answered_at=None), name="appeal_open_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, is_upheld=None)
                | Q(answered_at__isnull=False, is_upheld__isnull=False) & ~Q(answer=""),
                name="appeal_answered_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}, {self.criterion_id}"
