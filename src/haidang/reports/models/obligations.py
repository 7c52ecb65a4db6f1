"""Who owes what on which day, and every change of it with its reason."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.programme.models import Item, Programme
from haidang.reports.enums import (
    ChangeKind,
    ObligationKind,
    SubmissionState,
)

_COUNTED = ("fate", "fate_on", "first_sent_on", "waived_on", "agency")


class OwingSetting(models.Model):
    """By which rules the words of a programme become obligations; without a row the usual ones hold."""

    programme = models.OneToOneField(
        Programme, models.CASCADE, related_name="owing_setting", verbose_name=_("programme")
    )
    evidence_months = models.PositiveSmallIntegerField(_("evidence every so many months"), default=3)
    days_after_close = models.PositiveSmallIntegerField(_("working days after data close"), default=5)
    calendar = models.CharField(_("calendar of data"), max_length=20, default="civil")
    # Its steps as JSON (see queries/ladders.py); none means the usual ladder.
    ladder = models.JSONField(_("ladder of reminders"), default=list)
    ladder_version = models.PositiveIntegerField(_("version of the ladder"), default=0)

    class Meta:
        verbose_name = _("rules of what is owed")
        verbose_name_plural = _("rules of what is owed")

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.evidence_months}"


class Obligation(models.Model):
    """Who owes what to whom for which period. `what` and `occurrence` together name a round over all its agencies.

    Owed to nobody named is owed to the standing body. A part of another obligation is owed to who leads that.
    `fate` and `fate_on` repeat of the version that counts how it stands and since which day, so that a whole country
    is counted without its versions; whatever changes that version writes them with it.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=ObligationKind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="obligations", verbose_name=_("owed by"))
    owed_to = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="obligations_to", verbose_name=_("owed to")
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, related_name="obligations", verbose_name=_("programme")
    )
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="obligations", verbose_name=_("item")
    )
    whole = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="parts", verbose_name=_("part of")
    )
    title = models.TextField(_("title"))
    text = models.TextField(_("what is asked for"), blank=True)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    what = models.CharField(_("key of what is owed"), max_length=80)
    occurrence = models.CharField(_("key of the occurrence"), max_length=80)
    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    opens_on = models.DateField(_("data from"))
    closes_on = models.DateField(_("data close on"))
    opened_due_on = models.DateField(_("due when it was opened"))
    due_on = models.DateField(_("due on"))
    is_estimate = models.BooleanField(_("due before its data close"), default=False)
    trued_up_on = models.DateField(_("true figures due on"), null=True)
    waived_on = models.DateField(_("waived on"), null=True)
    first_sent_on = models.DateField(_("first answered on"), null=True)
    standing = models.OneToOneField(
        "Submission", models.SET_NULL, null=True, related_name="+", verbose_name=_("version that counts")
    )
    fate = models.CharField(
        _("how the version that counts stands"), max_length=12, choices=SubmissionState, blank=True
    )
    fate_on = models.DateField(_("so since"), null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = [
            models.UniqueConstraint(fields=["what", "occurrence", "agency"], name="obligation_once"),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="obligation_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(fate="", fate_on=None) | ~Q(fate="") & Q(fate_on__isnull=False),
                name="obligation_fate_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], name="obligation_of_agency"),
            models.Index(fields=["due_on", "id"], name="obligation_by_day"),
            # Few are estimates: calendars and reminders look at these by the day of their true figures.
            models.Index(
                fields=["trued_up_on", "id"],
                condition=models.Q(trued_up_on__isnull=False),
                name="obligation_trued_up_by_day",
            ),
            # These two hold all that the leaders' sheet counts, so that the rows themselves are not read.
            models.Index(fields=["due_on", *_COUNTED, "programme", "id"], name="obligation_by_fate"),
            models.Index(fields=["programme", "due_on", *_COUNTED, "id"], name="obligation_of_programme"),
            # And this one all that indicators count of work, period by period.
            models.Index(
                fields=[
                    *("first_month", "last_month", "agency", "due_on"),
                    *("fate", "first_sent_on", "kind", "standing", "id"),
                ],
                condition=models.Q(waived_on=None, whole=None),
                name="obligation_by_period",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ObligationChange(models.Model):
    """One act that changed what an agency owes: another due day, a waiver, another holder; with reason and paper."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="changes", verbose_name=_("obligation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ChangeKind)
    changed_on = models.DateField(_("changed on"))
    due_before = models.DateField(_("due before"), null=True)
    due_after = models.DateField(_("due after"), null=True)
    agency_before = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("holder before")
    )
    agency_after = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("holder after")
    )
    reason = models.TextField(_("reason"))
    paper = models.CharField(_("paper"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="+", verbose_name=_("document")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of an obligation")
        verbose_name_plural = _("changes of obligations")

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.kind} {self.changed_on}"
